import { type CustomerState, evolveCustomer, newCustomer } from "./customer.ts";
import { type DeliveryState, evolveDelivery, newDelivery } from "./delivery.ts";
import {
  type Fact,
  factOrder,
  foldKey,
  SUBJECT_TYPES,
  type SubjectKey,
  type SubjectType,
} from "./fact.ts";
import { heardFrom } from "./heard-from.ts";
import { evolveInvoice, type InvoiceState, newInvoice } from "./invoice.ts";
import { evolveOffice, newOffice, type OfficeState } from "./office.ts";
import { evolveOrder, newOrder, type OrderState } from "./order.ts";
import { evolvePayment, newPayment, type PaymentState } from "./payment.ts";
import { evolveSource, newSource, type SourceState } from "./source.ts";

/** The state of one subject, with the kind that its key begins with. */
export type Subject =
  | { readonly kind: "customer"; readonly state: CustomerState }
  | { readonly kind: "order"; readonly state: OrderState }
  | { readonly kind: "delivery"; readonly state: DeliveryState }
  | { readonly kind: "invoice"; readonly state: InvoiceState }
  | { readonly kind: "payment"; readonly state: PaymentState }
  | { readonly kind: "source"; readonly state: SourceState }
  | { readonly kind: "office"; readonly state: OfficeState };

export function kindOf(key: SubjectKey): SubjectType {
  const kind = KINDS.get(key.slice(0, key.indexOf(":")));
  if (kind === undefined) throw new Error(`"${key}" names no subject.`);
  return kind;
}

const KINDS: ReadonlyMap<string, SubjectType> = new Map(SUBJECT_TYPES.map((kind) => [kind, kind]));

export function idOf(key: SubjectKey): string {
  return key.slice(key.indexOf(":") + 1);
}

export function newSubject(key: SubjectKey): Subject {
  const id = idOf(key);
  const kind = kindOf(key);
  switch (kind) {
    case "customer":
      return { kind, state: newCustomer(id) };
    case "order":
      return { kind, state: newOrder(id) };
    case "delivery":
      return { kind, state: newDelivery(id) };
    case "invoice":
      return { kind, state: newInvoice(id) };
    case "payment":
      return { kind, state: newPayment(id) };
    case "office":
      return { kind, state: newOffice(id) };
    case "source":
      return { kind, state: newSource(id) };
    default:
      return kind satisfies never;
  }
}

function evolve(subject: Subject, fact: Fact): Subject {
  const next = evolved(subject, fact);
  switch (next.kind) {
    case "order":
      return { kind: "order", state: withSource(next.state, fact) };
    case "delivery":
      return { kind: "delivery", state: withSource(next.state, fact) };
    case "invoice":
      return { kind: "invoice", state: withSource(next.state, fact) };
    default:
      return next;
  }
}

function withSource<State extends { readonly heardFrom: readonly string[] }>(
  state: State,
  fact: Fact,
): State {
  const sources = heardFrom(state.heardFrom, fact);
  return sources === state.heardFrom ? state : { ...state, heardFrom: sources };
}

function evolved(subject: Subject, fact: Fact): Subject {
  switch (subject.kind) {
    case "customer":
      return { kind: "customer", state: evolveCustomer(subject.state, fact) };
    case "order":
      return { kind: "order", state: evolveOrder(subject.state, fact) };
    case "delivery":
      return { kind: "delivery", state: evolveDelivery(subject.state, fact) };
    case "invoice":
      return { kind: "invoice", state: evolveInvoice(subject.state, fact) };
    case "payment":
      return { kind: "payment", state: evolvePayment(subject.state, fact) };
    case "office":
      return { kind: "office", state: evolveOffice(subject.state, fact) };
    case "source":
      return { kind: "source", state: evolveSource(subject.state, fact) };
    default:
      return subject satisfies never;
  }
}

/** A subject and how far it has been folded. */
export type Folded = { readonly subject: Subject; readonly foldKey: string };

export function unfolded(key: SubjectKey): Folded {
  return { subject: newSubject(key), foldKey: "" };
}

/** Whether one of these facts happened before something already folded in. */
export function comesLate(folded: Folded, facts: readonly Fact[]): boolean {
  // A source's state rests on when it was heard, which no history tells.
  if (folded.subject.kind === "source") return false;
  return facts.some((fact) => foldKey(fact) <= folded.foldKey);
}

/**
 * Folds facts into a subject, in their own order whatever the order given. The facts must all be
 * later than what was folded; a late one needs the subject's whole history, from `unfolded`.
 */
export function fold(from: Folded, facts: readonly Fact[]): Folded {
  const sorted = facts.length > 1 ? facts.toSorted(factOrder) : facts;
  let { subject, foldKey: reached } = from;
  for (const fact of sorted) {
    subject = evolve(subject, fact);
    reached = foldKey(fact);
  }
  return { subject, foldKey: reached };
}

/** The orders a subject belongs to, by its own state. */
export function ordersOfSubject({ kind, state }: Subject): readonly string[] {
  if (kind === "order") return [state.id];
  if (kind === "delivery") return state.orderId ? [state.orderId] : [];
  if (kind === "invoice") return state.orderIds;
  return [];
}
