import type { DataOf } from "../../core/rules/index.ts";
import type { Format } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";

type Data = DataOf<"credit-note-unapproved">;

function approved(data: Data, f: Format): string {
  if (data.why !== "exceeds") return "";
  return f.money({ minor: data.approvedMinor, currency: data.currency ?? "XXX" });
}

export const creditNoteUnapproved: RuleTexts<"credit-note-unapproved"> = {
  es: {
    tag: "Nota de crédito sin aprobar",
    title: ({ creditNoteId, invoiceId, sentBackAt }) =>
      sentBackAt
        ? `falta revertir la nota ${creditNoteId}`
        : `nota ${creditNoteId} de la factura ${invoiceId} sin aprobación`,
    why: (data, f) => {
      if (data.sentBackAt) {
        return "Contraloría pidió revertirla; hasta entonces el saldo del cliente baja sin respaldo.";
      }
      switch (data.why) {
        case "no-request":
          return "El ERP tiene una nota que nadie pidió aquí: el saldo bajó sin motivo ni firma.";
        case "not-approved":
          return `Se emitió antes de que alguien aprobara ${data.requestId}.`;
        case "exceeds":
          return `Se emitió por más de lo aprobado en ${data.requestId}: ${approved(data, f)}.`;
        case "same-person":
          return data.as === "requester"
            ? `La emitió quien la pidió en ${data.requestId}; pedir y emitir son de personas distintas.`
            : `La emitió quien la aprobó en ${data.requestId}; aprobar y emitir son de personas distintas.`;
        default:
          return data satisfies never;
      }
    },
    fields: ({ postedAt, postedBy, invoiceId }, f) => [
      ["Factura", invoiceId],
      ["Emitida", f.moment(postedAt)],
      ...(postedBy ? ([["La emitió", postedBy]] as const) : []),
    ],
  },
  en: {
    tag: "Credit note not approved",
    title: ({ creditNoteId, invoiceId, sentBackAt }) =>
      sentBackAt
        ? `note ${creditNoteId} still to be reversed`
        : `note ${creditNoteId} of invoice ${invoiceId} was not approved`,
    why: (data, f) => {
      if (data.sentBackAt) {
        return "The controller asked to reverse it; until then the balance is lower without a reason.";
      }
      switch (data.why) {
        case "no-request":
          return "The ERP holds a note nobody asked for here: the balance fell without reason or signature.";
        case "not-approved":
          return `It was posted before anybody approved ${data.requestId}.`;
        case "exceeds":
          return `It was posted for more than was approved in ${data.requestId}: ${approved(data, f)}.`;
        case "same-person":
          return data.as === "requester"
            ? `Whoever asked for it in ${data.requestId} posted it; these are two people's tasks.`
            : `Whoever approved it in ${data.requestId} posted it; these are two people's tasks.`;
        default:
          return data satisfies never;
      }
    },
    fields: ({ postedAt, postedBy, invoiceId }, f) => [
      ["Invoice", invoiceId],
      ["Posted", f.moment(postedAt)],
      ...(postedBy ? ([["Posted by", postedBy]] as const) : []),
    ],
  },
};
