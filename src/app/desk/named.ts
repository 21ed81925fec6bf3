import { type Case, leading } from "../../core/case.ts";
import { type Finding, findingKey } from "../../core/finding.ts";
import type { ActionId } from "../../core/action.ts";
import type { Group } from "../../core/fact.ts";
import type { InvoiceState } from "../../core/invoice.ts";
import type { OrderPicture } from "../../core/picture.ts";
import type { NamedCustomer } from "../lookups.ts";
import type { Reads, Reply } from "../ports.ts";
import { say } from "./asker.ts";
import type { Commanding } from "./command-context.ts";

const SIMILAR = 3;
/** An invoice over more orders than this is looked for in the first of them. */
const MOST_GROUPS = 5;

/**
 * The order meant by its own number, a delivery's or an invoice's, also by the digits alone; a
 * question back where these fit several orders.
 */
export async function orderNamed(
  typed: string,
  c: Commanding,
): Promise<OrderPicture | { readonly reply: Reply } | null> {
  const { reads, asker } = c;
  const picture = await numberedExactly(typed, reads);
  if (picture) return picture;
  const numbered = await reads.documentsNumbered(typed, SIMILAR);
  const ids = [...new Set(numbered.map(({ id }) => id))];
  const [orderId, ...others] = new Set(numbered.map((one) => one.orderId));
  // One invoice over several orders is one answer too, as it is by its whole number.
  const isSure = others.length === 0 || ids.length === 1;
  if (!isSure) return { reply: say(asker, asker.speech.text.command.whichOne(ids)) };
  return orderId === undefined ? null : reads.order(orderId);
}

async function numberedExactly(typed: string, reads: Reads): Promise<OrderPicture | null> {
  for (const id of new Set([typed, typed.toUpperCase()])) {
    const direct = await reads.order(id);
    if (direct) return direct;
    const orderId = await reads.orderOf(id);
    const through = orderId === null ? null : await reads.order(orderId);
    if (through) return through;
  }
  return null;
}

export async function invoiceNamed(typed: string, reads: Reads): Promise<InvoiceState | null> {
  return (await reads.invoice(typed)) ?? (await reads.invoice(typed.toUpperCase()));
}

/** Says that nothing is called so, and what is near it. */
export async function notFound(typed: string, c: Commanding): Promise<Reply> {
  const { asker, reads } = c;
  const similar = await reads.similarOrders(typed, SIMILAR);
  const names = similar.map(({ id, customerName }) =>
    customerName ? `${id} (${customerName})` : id,
  );
  return say(asker, asker.speech.text.command.notFound(typed, names));
}

export async function customerNotFound(typed: string, c: Commanding): Promise<Reply> {
  const { account } = c.asker.speech.text;
  const similar = await c.lookups.similarCustomers(typed, SIMILAR);
  const names = similar.map(({ name, id }) => account.named(name, id));
  return say(c.asker, account.noCustomer(typed, names));
}

type Named = { readonly case: Case | null; readonly subject: string };

/**
 * The case meant by its own id, or by the number of its order, delivery, invoice, customer or
 * source: the open one or the one closed last. Its subject alone where there never was one.
 */
export async function caseNamed(
  typed: string,
  c: Commanding,
): Promise<Named | { readonly reply: Reply } | null> {
  const { reads } = c;
  const own = await reads.caseById(typed.toLowerCase());
  if (own) return { case: own, subject: own.group.id };
  const [customer, source] = await Promise.all([
    c.lookups.customer(typed),
    reads.caseOf({ type: "source", id: typed }),
  ]);
  if (source) return { case: source, subject: typed };
  if (customer) return ofCustomer(customer, reads);
  const found = await orderNamed(typed, c);
  if (!found || "reply" in found) return found;
  const { id } = found.order;
  return { case: await reads.caseOf({ type: "order", id }), subject: id };
}

async function ofCustomer({ id }: NamedCustomer, reads: Reads) {
  return { case: await reads.caseOf({ type: "customer", id }), subject: id };
}

export type OpenCase = {
  readonly case: Case;
  readonly on: { caseId: string; finding: string | null };
};

/** The open case that was named, to be acted on; else why there is none. */
export async function openCaseNamed(
  typed: string,
  c: Commanding,
): Promise<OpenCase | { readonly reply: Reply }> {
  const named = await caseNamed(typed, c);
  if (!named) return { reply: await notFound(typed, c) };
  if ("reply" in named) return named;
  const { case: found, subject } = named;
  if (!found || found.state === "closed") {
    return { reply: say(c.asker, c.asker.speech.text.act.noOpenCase(subject)) };
  }
  const first = leading(found);
  return { case: found, on: { caseId: found.id, finding: first && findingKey(first) } };
}

/** The open case in which an invoice waits for this answer, if it does anywhere. */
export async function invoiceCase(
  invoice: InvoiceState,
  action: ActionId,
  reads: Reads,
): Promise<OpenCase | null> {
  const groups: Group[] = [
    ...invoice.orderIds.slice(0, MOST_GROUPS).map((id): Group => ({ type: "order", id })),
    ...(invoice.payerId === null ? [] : [{ type: "customer", id: invoice.payerId } as const]),
  ];
  const cases = await Promise.all(groups.map((group) => reads.caseOf(group)));
  for (const found of cases) {
    if (!found || found.state === "closed") continue;
    const finding = found.findings.find((one) => waits(one, invoice.id, action));
    if (finding) return { case: found, on: { caseId: found.id, finding: findingKey(finding) } };
  }
  return null;
}

function waits(finding: Finding, invoiceId: string, action: ActionId): boolean {
  return finding.subject === `invoice:${invoiceId}` && finding.actions.includes(action);
}
