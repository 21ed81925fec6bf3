import type { Lang } from "./format.ts";

/** What people type after /remo, without accents; the first word of each language is suggested. */
export const VERBS = {
  status: { es: ["estado"], en: ["status"] },
  cases: { es: ["casos"], en: ["cases"] },
  why: { es: ["porque"], en: ["why"] },
  evidence: { es: ["evidencia"], en: ["evidence"] },
  customer: { es: ["cliente"], en: ["customer"] },
  aging: { es: ["antiguedad"], en: ["aging", "ageing"] },
  close: { es: ["cierre"], en: ["close"] },
  kpi: { es: ["kpi", "indicadores"], en: ["kpi", "kpis"] },
  prospects: { es: ["prospectos"], en: ["prospects"] },
  promise: { es: ["promesa"], en: ["promise"] },
  dispute: { es: ["disputa"], en: ["dispute"] },
  credit: { es: ["credito"], en: ["credit"] },
  escalate: { es: ["escalar"], en: ["escalate"] },
  assign: { es: ["asignar"], en: ["assign"] },
  snooze: { es: ["pausar"], en: ["snooze"] },
  watch: { es: ["seguir"], en: ["watch"] },
  comment: { es: ["comentar", "comentario"], en: ["comment"] },
  silence: { es: ["silencio", "silenciar"], en: ["silence"] },
  maintenance: { es: ["mantenimiento"], en: ["maintenance"] },
  duty: { es: ["turno"], en: ["duty"] },
  delegate: { es: ["delegado", "delegar"], en: ["delegate"] },
  me: { es: ["yo"], en: ["me"] },
  link: { es: ["vincular"], en: ["link"] },
  help: { es: ["ayuda"], en: ["help"] },
} as const satisfies Record<string, Record<Lang, readonly [string, ...string[]]>>;

export type Verb = keyof typeof VERBS;
export const VERB_IDS = Object.keys(VERBS) as Verb[];

/** The verbs by what somebody wants to do, in the order of the help. */
export const TASKS = {
  look: ["status", "cases", "why", "evidence", "customer", "aging", "close", "kpi", "prospects"],
  collect: ["promise", "dispute", "credit"],
  act: ["escalate", "assign", "snooze", "watch", "comment"],
  arrange: ["silence", "maintenance", "duty", "delegate"],
  self: ["me", "link", "help"],
} as const satisfies Record<string, readonly Verb[]>;

export type Task = keyof typeof TASKS;
export const TASK_IDS = Object.keys(TASKS) as Task[];

/** Words inside a command that say what comes after them, in either language, without accents. */
export const CLAUSES = {
  customer: ["cliente", "customer"],
  rule: ["regla", "rule"],
  warehouse: ["almacen", "bodega", "warehouse"],
  from: ["desde", "from"],
  until: ["hasta", "until", "till"],
  reason: ["motivo", "razon", "reason", "because"],
} as const;
export type Clause = keyof typeof CLAUSES;

/** Words inside a command that say what to do. */
export const MODES = {
  list: ["lista", "listar", "list"],
  end: ["fin", "terminar", "quitar", "end", "stop"],
  take: ["tomar", "tomo", "take"],
  team: ["equipo", "team"],
  mine: ["mias", "mios", "mine"],
  week: ["semana", "week"],
} as const;
export type Mode = keyof typeof MODES;
