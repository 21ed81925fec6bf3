import { type ActionId, isActionId } from "../core/action.ts";
import type { Finding } from "../core/finding.ts";
import { isRuleId, type RuleId } from "../core/rules/index.ts";
import type { Format, Lang } from "./format.ts";
import type { RuleText } from "./rule-text.ts";
import { RULE_TEXTS } from "./rules/index.ts";
import { textFor } from "./text.ts";

// A finding was made by its rule, so its data is what that rule's text expects.
const TEXTS: Readonly<Record<RuleId, Readonly<Record<Lang, RuleText<unknown>>>>> = RULE_TEXTS;

/** What a condition's end is called, where "resuelto" would say too little. */
const RESOLVED: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  es: {
    "promise-at-risk": "Promesa a salvo",
    "promise-broken": "Promesa atendida",
    "order-changed-after-release": "Cambio respondido",
    "cancelled-but-dispatched": "Mercancía de vuelta",
    "delivery-rescheduled": "Cliente enterado",
    "delivery-stuck": "Entrega cerrada",
    "delivery-failed": "Entrega reprogramada",
    "delivery-short": "Faltante resuelto",
    "delivery-duplicated": "Duplicado resuelto",
    "evidence-missing": "Evidencia completa",
    "delivered-not-invoiced": "Facturado",
    "invoiced-not-delivered": "Factura y entrega coinciden",
    "invoice-mismatch": "Diferencia resuelta",
    "promise-infeasible": "Fecha realista prometida",
    "evidence-rejected": "Evidencia válida",
    "period-not-invoiced": "Periodo facturado",
    "invoice-duplicated": "Duplicado aclarado",
    "invoice-not-filed": "Factura presentada",
    "invoice-rejected": "Rechazo atendido",
    "invoice-disputed": "Disputa resuelta",
    "credit-note-pending": "Nota de crédito emitida",
    "credit-note-unapproved": "Nota de crédito aclarada",
    "invoice-due-soon": "Ya no está por vencer",
    "invoice-overdue": "Vencimiento atendido",
    "payment-promise-broken": "Promesa de pago atendida",
    "payment-short": "Diferencia de pago explicada",
    "withholding-missing": "Constancia recibida",
    "payment-unapplied": "Pago aplicado",
    "payment-duplicated": "Pago aclarado",
    "credit-limit-exceeded": "Crédito dentro del límite",
    "customer-on-hold": "Cliente al corriente",
    "agreement-incomplete": "Acuerdo completo",
    "source-silent": "La fuente volvió a hablar",
  },
  en: {
    "promise-at-risk": "Promise safe",
    "promise-broken": "Promise dealt with",
    "order-changed-after-release": "Change answered",
    "cancelled-but-dispatched": "Goods back",
    "delivery-rescheduled": "Customer told",
    "delivery-stuck": "Delivery closed",
    "delivery-failed": "Delivery planned again",
    "delivery-short": "Shortage settled",
    "delivery-duplicated": "Duplicate settled",
    "evidence-missing": "Proof complete",
    "delivered-not-invoiced": "Invoiced",
    "invoiced-not-delivered": "Invoice and delivery agree",
    "invoice-mismatch": "Difference settled",
    "promise-infeasible": "Feasible date promised",
    "evidence-rejected": "Valid proof",
    "period-not-invoiced": "Period invoiced",
    "invoice-duplicated": "Duplicate cleared up",
    "invoice-not-filed": "Invoice filed",
    "invoice-rejected": "Rejection dealt with",
    "invoice-disputed": "Dispute resolved",
    "credit-note-pending": "Credit note posted",
    "credit-note-unapproved": "Credit note cleared up",
    "invoice-due-soon": "No longer due soon",
    "invoice-overdue": "Overdue dealt with",
    "payment-promise-broken": "Promise to pay dealt with",
    "payment-short": "Short payment explained",
    "withholding-missing": "Certificate received",
    "payment-unapplied": "Payment applied",
    "payment-duplicated": "Payment cleared up",
    "credit-limit-exceeded": "Credit within the limit",
    "customer-on-hold": "Customer paid up",
    "agreement-incomplete": "Agreement complete",
    "source-silent": "The source speaks again",
  },
};

/** What an answer leaves behind, where the condition ended otherwise than its rule expects. */
const ENDED_BY: Readonly<Record<Lang, Readonly<Partial<Record<ActionId, string>>>>> = {
  es: {
    "will-make-it": "Confirmado que llega",
    "new-date": "Nueva fecha prometida",
    "confirm-change": "Cambio confirmado",
    "refuse-change": "Cambio rechazado",
    returned: "Mercancía de vuelta",
    "still-on-route": "Sigue en ruta",
    backorder: "Se enviará lo que falta",
    "bill-delivered": "Se facturará lo entregado",
    "customer-keeps": "El cliente lo conserva",
    waive: "Evidencia dispensada",
    hold: "Factura retenida",
    accept: "Diferencia aceptada",
    filed: "Factura presentada",
    corrected: "Factura corregida",
    "cancel-invoice": "Factura cancelada",
    "not-duplicate": "No es duplicado",
    dispute: "Disputa registrada",
    "accept-dispute": "Disputa aceptada",
    "refuse-dispute": "Disputa rechazada",
    "promise-to-pay": "Promesa de pago registrada",
    reminded: "Cliente avisado del vencimiento",
    chase: "Pago reclamado",
    "attach-certificate": "Constancia recibida",
    maintenance: "Fuente en mantenimiento",
    "keep-anyway": "Fecha mantenida",
    "accept-proof": "Evidencia aceptada",
    "not-billable": "Periodo sin factura",
    refund: "Pago devuelto",
    "release-order": "Pedido liberado",
    "hold-order": "Pedido retenido",
    "complete-agreement": "Acuerdo por confirmar",
    "reject-credit": "Nota de crédito rechazada",
    "withdraw-credit": "Solicitud retirada",
    "approve-after": "Nota aprobada después de emitida",
  },
  en: {
    "will-make-it": "Confirmed: it will make it",
    "new-date": "New date promised",
    "confirm-change": "Change confirmed",
    "refuse-change": "Change refused",
    returned: "Goods back",
    "still-on-route": "Still on route",
    backorder: "The rest will be sent",
    "bill-delivered": "To be billed as delivered",
    "customer-keeps": "The customer keeps it",
    waive: "Proof waived",
    hold: "Invoice held",
    accept: "Difference accepted",
    filed: "Invoice filed",
    corrected: "Invoice corrected",
    "cancel-invoice": "Invoice cancelled",
    "not-duplicate": "Not a duplicate",
    dispute: "Dispute recorded",
    "accept-dispute": "Dispute accepted",
    "refuse-dispute": "Dispute refused",
    "promise-to-pay": "Promise to pay recorded",
    reminded: "Customer reminded",
    chase: "Payment chased",
    "attach-certificate": "Certificate received",
    maintenance: "Source under maintenance",
    "keep-anyway": "Date kept",
    "accept-proof": "Proof accepted",
    "not-billable": "Period not billable",
    refund: "Payment refunded",
    "release-order": "Order released",
    "hold-order": "Order held",
    "complete-agreement": "Agreement to be confirmed",
    "reject-credit": "Credit note rejected",
    "withdraw-credit": "Request withdrawn",
    "approve-after": "Note approved after the fact",
  },
};

/** A finding in one language, its data already told. */
export type FindingWords = {
  readonly tag: string;
  readonly title: string;
  readonly why: string | null;
  readonly fields: readonly (readonly [label: string, value: string])[];
  readonly checklist: readonly { readonly label: string; readonly done: boolean }[];
  readonly checklistLabel: string;
};

/** The words of a finding; one of a rule that was since removed is named by its id. */
export function findingWords(finding: Pick<Finding, "rule" | "data">, f: Format): FindingWords {
  if (!isRuleId(finding.rule)) {
    const { unknownTag: tag, evidence: checklistLabel } = textFor(f.lang).card;
    return { tag, title: finding.rule, why: null, fields: [], checklist: [], checklistLabel };
  }
  const words = TEXTS[finding.rule][f.lang];
  return {
    tag: words.tagOf?.(finding.data) ?? words.tag,
    title: words.title(finding.data, f),
    why: words.why(finding.data, f),
    fields: words.fields?.(finding.data, f) ?? [],
    checklist: words.checklist?.(finding.data, f) ?? [],
    checklistLabel: words.checklistLabel ?? textFor(f.lang).card.evidence,
  };
}

/** The word beside the emoji, for a rule known only by its id. */
export function ruleTag(rule: string, lang: Lang): string {
  return isRuleId(rule) ? TEXTS[rule][lang].tag : textFor(lang).card.unknownTag;
}

/** How the end of a rule's condition is called, by the action that ended it if one did. */
export function resolvedWord(rule: string, lang: Lang, endedBy: string | null = null): string {
  const byAction = endedBy !== null && isActionId(endedBy) ? ENDED_BY[lang][endedBy] : undefined;
  return byAction ?? RESOLVED[lang][rule] ?? textFor(lang).card.resolved;
}
