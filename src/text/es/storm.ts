import type { StormText } from "../storm-text.ts";

export const storm: StormText = {
  ragingTitle: (waiting) => `Pico de casos · ${waiting} en espera`,
  raging: ({ came, since }) =>
    `Desde ${since} llegaron ${came} casos. Los de más peso (monto × urgencia) salen como tarjeta; ` +
    "los demás esperan su turno y ninguno se pierde.",
  passingTitle: (waiting) => `El pico ya pasó · ${waiting} por salir`,
  passing: ({ came, since }) =>
    `Desde ${since} llegaron ${came} casos. Las tarjetas que faltan salen una por una, primero las ` +
    "de más peso (monto × urgencia).",
  overTitle: (came) => `Pico terminado · ${came} casos`,
  over: ({ came, from, to, ending }) => `De ${from} a ${to} llegaron ${came} casos. ${ending}`,
  allHaveCards: "Todos tienen su tarjeta en este canal.",
  someSettled: (settled, isOne) =>
    isOne
      ? "1 se resolvió antes de tener tarjeta; los demás tienen la suya en este canal."
      : `${settled} se resolvieron antes de tener tarjeta; los demás tienen la suya en este canal.`,
  allSettled: "Todos se resolvieron antes de tener tarjeta.",
  amount: "Monto en espera",
  byRule: "Por tipo",
  ruleCount: (tag, cases) => `${tag} ${cases}`,
  otherRules: (cases) => `otros ${cases}`,
  next: "Los de más peso que esperan:",
  andMore: (cases) => `y ${cases} más`,
  reach:
    "Todos están a la mano: /remo casos equipo los lista, /remo estado PED-1042 abre uno con sus " +
    "botones, y la pestaña Inicio de Remo muestra los propios.",
};
