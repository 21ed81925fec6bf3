import { addHours, earliest, type Instant } from "../core/calendar.ts";
import { caseRecheckAt, type CaseChange, judgeCase } from "../core/case.ts";
import { compare, type SubjectKey } from "../core/fact.ts";
import { answersOf, groupOf, type OrderPicture, type Picture } from "../core/picture.ts";
import type { Flow } from "./flow-context.ts";
import { type Changes, groupKey } from "./store.ts";
import type { Workset } from "./workset.ts";

/** A group that could not be judged is tried again after this. */
const RETRY_HOURS = 1;

/** Looks at every group of the batch once: findings, cases, and when to look again. */
export function judgeAll(
  flow: Flow,
  set: Workset,
  now: Instant,
): Pick<Changes, "cases" | "rechecks"> {
  const cases: CaseChange[] = [];
  const rechecks: { key: string; at: Instant | null }[] = [];
  const around = subjectsByOrder(set);
  for (const [key, wasDue] of set.groups) {
    const picture = pictureOf(flow, set, key, around.get(key) ?? []);
    if (!picture) {
      // Only heard of through others: it is judged when it is told itself, and never due till then.
      if (wasDue !== null) rechecks.push({ key, at: null });
      continue;
    }
    const verdict = tryJudge(flow, picture, now);
    if (!verdict) {
      rechecks.push({ key, at: addHours(now, RETRY_HOURS) });
      continue;
    }
    const current = set.cases.get(key) ?? null;
    const group = groupOf(picture);
    const zone = picture.kind === "order" ? picture.zone : flow.zone;
    const judged = { group, findings: verdict.findings, answers: answersOf(picture), zone };
    const change = judgeCase(current, judged, now, flow.newId);
    if (change) set.changed.set(groupKey(group), change);
    if (change?.visible) cases.push(change);
    const at = earliest(verdict.recheckAt, caseRecheckAt(change?.case ?? null));
    if (at !== wasDue) rechecks.push({ key, at });
  }
  return { cases, rechecks };
}

/** One order that a rule cannot judge must not hold up all the others: it is reported and left. */
function tryJudge(flow: Flow, picture: Picture, now: Instant): ReturnType<Flow["judge"]> | null {
  try {
    return flow.judge(picture, now);
  } catch (error) {
    flow.report(error, groupOf(picture));
    return null;
  }
}

/** Deliveries and invoices of each order among what is loaded, sorted by key. */
function subjectsByOrder(set: Workset): ReadonlyMap<string, readonly SubjectKey[]> {
  const byOrder = new Map<string, SubjectKey[]>();
  for (const [key, { subject }] of set.states) {
    if (subject.kind !== "delivery" && subject.kind !== "invoice") continue;
    const orders = subject.kind === "delivery" ? [subject.state.orderId] : subject.state.orderIds;
    for (const id of orders) {
      const orderKey = `order:${id}`;
      if (id === null || !set.groups.has(orderKey)) continue;
      const known = byOrder.get(orderKey);
      if (known) known.push(key);
      else byOrder.set(orderKey, [key]);
    }
  }
  for (const keys of byOrder.values()) keys.sort(compare);
  return byOrder;
}

function pictureOf(
  flow: Flow,
  set: Workset,
  key: string,
  around: readonly SubjectKey[],
): Picture | null {
  const own = set.states.get(key as SubjectKey)?.subject;
  if (own?.kind === "source") return { kind: "source", source: own.state };
  if (own?.kind !== "order") return null;
  const others = around.map((other) => set.states.get(other)?.subject);
  return orderPicture(
    own.state,
    others.flatMap((one) => (one?.kind === "delivery" ? [one.state] : [])),
    others.flatMap((one) => (one?.kind === "invoice" ? [one.state] : [])),
    customerOf(set, own.state.payerId) ?? customerOf(set, own.state.buyerId),
    flow.zone,
  );
}

/** One order's picture from its parts; deliveries and invoices sorted by id. */
export function orderPicture(
  order: OrderPicture["order"],
  deliveries: OrderPicture["deliveries"],
  invoices: OrderPicture["invoices"],
  customer: OrderPicture["customer"],
  defaultZone: string,
): OrderPicture {
  const zone = order.timeZone ?? customer?.timeZone ?? defaultZone;
  return { kind: "order", order, deliveries, invoices, customer, zone };
}

function customerOf(set: Workset, id: string | null): OrderPicture["customer"] {
  if (id === null) return null;
  const subject = set.states.get(`customer:${id}`)?.subject;
  return subject?.kind === "customer" ? subject.state : null;
}
