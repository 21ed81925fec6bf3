import { compare, type SubjectKey } from "../core/fact.ts";
import { type AccountPicture, type OrderPicture, ownerOf, type Picture } from "../core/picture.ts";
import { type Agreement, type CustomerState, newCustomer } from "../core/customer.ts";
import type { DeliveryState } from "../core/delivery.ts";
import type { InvoiceState } from "../core/invoice.ts";
import { idOf } from "../core/subject.ts";
import { type EarlierUse, withReuse } from "../core/proof-reuse.ts";
import type { Stored } from "./store.ts";

/** What is loaded, by key. */
export type Loaded = ReadonlyMap<SubjectKey, Stored>;

/** Builds pictures from what is loaded; an order never placed, and a stray key, have none. */
export type Pictures = { of(key: SubjectKey): Picture | null };

/**
 * Indexes what is loaded once, so that each picture costs only what belongs to it. `earlierUses` is
 * what is known of proofs whose file was used before.
 */
export function picturesOf(
  loaded: Loaded,
  zone: string,
  earlierUses: readonly EarlierUse[] = [],
): Pictures {
  const around = subjectsByOrder(loaded);
  const order = (key: SubjectKey): OrderPicture | null => {
    const own = loaded.get(key)?.subject;
    if (own?.kind !== "order") return null;
    const deliveries: DeliveryState[] = [];
    const invoices: InvoiceState[] = [];
    for (const other of around.get(key) ?? []) {
      const one = loaded.get(other)?.subject;
      if (one?.kind === "delivery") deliveries.push(withReuse(one.state, earlierUses));
      else if (one?.kind === "invoice") invoices.push(one.state);
    }
    const parties: CustomerState[] = [];
    for (const id of [own.state.payerId, own.state.buyerId]) {
      const party = customerOf(loaded, id);
      if (party) parties.push(party);
    }
    return orderPicture(own.state, deliveries, invoices, parties, zone);
  };
  let accounts: ReadonlyMap<string, readonly SubjectKey[]> | null = null;
  return {
    of(key) {
      const own = loaded.get(key)?.subject;
      if (own?.kind === "source") return { kind: "source", source: own.state };
      if (own?.kind === "order") return order(key);
      if (!key.startsWith("customer:")) return null;
      accounts ??= itemsByCustomer(loaded);
      return accountPicture(loaded, key, accounts.get(idOf(key)) ?? [], order, zone);
    },
  };
}

/** One order's picture from its parts; deliveries and invoices sorted by id. */
function orderPicture(
  order: OrderPicture["order"],
  deliveries: OrderPicture["deliveries"],
  invoices: OrderPicture["invoices"],
  parties: readonly CustomerState[],
  defaultZone: string,
): OrderPicture {
  const customer = parties[0] ?? null;
  const zone = order.timeZone ?? customer?.timeZone ?? defaultZone;
  const agreement = agreementAmong(parties, order.agreementId);
  return { kind: "order", order, deliveries, invoices, customer, agreement, zone };
}

function agreementAmong(parties: readonly CustomerState[], id: string | null): Agreement | null {
  if (id === null) return null;
  return parties.find(({ agreements }) => Object.hasOwn(agreements, id))?.agreements[id] ?? null;
}

function accountPicture(
  loaded: Loaded,
  key: SubjectKey,
  items: readonly SubjectKey[],
  order: (key: SubjectKey) => OrderPicture | null,
  defaultZone: string,
): AccountPicture | null {
  const own = loaded.get(key)?.subject;
  if (own === undefined && items.length === 0) return null;
  const customer = own?.kind === "customer" ? own.state : newCustomer(idOf(key));
  const states = items.map((item) => loaded.get(item)?.subject);
  const orders = states.flatMap((one) => {
    const picture = one?.kind === "order" ? order(`order:${one.state.id}`) : null;
    return picture ? [picture] : [];
  });
  const named = states.flatMap((one) => (one?.kind === "invoice" ? [one.state] : []));
  // The invoice of an order may not say who pays: the order does.
  const billed = orders.flatMap(({ invoices }) => invoices);
  const receivables = [...new Map([...named, ...billed].map((one) => [one.id, one])).values()];
  return {
    kind: "account",
    customer,
    orders,
    receivables: receivables.toSorted((a, b) => compare(a.id, b.id)),
    invoices: named.filter((invoice) => !hasKnownOrder(loaded, invoice)),
    payments: states.flatMap((one) => (one?.kind === "payment" ? [one.state] : [])),
    zone: customer.timeZone ?? defaultZone,
  };
}

/** Whether the order that should answer for it was placed. */
function hasKnownOrder(loaded: Loaded, invoice: InvoiceState): boolean {
  const id = ownerOf(invoice);
  const order = id === undefined ? undefined : loaded.get(`order:${id}`)?.subject;
  return order?.kind === "order" && order.state.placedAt !== null;
}

/** Deliveries and invoices of each order among what is loaded, sorted by key. */
function subjectsByOrder(loaded: Loaded): ReadonlyMap<string, readonly SubjectKey[]> {
  const byOrder = new Map<string, SubjectKey[]>();
  for (const [key, { subject }] of loaded) {
    if (subject.kind !== "delivery" && subject.kind !== "invoice") continue;
    const orders = subject.kind === "delivery" ? [subject.state.orderId] : subject.state.orderIds;
    for (const id of orders) if (id !== null) add(byOrder, `order:${id}`, key);
  }
  for (const keys of byOrder.values()) keys.sort(compare);
  return byOrder;
}

/** What stands open with each customer among what is loaded, sorted by key. */
function itemsByCustomer(loaded: Loaded): ReadonlyMap<string, readonly SubjectKey[]> {
  const items = new Map<string, SubjectKey[]>();
  for (const [key, { standing }] of loaded) if (standing) add(items, standing.customerId, key);
  for (const keys of items.values()) keys.sort(compare);
  return items;
}

function add(map: Map<string, SubjectKey[]>, to: string, key: SubjectKey): void {
  const known = map.get(to);
  if (known) known.push(key);
  else map.set(to, [key]);
}

function customerOf(loaded: Loaded, id: string | null): OrderPicture["customer"] {
  if (id === null) return null;
  const subject = loaded.get(`customer:${id}`)?.subject;
  return subject?.kind === "customer" ? subject.state : null;
}
