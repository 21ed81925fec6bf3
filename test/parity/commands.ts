import type { FactType } from "../../src/core/fact.ts";
import type { FieldId } from "../../src/core/form.ts";
import type { Verb } from "../../src/text/verbs.ts";
import type { Ids } from "./facts.ts";

/** A command as somebody types it, what it answers, and what is recorded by it. */
export type Typed = {
  readonly by: string;
  readonly words: (ids: Ids) => string;
  readonly says: (ids: Ids) => RegExp;
  /** What is filled in, where it opens a form; `answers` is what comes then. */
  readonly fills?: Readonly<Partial<Record<FieldId, string>>>;
  readonly records?: FactType;
};

const words =
  (text: string) =>
  ({ order, customer, invoice, source }: Ids): string =>
    text
      .replace("PED", order)
      .replace("CLI", customer)
      .replace("FAC", invoice)
      .replace("FUENTE", source);
const says = (text: string) => (ids: Ids) => new RegExp(words(text)(ids));

/** One for every verb there is: a new one does not compile without its own. */
export const COMMANDS = {
  status: { by: "luis", words: words("estado PED"), says: says("Promesa rota · PED") },
  cases: { by: "luis", words: words("casos"), says: says("abiertos? para mis equipos") },
  why: { by: "luis", words: words("porque PED"), says: says("regla promise-broken") },
  evidence: { by: "luis", words: words("evidencia PED"), says: says("PED") },
  customer: { by: "carmen", words: words("cliente CLI"), says: says("Debe MXN 184,000.00") },
  aging: { by: "carmen", words: words("antigüedad CLI"), says: says("MXN 184,000.00") },
  close: { by: "carmen", words: words("cierre"), says: says("noviembre") },
  kpi: { by: "carmen", words: words("kpi"), says: says("Días de cobro \\(DSO\\)") },
  prospects: {
    by: "ana",
    words: words("prospectos"),
    says: says("al corriente con crédito · [0-9]+"),
  },
  promise: {
    by: "carmen",
    words: words("promesa FAC viernes 50,000"),
    says: says("FAC: el cliente pagará MXN 50,000.00 el vie 20 nov"),
    records: "invoice.promised",
  },
  dispute: {
    by: "carmen",
    words: words("disputa FAC precio"),
    says: says("FAC en disputa: precio distinto al acordado"),
    records: "invoice.disputed",
  },
  credit: {
    by: "carmen",
    words: words("crédito FAC 5,520.00 DEL faltan 3 cajas"),
    says: says("Pedir nota de crédito · FAC"),
    fills: { amount: "6,000.00" },
    records: "credit.requested",
  },
  escalate: {
    by: "luis",
    words: words("escalar PED el cliente cancela mañana"),
    says: says("PED quedó escalado"),
    records: "answer.given",
  },
  assign: {
    by: "luis",
    words: words("asignar PED @marta"),
    says: says("PED quedó asignado a Marta Gil"),
    records: "answer.given",
  },
  snooze: {
    by: "luis",
    words: words("pausar PED hasta mañana 9:00"),
    says: says("PED en pausa hasta mañana 09:00"),
    records: "answer.given",
  },
  watch: { by: "luis", words: words("seguir PED"), says: says("PED"), records: "answer.given" },
  comment: {
    by: "luis",
    words: words("comentar PED el chofer llama a las cinco"),
    says: says("✅[^]*PED"),
    records: "comment.made",
  },
  silence: {
    by: "luis",
    words: words("silencio PED hasta 2h inventario"),
    says: says("✅"),
    records: "silence.started",
  },
  maintenance: {
    by: "ada",
    words: words("mantenimiento FUENTE hasta mañana 6:00"),
    says: says("FUENTE en mantenimiento hasta mañana 06:00"),
    records: "maintenance.started",
  },
  duty: {
    by: "luis",
    words: words("turno tomar"),
    says: says("Luis Peña queda de turno por Logística"),
    records: "duty.taken",
  },
  delegate: {
    by: "vera",
    words: words("delegado @ana hasta viernes"),
    says: says("Ana Ríos puede aprobar en lugar de Vera Luna"),
    records: "delegate.named",
  },
  me: { by: "luis", words: words("yo"), says: says("Luis Peña[^]*Logística") },
  link: { by: "luis", words: words("vincular"), says: says("El código es [0-9A-Z-]{14}") },
  help: { by: "luis", words: words("ayuda pausar"), says: () => /pausar PED-1042 hasta CUÁNDO/ },
} as const satisfies Record<Verb, Typed>;
