import type { Role } from "../core/action.ts";
import type { Team } from "../core/fact.ts";
import type { Money } from "../core/money.ts";
import { type Lang, money } from "./format.ts";
import { textFor } from "./text.ts";

/** Who signs, as data: a rung of the ladder. */
type Signs = {
  readonly team: Team | null;
  readonly role: Role;
  readonly approvals: number;
  readonly upTo: Money | null;
};

/** What is said about credit notes. Money, names and times arrive as text. */
export type CreditWords = {
  role(role: Role, team: string | null): string;
  upTo(amount: string): string;
  /** Who signs, where more than one of them must. */
  several(count: number, role: Role, team: string | null): string;
  noInvoice(invoiceId: string): string;
  notInForce(invoiceId: string): string;
  totalUnknown(invoiceId: string): string;
  otherCurrency(currency: string): string;
  overCredit(invoiceId: string, left: string): string;
  alreadyRequested(requestId: string, amount: string): string;
  readonly ownRequest: string;
  readonly ownPosting: string;
  readonly alreadyApproved: string;
  notRequester(name: string): string;
  expired(when: string): string;
  amountDiffers(amount: string): string;
  aboveLimit(amount: string, who: string, names: string | null): string;
  /** Beside the amount: how much may still be asked for. */
  left(amount: string): string;
  readonly nothingLeft: string;
  readonly invoice: string;
  /** What became of a request that nobody decided. */
  readonly expiredOutcome: string;
  usage(verb: string): string;
  badAmount(typed: string, example: string): string;
  recorded(requestId: string, amount: string, invoiceId: string): string;
  amended(requestId: string, amount: string): string;
};

const es: CreditWords = {
  role: (role, team) => {
    const of = team ? ` de ${team}` : "";
    const words: Readonly<Record<Role, string>> = {
      member: team ?? "cualquier persona",
      lead: `líder${of}`,
      manager: `gerencia${of}`,
      director: "Dirección",
      controller: "Contraloría",
      admin: "Administración",
    };
    return words[role];
  },
  upTo: (amount) => `hasta ${amount}`,
  several: (count, role, team) => `${es.role(role, team)}, ${count} personas`,
  noInvoice: (invoiceId) =>
    invoiceId
      ? `${invoiceId} no existe o no está a la vista de este caso; no hay qué acreditar.`
      : "Falta la factura que se acredita.",
  notInForce: (invoiceId) =>
    `${invoiceId} está cancelada o todavía no se emite; no hay qué acreditar.`,
  totalUnknown: (invoiceId) =>
    `De ${invoiceId} no se conoce el monto vigente, así que no se sabe cuánto se puede acreditar. ` +
    "Falta que el ERP informe el total de la factura y de sus notas.",
  otherCurrency: (currency) => `La factura está en ${currency}; el monto va en la misma moneda.`,
  overCredit: (invoiceId, left) =>
    `A ${invoiceId} le quedan ${left} por acreditar, descontadas las notas y las solicitudes en curso.`,
  alreadyRequested: (requestId, amount) => `${requestId} ya pide ${amount}; nada que cambiar.`,
  ownRequest: "Quien pide una nota de crédito no la aprueba ni la rechaza: le toca a otra persona.",
  ownPosting: "Quien pidió, aprobó o emitió la nota no la aprueba después: le toca a otra persona.",
  alreadyApproved: "Esa firma ya está puesta en esta solicitud; falta la de otra persona.",
  notRequester: (name) => `Solo quien pidió la nota puede cambiarla o retirarla: ${name}.`,
  expired: (when) => `La solicitud venció ${when} sin decisión. Hace falta pedirla otra vez.`,
  amountDiffers: (amount) => `El monto escrito no es el de la solicitud: ${amount}.`,
  aboveLimit: (amount, who, names) =>
    names
      ? `Aprobar ${amount} le toca a ${who}: ${names}. Se le avisó.`
      : `Aprobar ${amount} le toca a ${who}, y nadie más tiene esa función en remo.yaml.`,
  left: (amount) => `Quedan ${amount} por acreditar.`,
  nothingLeft: "No queda nada por acreditar en esta factura.",
  invoice: "Factura",
  expiredOutcome: "Solicitud vencida sin decisión",
  usage: (verb) => `Falta la factura y el monto: /remo ${verb} FAC-2210 12,300.00`,
  badAmount: (text, example) => `«${text}» no es un monto; por ejemplo ${example}.`,
  recorded: (requestId, amount, invoiceId) =>
    `✅ ${requestId}: ${amount} de ${invoiceId}. La solicitud espera aprobación.`,
  amended: (requestId, amount) =>
    `✅ ${requestId} ahora pide ${amount}. Lo aprobado antes ya no cuenta.`,
};

const en: CreditWords = {
  role: (role, team) => {
    const of = team ? `${team} ` : "";
    const words: Readonly<Record<Role, string>> = {
      member: team ?? "anybody",
      lead: `a ${of}lead`,
      manager: `a ${of}manager`,
      director: "a director",
      controller: "a controller",
      admin: "an administrator",
    };
    return words[role];
  },
  upTo: (amount) => `up to ${amount}`,
  several: (count, role, team) =>
    `${count} ${team ? `${team} ` : ""}${textFor("en").why.holders[role]}`,
  noInvoice: (invoiceId) =>
    invoiceId
      ? `${invoiceId} does not exist or is out of this case's sight; there is nothing to credit.`
      : "The invoice to credit is missing.",
  notInForce: (invoiceId) =>
    `${invoiceId} is cancelled or not issued yet; there is nothing to credit.`,
  totalUnknown: (invoiceId) =>
    `The amount in force of ${invoiceId} is not known, so nobody can say how much may be credited. ` +
    "The ERP must tell the total of the invoice and of its notes.",
  otherCurrency: (currency) => `The invoice is in ${currency}; so is the amount.`,
  overCredit: (invoiceId, left) =>
    `${left} of ${invoiceId} may still be credited, after its notes and the requests in force.`,
  alreadyRequested: (requestId, amount) =>
    `${requestId} asks for ${amount} already; nothing to change.`,
  ownRequest: "Whoever asks for a credit note neither approves nor rejects it: somebody else does.",
  ownPosting:
    "Whoever asked for, approved or posted the note does not approve it afterwards: somebody else does.",
  alreadyApproved: "That signature is on this request already; it needs another person's.",
  notRequester: (name) => `Only whoever asked for the note may change or withdraw it: ${name}.`,
  expired: (when) => `The request expired ${when} without a decision. It must be made again.`,
  amountDiffers: (amount) => `The amount typed is not that of the request: ${amount}.`,
  aboveLimit: (amount, who, names) =>
    names
      ? `Approving ${amount} is up to ${who}: ${names}. They were told.`
      : `Approving ${amount} is up to ${who}, and nobody else has that role in remo.yaml.`,
  left: (amount) => `${amount} may still be credited.`,
  nothingLeft: "Nothing is left to credit on this invoice.",
  invoice: "Invoice",
  expiredOutcome: "Request expired without a decision",
  usage: (verb) => `The invoice and the amount are missing: /remo ${verb} FAC-2210 12,300.00`,
  badAmount: (text, example) => `"${text}" is not an amount; for example ${example}.`,
  recorded: (requestId, amount, invoiceId) =>
    `✅ ${requestId}: ${amount} of ${invoiceId}. The request waits for approval.`,
  amended: (requestId, amount) =>
    `✅ ${requestId} asks for ${amount} now. What was approved before no longer counts.`,
};

const WORDS: Readonly<Record<Lang, CreditWords>> = { es, en };

export function creditWords(lang: Lang): CreditWords {
  return WORDS[lang];
}

/** "líder de Cobranza", "2 directors": who signs, without how much. */
export function signerWords({ team, role, approvals }: Signs, lang: Lang): string {
  const words = creditWords(lang);
  const of = team && textFor(lang).team[team];
  return approvals > 1 ? words.several(approvals, role, of) : words.role(role, of);
}

/** "líder de Cobranza (hasta MXN 20,000.00)". */
export function levelWords(level: Signs, lang: Lang): string {
  const limit = level.upTo && creditWords(lang).upTo(money(level.upTo));
  return `${signerWords(level, lang)}${limit ? ` (${limit})` : ""}`;
}
