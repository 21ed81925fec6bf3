import type { PendingCredit } from "../../core/rules/pending-credit.ts";
import { levelWords } from "../credit-words.ts";
import type { Format } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";
import { textFor } from "../text.ts";

/** "faltante de 3 cajas (DEL · 01)": what the requester wrote, with the codes it goes by. */
function reasonOf({ reason, reasonCode, localCode }: PendingCredit, { lang }: Format): string {
  const codes = [reasonCode, localCode].filter((code) => code !== null).join(" · ");
  return `${reason ?? textFor(lang).reasonCode[reasonCode]} (${codes})`;
}

function signed({ approvals }: PendingCredit, f: Format, inPlaceOf: string): string {
  const names = approvals.map(({ personName, onBehalfOf }) =>
    onBehalfOf ? `${personName} (${inPlaceOf} ${onBehalfOf.personName})` : personName,
  );
  return f.list(names);
}

function approvedBy({ approvals }: PendingCredit): string {
  return approvals.length > 1 ? "aprobaron" : "aprobó";
}

export const creditNotePending: RuleTexts<"credit-note-pending"> = {
  es: {
    tag: "Nota de crédito por aprobar",
    tagOf: ({ state }) =>
      state === "approved" ? "Nota de crédito por emitir" : "Nota de crédito por aprobar",
    title: ({ amount, invoiceId, state }, f) => {
      const what = `${f.money(amount)} de la factura ${invoiceId}`;
      if (state === "approved") return `${what}, ya aprobada`;
      return state === "asked" ? `${what}, con una pregunta` : what;
    },
    why: (data, f) => {
      const { state, requestId, window, expiresAt, question, level, approvals } = data;
      const of = (part: string) => `${requestId}: ${part}`;
      if (state === "approved") {
        return of(
          `${approvedBy(data)} ${signed(data, f, "por")}. Falta emitir la nota en el ERP, con este número o por ` +
            "este monto, y que no la emita quien la pidió ni quien la aprobó.",
        );
      }
      const spent =
        window.count > 0
          ? ` ${window.count === 1 ? "Va 1 nota" : `Van ${window.count} notas`} en ` +
            `${f.quantity(window.days)} días por ${f.money(window.amount)}; eso también cuenta para ` +
            "saber quién aprueba."
          : "";
      const given =
        approvals.length > 0
          ? ` Ya ${approvedBy(data)} ${signed(data, f, "por")}: ${approvals.length} de ${level.approvals}.`
          : "";
      const asked = question ? ` Pregunta ${question.personName}: «${question.says}»` : "";
      return of(
        `mientras no se decida, el cliente no paga la factura completa. Vence el ` +
          `${f.moment(expiresAt)}.${given}${spent}${asked}`,
      );
    },
    fields: (data, f) => {
      const { by, askedAt, level, fileCount, approvals } = data;
      const files =
        fileCount > 0 ? ` · ${fileCount} ${fileCount === 1 ? "archivo" : "archivos"}` : "";
      return [
        ["Motivo", `${reasonOf(data, f)}${files}`],
        ["Pide", `${by.personName}, ${f.when(askedAt)}`],
        data.state === "approved"
          ? [approvals.length > 1 ? "Aprobaron" : "Aprobó", signed(data, f, "por")]
          : ["Aprueba", levelWords(level, "es")],
      ];
    },
  },
  en: {
    tag: "Credit note to approve",
    tagOf: ({ state }) => (state === "approved" ? "Credit note to post" : "Credit note to approve"),
    title: ({ amount, invoiceId, state }, f) => {
      const what = `${f.money(amount)} of invoice ${invoiceId}`;
      if (state === "approved") return `${what}, approved`;
      return state === "asked" ? `${what}, with a question` : what;
    },
    why: (data, f) => {
      const { state, requestId, window, expiresAt, question, level, approvals } = data;
      const of = (part: string) => `${requestId}: ${part}`;
      if (state === "approved") {
        return of(
          `approved by ${signed(data, f, "for")}. What remains is posting the note in the ERP, with ` +
            "this number or for this amount, by somebody who neither asked for it nor approved it.",
        );
      }
      const spent =
        window.count > 0
          ? ` ${window.count === 1 ? "1 note" : `${window.count} notes`} for ` +
            `${f.money(window.amount)} in ${f.quantity(window.days)} days also ` +
            `${window.count === 1 ? "counts" : "count"} towards who approves.`
          : "";
      const given =
        approvals.length > 0
          ? ` Approved so far by ${signed(data, f, "for")}: ${approvals.length} of ${level.approvals}.`
          : "";
      const asked = question ? ` ${question.personName} asks: "${question.says}"` : "";
      return of(
        `until it is decided the customer does not pay the invoice in full. It expires on ` +
          `${f.moment(expiresAt)}.${given}${spent}${asked}`,
      );
    },
    fields: (data, f) => {
      const { by, askedAt, level, fileCount } = data;
      const files = fileCount > 0 ? ` · ${fileCount} ${fileCount === 1 ? "file" : "files"}` : "";
      return [
        ["Reason", `${reasonOf(data, f)}${files}`],
        ["Requested by", `${by.personName}, ${f.when(askedAt)}`],
        data.state === "approved"
          ? ["Approved by", signed(data, f, "for")]
          : ["Approver", levelWords(level, "en")],
      ];
    },
  },
};
