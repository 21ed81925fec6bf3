import { boxes, delivered, invoiced, order } from "./orders.ts";
import type { Remo } from "./remo.ts";

const MX = { legalEntity: "Norte México", buyerId: "CLI-1", payerId: "CLI-1" } as const;
const US = { ...MX, legalEntity: "Norte USA", currency: "USD" } as const;

/**
 * Four orders of Mexico: one paid that went well, one whose proofs are missing, one that came short
 * and was credited, one still owed from September. And one of the United States, in dollars.
 */
export async function autumn(remo: Remo): Promise<void> {
  const on = (day: string) => ({ occurredAt: `2026-${day}:00:00.000Z` });
  const proofs = (deliveryId: string, at: string) =>
    (["waybill", "signature"] as const).map((kind) => ({
      type: "evidence.attached" as const,
      deliveryId,
      kind,
      name: `${kind}.jpg`,
      ...on(at),
    }));
  await remo.tell(
    {
      type: "customer.described",
      customerId: "CLI-1",
      name: "Abarrotes Lupita",
      paymentDays: 15,
      ...on("08-01T12"),
    },
    invoiced("FAC-900", "PED-900", {
      orderIds: [],
      payerId: "CLI-1",
      legalEntity: MX.legalEntity,
      totalMinor: 3_000_000,
      ...on("09-20T16"),
    }),

    order("PED-1", { ...MX, promisedOn: "2026-11-03", totalMinor: 9_000_000, ...on("11-01T16") }),
    delivered("ENT-1", "PED-1", on("11-03T16")),
    ...proofs("ENT-1", "11-03T20"),
    invoiced("FAC-1", "PED-1", { ...MX, totalMinor: 9_000_000, ...on("11-04T16") }),
    { type: "invoice.filed", invoiceId: "FAC-1", ...on("11-04T18") },
    { type: "invoice.accepted", invoiceId: "FAC-1", ...on("11-05T16") },
    { type: "invoice.paid", invoiceId: "FAC-1", amountMinor: 9_000_000, ...on("11-14T16") },

    order("PED-2", { ...MX, promisedOn: "2026-11-16", totalMinor: 6_000_000, ...on("11-10T16") }),
    delivered("ENT-2", "PED-2", on("11-16T16")),

    order("PED-3", { ...MX, promisedOn: "2026-11-09", totalMinor: 6_000_000, ...on("11-05T16") }),
    delivered("ENT-3", "PED-3", { lines: boxes(90), ...on("11-09T16") }),
    ...proofs("ENT-3", "11-12T16"),
    invoiced("FAC-3", "PED-3", { ...MX, totalMinor: 6_000_000, ...on("11-13T16") }),
    {
      type: "invoice.credited",
      invoiceId: "FAC-3",
      creditNoteId: "NC-3",
      currency: "MXN",
      totalMinor: 600_000,
      ...on("11-15T16"),
    },

    order("PED-4", { ...US, promisedOn: "2026-11-12", totalMinor: 500_000, ...on("11-08T16") }),
    delivered("ENT-4", "PED-4", on("11-12T16")),
    ...proofs("ENT-4", "11-12T18"),
    invoiced("FAC-4", "PED-4", { ...US, totalMinor: 500_000, ...on("11-13T16") }),
  );
  await remo.pass(0);
  await remo.settled();
}
