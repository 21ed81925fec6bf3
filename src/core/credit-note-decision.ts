import { z } from "zod";
import type { AnswerInput } from "./answer.ts";
import type { Instant } from "./calendar.ts";
import { type Made, tally, typed } from "./credit-facts.ts";
import { levelFor, standsOn } from "./credit-ladder.ts";
import { carriedOut } from "./credit-match.ts";
import type { CreditRefusal } from "./credit-refusal.ts";
import { type CreditRequest, namesOn } from "./credit-request.ts";
import { creditView, type CreditView, noteKey, windowOf } from "./credit-view.ts";
import type { DecideContext } from "./decide-context.ts";
import type { Credit } from "./invoice-money.ts";
import type { Person } from "./may.ts";

/** What a finding about a note that nobody approved names. */
const AboutNote = z.object({ invoiceId: z.string(), creditNoteId: z.string() });

/** The controller's answer to a note that the ERP posted without approval. */
export function decideNote(
  action: "approve-after" | "reverse-credit",
  person: Person,
  input: AnswerInput,
  data: unknown,
  at: Instant,
  context: DecideContext,
): Made | CreditRefusal | { readonly refused: "gone" } {
  const named = AboutNote.safeParse(data);
  const view = named.success ? creditView(context.picture, named.data.invoiceId) : null;
  const note = view?.invoice.credits.find(({ id }) => id === named.data?.creditNoteId);
  if (!view || !note) return { refused: "gone" };
  const envelope = {
    source: "remo",
    externalId: `${note.id}:${action}:${at}`.slice(-256),
    occurredAt: at,
    invoiceId: view.invoice.id,
    creditNoteId: note.id,
    personId: person.id,
    personName: person.name,
  };
  if (action === "reverse-credit") {
    const why = typed("reason", input.reason);
    return { facts: [{ type: "credit.sent-back", ...envelope, ...why }], answer: {} };
  }
  const refusal = mayRatify(person, view, note, context);
  if (refusal) return refusal;
  const amount = amountOf(note);
  const counted = amount ? tally(view, noteKey(note.id), amount, true, note.at) : [];
  const answer = amount ? { amount } : {};
  return { facts: [{ type: "credit.ratified", ...envelope }, ...counted], answer };
}

/** A controller or a director, of the rung that the amount demands, who had no hand in it. */
function mayRatify(
  person: Person,
  view: CreditView,
  note: Credit,
  { credit: policy, people }: DecideContext,
): CreditRefusal | null {
  const matched = carriedOut(view.invoice);
  const request = matched.get(note.id);
  const hands = [note.postedBy, ...(request ? namesIn(request) : askers(view, matched))];
  if (hands.includes(person.id)) return { refused: "own-posting" };
  // A note that tells no amount may be of the whole invoice.
  const whole = { minor: view.invoice.totalMinor ?? 0, currency: note.currency };
  const amount = amountOf(note) ?? whole;
  const asked = { id: noteKey(note.id), ...amount, at: note.at };
  // The request it names is this note; everything else counts beside it.
  const window = windowOf(view, asked, policy, request?.id);
  const level = levelFor({ ...amount, minor: amount.minor + window.minor }, policy);
  const fits = (one: Person) => controls(one) && standsOn(one, level, policy);
  if (fits(person)) return null;
  const signers = people.filter((one) => fits(one) && !hands.includes(one.id));
  return { refused: "above-limit", amount, level, signers: signers.map(({ name }) => name) };
}

function namesIn({ by, approvals }: CreditRequest): readonly string[] {
  return [by.personId, ...approvals.flatMap(namesOn)];
}

/** Whoever asked for a note of this invoice that is not posted may have posted this one instead. */
function askers(
  { invoice }: CreditView,
  matched: ReadonlyMap<string, CreditRequest>,
): readonly string[] {
  const posted = new Set([...matched.values()].map(({ id }) => id));
  return invoice.requests.filter(({ id }) => !posted.has(id)).map(({ by }) => by.personId);
}

function controls({ teams, roles }: Person): boolean {
  return teams.includes("controller") || roles.includes("director");
}

function amountOf({ totalMinor: minor, currency }: Credit) {
  return minor === null ? null : { minor, currency };
}
