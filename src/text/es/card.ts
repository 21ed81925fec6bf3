import type { CardText, LogText } from "../card-texts.ts";

export const card: CardText = {
  customer: "Cliente",
  held: "Monto detenido",
  atRisk: "Monto en riesgo",
  ball: "Responsable",
  deadline: "Plazo",
  cost: "Costo",
  evidence: "Evidencia",
  why: "Por qué",
  more: "Más opciones",
  asleepTag: "En pausa",
  closedTag: "Resuelto",
  unknownTag: "Caso",
  resolved: "Resuelto",
  orderCancelled: "Pedido cancelado",
  ballSince: (team, held) => `${team} (desde hace ${held})`,
  timeLeft: (when, left) => `${when}, ${left.startsWith("1 ") ? "queda" : "quedan"} ${left}`,
  timeOver: (when, late) => `${when}, venció hace ${late}`,
  lateCash: (span, whose) => `${span} de atraso ${whose ? `para ${whose}` : "en el cobro"}`,
  idleDays: (span) => `${span} sin poder facturar`,
  also: (facts) => `También: ${facts}`,
  asleepUntil: (when, wake) => `En pausa hasta el ${when}${wake ? `, o antes si ${wake}` : ""}.`,
  assigned: (name) => `Asignado a ${name}.`,
  watched: (names) => `Lo siguen: ${names}.`,
  nextStep: (who, when) => `Si nadie lo toma, ${when} se avisa a ${who}.`,
  silencedUntil: (when, by, reason) =>
    `En silencio hasta el ${when}, por ${by}${reason ? `: ${reason}` : ""}.`,
  quietSource: (source, at) => `Datos de ${source} sin novedades desde ${at}: esto pudo cambiar.`,
  leftHere: "Este caso ya no llega por mensaje directo; esta tarjeta no se actualiza más.",
  onClock: (clock) => `Fechas y horas en ${clock}.`,
  lastAnswer: (line) => `Última respuesta: ${line}`,
  readyToBill: (from, to) => `${from} → ${to}: lista para facturar`,
  heldBy: (list) => `Tiempo en cada equipo: ${list}`,
  confirmTitle: "Confirmar",
  confirmYes: "Sí, confirmar",
  confirmNo: "Volver",
  confirmText: (action, subject, amount) =>
    `${action} · ${subject}${amount ? ` · ${amount}` : ""}. Esto no se puede deshacer.`,
  summary: ({ tag, subject, fact, customer, amount, age, team, deadline }) =>
    `${tag}: ${subject}${customer ? ` de ${customer}` : ""}, ${fact}, ${age}. ` +
    `${amount ? `Monto: ${amount}. ` : ""}Le toca a ${team}; plazo: ${deadline}.`,
  closedSummary: ({ subject, resolved, stamp, who, next }) =>
    `${subject}: caso resuelto el ${stamp}${who ? ` por ${who}` : ""}: ${resolved.toLowerCase()}.` +
    `${next ? ` ${next}.` : ""}`,
};

export const log: LogText = {
  commented: (who, text) => (text === "" ? `💬 ${who}` : `💬 ${who}: ${text}`),
  opened: (tag, team, title) => `Caso abierto para ${team} · ${tag}: ${title}`,
  added: (title) => `Se suma: ${title}`,
  cleared: (resolved) => resolved,
  passed: (from, to, title) => `${from} → ${to}: ${title}`,
  answered: (who, did, detail) => `${who} ${did}${detail ? `: ${detail}` : ""}`,
  woke: {
    time: "Terminó la pausa; el caso sigue abierto.",
    "eta-changes": "Cambió la hora estimada de llegada; terminó la pausa.",
    "amount-passes": "El monto pasó del límite indicado; terminó la pausa.",
    "customer-replies": "El cliente respondió; terminó la pausa.",
  },
  expired: "Nadie lo resolvió desde que se tomó; el caso vuelve a estar abierto.",
  notified: (who, names, again, skipped) =>
    (names
      ? `${again ? "Nuevo aviso" : "Aviso"} a ${who}: ${names}.`
      : `Tocaba avisar a ${who}, y nadie tiene esa función en remo.yaml.`) +
    (skipped ? ` Va con retraso: se omitió el aviso a ${skipped}.` : ""),
  passedOver: (who, dueAt) =>
    `Aviso omitido a ${who}: tocaba el ${dueAt}, y ya tocaba también el siguiente.`,
  silenced: (when, by, reason) =>
    `En silencio hasta el ${when}, por ${by}${reason ? `: ${reason}` : ""}.`,
  unsilenced: "Terminó el silencio; el caso sigue abierto.",
  heardAgain: "Este caso ya no está en silencio.",
  closed: (held) => `Caso cerrado${held ? ` · ${held}` : ""}`,
  who: (name, team) => `${name} (${team})`,
};
