import type { ReasonCode } from "../core/fact.ts";
import type { Format, Lang } from "./format.ts";
import { textFor } from "./text.ts";

/** What a customer or the authority said against an invoice, and whether they still could. */
type Objection = {
  readonly reasonCode: ReasonCode | null;
  readonly reason: string | null;
  readonly tacitOn: string | null;
  readonly isLate: boolean;
};

const LABELS = {
  es: { cause: "Causa", tacit: "Aceptación tácita" },
  en: { cause: "Cause", tacit: "Tacit acceptance" },
} as const;

/** ": falta la orden de compra", in the words of whoever objected; nothing where they gave none. */
export function reasonWords(lang: Lang, { reason }: Objection): string {
  const said = reason?.trim().replace(/\.+$/, "");
  return said ? (lang === "es" ? `: «${said}»` : `: "${said}"`) : "";
}

export function objectionFields(lang: Lang, { reasonCode, tacitOn }: Objection, f: Format) {
  const labels = LABELS[lang];
  const cause = reasonCode && ([labels.cause, textFor(lang).reasonCode[reasonCode]] as const);
  const tacit = tacitOn && ([labels.tacit, f.date(tacitOn)] as const);
  return [cause, tacit].filter((field) => typeof field === "object" && field !== null);
}

const LATE = {
  es: " Llegó después de la aceptación tácita: legalmente ya estaba aceptada.",
  en: " It came after tacit acceptance: by law the invoice was already accepted.",
} as const;

export function objectionLate(lang: Lang, { isLate }: Objection): string {
  return isLate ? LATE[lang] : "";
}
