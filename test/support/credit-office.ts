import fc from "fast-check";
import type { ActionId } from "../../src/core/action.ts";
import type { AnswerInput } from "../../src/core/answer.ts";
import { addHours, type Instant } from "../../src/core/calendar.ts";
import { decideAsking } from "../../src/core/credit-asking.ts";
import { decideCredit } from "../../src/core/credit-decision.ts";
import { creditPolicyOf } from "../../src/core/credit-policy.ts";
import { Fact, type FactOf, type ReasonCode } from "../../src/core/fact.ts";
import type { Finding } from "../../src/core/finding.ts";
import type { InvoiceState } from "../../src/core/invoice.ts";
import type { Person } from "../../src/core/may.ts";
import { evolveOffice, newOffice } from "../../src/core/office.ts";
import { at, did, orderPicture } from "./rule-table.ts";

const person = (id: string, teams: Person["teams"], roles: Person["roles"]): Person => ({
  id,
  name: id,
  teams,
  roles,
});

/** Everybody who may ask or sign; `clerk` stands on no rung. */
export const STAFF: readonly Person[] = [
  person("clerk", ["sales", "collections"], ["member"]),
  person("lead1", ["collections"], ["lead"]),
  person("lead2", ["collections"], ["lead"]),
  person("controller1", ["controller"], ["controller"]),
  person("controller2", ["controller", "collections"], ["controller"]),
  person("director1", ["controller"], ["director"]),
  person("director2", ["sales"], ["director"]),
];
/** What each invoice is over: MXN 200,000.00. */
export const TOTAL_MINOR = 20_000_000;
export const INVOICES = ["FAC-1", "FAC-2"] as const;
const POLICY = creditPolicyOf({});

const who = fc.constantFrom(...STAFF);
const invoiceId = fc.constantFrom(...INVOICES);
const minor = fc.constantFrom(
  100_000,
  500_000,
  500_000,
  900_000,
  900_000,
  1_500_000,
  4_000_000,
  9_000_000,
  15_000_000,
);
const nth = fc.nat({ max: 3 });

/** What somebody tries next; most of it is refused. */
export const step = fc.oneof(
  fc.record({
    does: fc.constant("ask" as const),
    who,
    invoiceId,
    minor,
    code: fc.constantFrom("QTY" as const, "PRI" as const),
  }),
  ...Array.from({ length: 6 }, () =>
    fc.record({ does: fc.constant("approve-credit" as const), who, invoiceId, nth }),
  ),
  fc.record({ does: fc.constant("amend-credit" as const), who, invoiceId, nth, minor }),
  fc.record({
    does: fc.constantFrom(
      "reject-credit" as const,
      "withdraw-credit" as const,
      "ask-credit" as const,
      "answer-credit" as const,
    ),
    who,
    invoiceId,
    nth,
  }),
  fc.record({ does: fc.constant("delegate" as const), who, to: who }),
  fc.record({ does: fc.constant("post" as const), invoiceId, nth, named: fc.boolean() }),
  fc.record({ does: fc.constant("wait" as const), hours: fc.constantFrom(1, 30, 200, 500) }),
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What a run of steps left: every fact, and the instant at which the last was tried. */
export type Told = { readonly facts: readonly Fact[]; readonly now: Instant };

const BEFORE: readonly Fact[] = INVOICES.flatMap((id, index) => [
  did("order.placed", "01-02 09:00", { orderId: `PED-${index + 1}`, buyerId: "CLI-1" }),
  did("invoice.issued", "01-03 09:00", {
    invoiceId: id,
    orderIds: [`PED-${index + 1}`],
    totalMinor: TOTAL_MINOR,
  }),
]);

/** Plays the steps one after the other, each decided on the state that the facts so far fold to. */
export function play(steps: readonly Step[]): Told {
  let now = at("01-05 09:00");
  let office = newOffice("main");
  const facts: Fact[] = [...BEFORE];
  for (const one of steps) {
    now = addHours(now, one.does === "wait" ? one.hours : 1);
    if (one.does === "wait") continue;
    if (one.does === "delegate") {
      const named = delegation(one.who, one.to, now);
      office = evolveOffice(office, named);
      continue;
    }
    facts.push(...tried(one, facts, office, now).map((fact) => Fact.parse(fact)));
  }
  return { facts, now };
}

export function invoiceIn(facts: readonly Fact[], id: string): InvoiceState {
  const picture = orderPicture(facts, `PED-${INVOICES.findIndex((one) => one === id) + 1}`);
  const found = picture.invoices.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is not in the picture.`);
  return found;
}

type Tried = Exclude<Step, { does: "wait" } | { does: "delegate" }>;

function tried(
  one: Tried,
  facts: readonly Fact[],
  office: ReturnType<typeof newOffice>,
  now: Instant,
): readonly Fact[] {
  const picture = orderPicture(facts, `PED-${INVOICES.indexOf(one.invoiceId) + 1}`);
  const context = { picture, office, people: STAFF, credit: POLICY };
  if (one.does === "ask") {
    const { who: asker, minor: amount, code } = one;
    const asked = asking(asker, one.invoiceId, amount, code);
    const made = decideAsking(asked, now, context);
    return "refused" in made ? [] : made.facts;
  }
  const { requests } = invoiceIn(facts, one.invoiceId);
  const request = requests.at(one.nth % Math.max(1, requests.length));
  if (!request) return [];
  if (one.does === "post") {
    // The ERP posts what was approved and nothing else: what it posts besides is another rule's.
    const isPosted = facts.some(
      (fact) => fact.type === "invoice.credited" && fact.creditNoteId === `NC-${request.id}`,
    );
    if (request.approvedAt === null || request.withdrawnAt !== null || isPosted) return [];
    return [posted(one.invoiceId, request.id, request.amountMinor, one.named, now)];
  }
  const input: AnswerInput = {
    reason: "porque sí",
    amount: {
      minor: one.does === "amend-credit" ? one.minor : request.amountMinor,
      currency: "MXN",
    },
  };
  const made = press(one.does, one.who, input, one.invoiceId, request.id, now, context);
  return made && !("refused" in made) ? made.facts : [];
}

function press(
  action: ActionId,
  presser: Person,
  input: AnswerInput,
  invoice: string,
  requestId: string,
  now: Instant,
  context: Parameters<typeof decideCredit>[4],
) {
  const data = { invoiceId: invoice, requestId };
  const finding = { rule: "credit-note-pending", subject: `invoice:${invoice}`, data } as Finding;
  const command = { action, person: presser, finding: null, input };
  return decideCredit(command, finding, "collections", now, context);
}

function asking(asker: Person, invoice: string, amountMinor: number, reasonCode: ReasonCode) {
  return {
    invoiceId: invoice,
    person: asker,
    team: "collections" as const,
    amount: { minor: amountMinor, currency: "MXN" },
    reasonCode,
    reason: undefined,
    proofs: [],
    answers: null,
  };
}

function posted(
  invoice: string,
  requestId: string,
  totalMinor: number,
  named: boolean,
  now: Instant,
): FactOf<"invoice.credited"> {
  return {
    type: "invoice.credited",
    source: "erp",
    externalId: `NC-${requestId}`,
    occurredAt: now,
    invoiceId: invoice,
    creditNoteId: `NC-${requestId}`,
    currency: "MXN",
    totalMinor,
    ...(named ? { requestId } : {}),
  };
}

function delegation(of: Person, to: Person, now: Instant): FactOf<"delegate.named"> {
  return {
    type: "delegate.named",
    source: "remo",
    externalId: `${of.id} ${to.id} ${now}`,
    occurredAt: now,
    office: "main",
    personId: of.id,
    personName: of.name,
    delegate: { personId: to.id, personName: to.name },
    from: now,
    until: addHours(now, 300),
  };
}
