import { type Random, random } from "./random.ts";

/**
 * Orders as a distributor's systems would tell them: placed, planned, released, dispatched,
 * delivered, proven, invoiced. About one in eight goes wrong in one of the ways rules look for.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse("2026-01-05T06:00:00Z");
/** Of one branch. */
const ORDERS_PER_DAY = 2_500;
const CUSTOMERS = 2_000;
const SEED = 2_026;
const ZONE_OFFSET = 6 * HOUR;

const SKUS = ["AGUA-600", "REFR-2L", "JUGO-1L", "LECHE-1L", "ARROZ-5K", "FRIJOL-1K"] as const;
const STREETS = ["Av. Central", "Calle Hidalgo", "Blvd. Norte", "Calz. del Valle"] as const;
const TROUBLES = [
  "short",
  "moved",
  "changed",
  "failed",
  "late",
  "overbilled",
  "cancelled",
] as const;
type Trouble = (typeof TROUBLES)[number] | "none";
const TROUBLE_SHARE = 0.125;

/** A fact as a source tells it: not parsed yet. */
export type RawFact = { readonly occurredAt: string } & Readonly<Record<string, unknown>>;

const iso = (ms: number) => new Date(ms).toISOString();
const dayOf = (ms: number) => iso(ms - ZONE_OFFSET).slice(0, 10);

/** Every customer once, told before any order. */
export function customers(): readonly RawFact[] {
  return Array.from({ length: CUSTOMERS }, (_, index) => ({
    type: "customer.described",
    source: "crm",
    externalId: `customer-${index}`,
    occurredAt: iso(START - 30 * DAY),
    customerId: customerId(index),
    name: `Abarrotes ${index}`,
    timeZone: "America/Mexico_City",
    evidence: index % 2 === 0 ? ["signature"] : [],
  }));
}

function customerId(index: number): string {
  return `C-${String(index).padStart(5, "0")}`;
}

/** All facts of `count` orders of one branch, each order's in the order of time. */
export function* ordersOf(branch: number, count: number): Generator<readonly RawFact[]> {
  const chance = random(SEED + branch);
  for (let index = 0; index < count; index += 1) yield orderFacts(chance, branch, index);
}

/** The same facts as a feed tells them: sorted by when they happened, orders interleaved. */
export function feedOf(branch: number, count: number): readonly RawFact[] {
  const facts = [...ordersOf(branch, count)].flat();
  return facts.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
}

type Story = {
  readonly chance: Random;
  readonly orderId: string;
  readonly deliveryId: string;
  readonly invoiceId: string;
  readonly buyerId: string;
  readonly placedAt: number;
  readonly promisedAt: number;
  readonly plannedOn: string;
  readonly dispatchedAt: number;
  readonly deliveredAt: number;
  readonly lines: readonly Line[];
  readonly trouble: Trouble;
};
type Line = { lineId: string; sku: string; quantity: number; unit: string; amountMinor: number };

function orderFacts(chance: Random, branch: number, index: number): readonly RawFact[] {
  const story = tell(chance, branch, index);
  const { orderId } = story;
  const facts = [...sold(story), ...moved(story), ...billed(story), ...gone(story)];
  return facts.map(({ type, source, at, ...rest }, position) => ({
    type,
    source,
    externalId: `${orderId}-${position}`,
    occurredAt: iso(at),
    ...rest,
  }));
}

function tell(chance: Random, branch: number, index: number): Story {
  const number = branch + String(index).padStart(6, "0");
  const placedAt = START + (index / ORDERS_PER_DAY) * DAY + chance.between(0, HOUR);
  const promisedAt = placedAt + chance.between(4, 7) * DAY;
  const trouble: Trouble = chance.happens(TROUBLE_SHARE) ? chance.pick(TROUBLES) : "none";
  // A day before the promise is early enough for nobody to worry.
  const ahead = trouble === "late" ? -chance.between(8, 40) : chance.between(50, 72);
  const dispatchedAt = promisedAt - ahead * HOUR;
  return {
    chance,
    orderId: `PED-${number}`,
    deliveryId: `ENT-${number}`,
    invoiceId: `FAC-${number}`,
    buyerId: customerId(chance.between(0, CUSTOMERS - 1)),
    placedAt,
    promisedAt,
    plannedOn: dayOf(dispatchedAt),
    dispatchedAt,
    deliveredAt: dispatchedAt + chance.between(3, 20) * HOUR,
    lines: linesOf(chance),
    trouble,
  };
}

function linesOf(chance: Random): readonly Line[] {
  return Array.from({ length: chance.between(1, 4) }, (_, index) => {
    const quantity = chance.between(2, 60);
    const unitMinor = chance.between(1_200, 45_000);
    const sku = chance.pick(SKUS);
    return {
      lineId: `${index + 1}`,
      sku,
      quantity,
      unit: "CJA",
      amountMinor: quantity * unitMinor,
    };
  });
}

type Loose = { type: string; source: string; at: number } & Record<string, unknown>;

function sold(story: Story): readonly Loose[] {
  const { orderId, placedAt, promisedAt, dispatchedAt, lines, trouble, chance } = story;
  const placed: Loose = {
    type: "order.placed",
    source: "erp",
    at: placedAt,
    orderId,
    buyerId: story.buyerId,
    shipToId: story.buyerId,
    salesRep: "Luis Ortega",
    currency: "MXN",
    totalMinor: total(lines),
    promisedOn: dayOf(promisedAt),
    address: `${chance.pick(STREETS)} ${chance.between(1, 900)}`,
    lines: lines.map((line) => ({ ...line, description: `Producto ${line.sku}` })),
  };
  const address = `Bodega ${chance.between(1, 40)}`;
  const change = { type: "order.changed", source: "erp", at: dispatchedAt - HOUR, orderId };
  return trouble === "changed" ? [placed, { ...change, address, requestedBy: "Ventas" }] : [placed];
}

function total(lines: readonly Line[]): number {
  return lines.reduce((all, line) => all + line.amountMinor, 0);
}

function moved(story: Story): readonly Loose[] {
  const { orderId, deliveryId, placedAt, dispatchedAt, deliveredAt, trouble } = story;
  const about = { source: "tms", deliveryId, orderId };
  const lines = story.lines.map(({ lineId, sku, quantity, unit }) => ({
    lineId,
    sku,
    quantity,
    unit,
  }));
  const received = trouble === "short" ? lessOf(lines) : lines;
  const plannedAt = placedAt + 2 * HOUR;
  const plan = { type: "delivery.planned", ...about, plannedOn: story.plannedOn };
  const facts: Loose[] = [
    { ...plan, at: plannedAt, lines },
    { type: "delivery.released", ...about, at: dispatchedAt - 4 * HOUR },
    { type: "delivery.dispatched", ...about, at: dispatchedAt, carrier: "Ruta Norte", lines },
  ];
  if (trouble === "moved") {
    const plannedOn = dayOf(dispatchedAt + 2 * DAY);
    facts.push({ ...plan, at: plannedAt + 3 * HOUR, plannedOn, reason: "Sin unidad" });
  }
  if (trouble === "failed") {
    const reason = "Cliente cerrado";
    const failedAt = dispatchedAt + HOUR;
    facts.push({ type: "delivery.failed", ...about, at: failedAt, reason });
    facts.push({ ...plan, at: failedAt + HOUR });
  }
  const delivered = { type: "delivery.delivered", ...about, at: deliveredAt, lines: received };
  const proof = { type: "evidence.attached", ...about, at: deliveredAt + HOUR, kind: "signature" };
  facts.push({ ...delivered, receivedBy: "Marta Solís" });
  facts.push({
    ...proof,
    name: `firma-${deliveryId}.jpg`,
    mediaType: "image/jpeg",
    sizeBytes: 184_220,
  });
  return facts;
}

function lessOf<T extends { quantity: number }>(lines: readonly T[]): readonly T[] {
  return lines.map((line, index) =>
    index === 0 ? { ...line, quantity: line.quantity - 1 } : line,
  );
}

function billed(story: Story): readonly Loose[] {
  const { orderId, invoiceId, deliveredAt, trouble } = story;
  const lines = story.lines.map((line) =>
    trouble === "overbilled" ? { ...line, quantity: line.quantity + 2 } : line,
  );
  return [
    {
      type: "invoice.issued",
      source: "erp",
      at: deliveredAt + 5 * HOUR,
      invoiceId,
      orderIds: [orderId],
      payerId: story.buyerId,
      currency: "MXN",
      totalMinor: total(lines),
      dueOn: dayOf(deliveredAt + 30 * DAY),
      lines,
    },
  ];
}

function gone({ orderId, dispatchedAt, trouble }: Story): readonly Loose[] {
  if (trouble !== "cancelled") return [];
  const at = dispatchedAt - HOUR;
  return [{ type: "order.cancelled", source: "erp", at, orderId, reason: "Duplicado" }];
}
