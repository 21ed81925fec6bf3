import type { Instant } from "../../core/calendar.ts";
import type { Fact } from "../../core/fact.ts";
import { rebated } from "./bills.ts";
import { carriedOut, paidOn } from "./life.ts";
import { settled, transferOf } from "./payments.ts";
import { STORY_PEOPLE } from "./people.ts";
import { envelope, type Sale, sale } from "./sale.ts";

/** Credit notes: one that waits for the controller, and one that nobody asked for. */
export function creditNotes(anchor: Instant): readonly Fact[] {
  return [...requestWaits(anchor), ...noteAppears(anchor)];
}

/** Broken on arrival: Mariana asks to credit them, and takes it back once they are replaced. */
function requestWaits(anchor: Instant): readonly Fact[] {
  const of = sale(anchor, 1050, "central", { ATUN: 55, ACEITE: 6 });
  const { on } = of.moments;
  const asked = { amountMinor: 24_600_00, currency: of.customer.currency };
  const request = byMariana(of);
  return [
    ...carriedOut(of, { placed: -6, left: -4, arrived: -3, promised: -2 }),
    {
      type: "credit.requested",
      ...request(on(-1, "11:40"), "requested"),
      ...asked,
      reasonCode: "QUA",
      reason: "6 cajas de aceite llegaron rotas",
      proofs: [],
      team: "sales",
    },
    tallied(of, on(-1, "11:40"), asked, true),
    {
      type: "credit.withdrawn",
      ...request(on(5, "18:00"), "withdrawn"),
      reason: "Se repusieron las 6 cajas",
    },
    tallied(of, on(5, "18:00"), asked, false),
    ...paidOn(of, 6),
  ];
}

/** A rebate that somebody typed into the ERP; the customer pays what is left. */
function noteAppears(anchor: Instant): readonly Fact[] {
  const of = sale(anchor, 1048, "andina", { CAFE: 22 });
  const { on } = of.moments;
  const amountMinor = 880_000_00;
  return [
    ...carriedOut(of, { placed: -6, left: -4, arrived: -4, promised: -3 }),
    rebated(of, on(-1, "12:40"), {
      id: "NC-71",
      sku: "CAF-500",
      amountMinor,
      reason: "Bonificación del 10 %",
      postedBy: "auxiliar.bogota",
    }),
    ...settled(of, on(4, "10:15"), { amountMinor: transferOf(of).amountMinor - amountMinor }),
  ];
}

function requestIdOf({ invoiceId }: Sale): string {
  return `SNC-${invoiceId}-1`;
}

/** What Mariana does about her request: the envelope of a fact that only a person makes. */
function byMariana(of: Sale) {
  const mariana = STORY_PEOPLE.find(({ id }) => id === "mariana");
  if (!mariana) throw new Error("Mariana is not in the story.");
  const requestId = requestIdOf(of);
  return (at: Instant, does: string) => ({
    ...envelope("remo", at, requestId, does),
    invoiceId: of.invoiceId,
    requestId,
    personId: mariana.id,
    personName: mariana.name,
  });
}

type Asked = { readonly amountMinor: number; readonly currency: string };

function tallied(of: Sale, at: Instant, asked: Asked, counts: boolean): Fact {
  const requestId = requestIdOf(of);
  return {
    type: "customer.credit-tallied",
    ...envelope("remo", at, requestId, counts ? "counts" : "over"),
    customerId: of.customer.id,
    requestId,
    ...asked,
    counts,
  };
}
