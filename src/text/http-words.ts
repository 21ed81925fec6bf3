import type { Lang } from "./format.ts";

/** What the server says where nothing else answers; `what` is a method and an address. */
export const HTTP_WORDS = {
  es: {
    nothingAt: (what: string) =>
      `En ${what} no hay nada; los hechos se envían con POST a /v1/facts.`,
    unreadable: "La petición no se puede leer.",
    broken: "Algo falló al responder; la bitácora de Remo dice qué.",
  },
  en: {
    nothingAt: (what: string) => `There is nothing at ${what}; facts are posted to /v1/facts.`,
    unreadable: "The request cannot be read.",
    broken: "Something broke while answering; Remo's log says what.",
  },
} as const satisfies Record<Lang, object>;
