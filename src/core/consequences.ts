import { accountConsequences, isOnPeriod } from "./account-consequences.ts";
import type { AnswerInput, Command } from "./answer.ts";
import { billingConsequences } from "./billing-consequences.ts";
import type { Instant } from "./calendar.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { Finding } from "./finding.ts";
import type { Picture } from "./picture.ts";

/** What the answer says about the world, besides that it was given. */
export function consequences(
  command: Command,
  finding: Finding | null,
  at: Instant,
  answer: FactOf<"answer.given">,
  picture: Picture | null = null,
): readonly Fact[] {
  const { action, person, input } = command;
  const envelope = { source: "remo", externalId: `${answer.externalId}:fact`, occurredAt: at };
  const orderId = answer.group.id;
  const deliveryId = deliveryOf(finding);
  const about = deliveryId ? { ...envelope, deliveryId, orderId } : null;
  const why = input.reason ? { reason: input.reason.trim().slice(0, 300) } : {};
  switch (action) {
    case "new-date":
    // What is still owed has a promised day of its own, and is watched like any other.
    case "backorder":
      return input.on
        ? [{ type: "order.promised", ...envelope, orderId, promisedOn: input.on, by: person.name }]
        : [];
    case "delivered":
      return about ? [{ type: "delivery.delivered", ...about }] : [];
    case "failed":
      return about ? [{ type: "delivery.failed", ...about, ...why }] : [];
    case "returned":
      return about ? [{ type: "delivery.returned", ...about }] : [];
    case "re-plan":
      return about && input.on ? [{ type: "delivery.planned", ...about, plannedOn: input.on }] : [];
    case "invoice-issued":
      return isOnPeriod(finding)
        ? accountConsequences(command, finding, answer, picture)
        : invoiceIssued(finding, answer, envelope);
    case "maintenance":
      return maintained(command, answer, envelope);
    case "attach-proof":
      return about ? proofFacts(input, about, person.name) : [];
    default:
      return [
        ...billingConsequences(command, finding, envelope),
        ...accountConsequences(command, finding, answer, picture),
      ];
  }
}

/** Until then nobody is told that the source is silent. */
function maintained(
  { person, input }: Command,
  { group, reason }: FactOf<"answer.given">,
  envelope: Envelope,
): readonly Fact[] {
  if (!input.until || group.type !== "source") return [];
  const by = { personId: person.id, personName: person.name };
  const why = reason === undefined ? {} : { reason };
  const work = { office: "main", feed: group.id, until: input.until } as const;
  return [{ type: "maintenance.started", ...envelope, ...work, ...by, ...why }];
}

function deliveryOf(finding: Finding | null): string | null {
  return finding?.subject.startsWith("delivery:")
    ? finding.subject.slice("delivery:".length)
    : null;
}

type Envelope = { source: string; externalId: string; occurredAt: Instant };

function invoiceIssued(
  finding: Finding | null,
  answer: FactOf<"answer.given">,
  envelope: Envelope,
): readonly Fact[] {
  if (!answer.invoiceId) return [];
  const currency = finding?.amount?.currency ?? "XXX";
  const orderIds = [answer.group.id];
  return [{ type: "invoice.issued", ...envelope, invoiceId: answer.invoiceId, orderIds, currency }];
}

function proofFacts(
  { proofs = [], proofKind: kind }: AnswerInput,
  about: Envelope & { deliveryId: string; orderId: string },
  by: string,
): readonly Fact[] {
  if (!kind) return [];
  return proofs.map((proof, index) => ({
    type: "evidence.attached",
    ...about,
    externalId: `${about.externalId}:${index}`,
    kind,
    ...proof,
    by,
  }));
}
