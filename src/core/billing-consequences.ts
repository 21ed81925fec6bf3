import { z } from "zod";
import type { Command, ProofFile } from "./answer.ts";
import type { Fact } from "./fact.ts";
import type { Finding } from "./finding.ts";

type Envelope = Pick<Fact, "source" | "externalId" | "occurredAt">;
type About = Envelope & { readonly invoiceId: string };

/** What an answer about an invoice says of it: filed, corrected, disputed, promised, certified. */
export function billingConsequences(
  { action, person, input }: Command,
  finding: Finding | null,
  envelope: Envelope,
): readonly Fact[] {
  const invoiceId = invoiceOf(finding);
  if (!finding || invoiceId === null) return [];
  const about = { ...envelope, invoiceId };
  const why = input.reason?.trim() ? { reason: input.reason.trim().slice(0, 300) } : {};
  const howMuch = input.amount ? { amountMinor: input.amount.minor } : {};
  switch (action) {
    case "filed":
      return [{ type: "invoice.filed", ...about }];
    case "corrected":
      return [{ type: "invoice.corrected", ...about, ...replacement(input.invoiceId, invoiceId) }];
    case "cancel-invoice":
      return [{ type: "invoice.cancelled", ...about, ...why }];
    case "dispute": {
      const cause = input.reasonCode ? { reasonCode: input.reasonCode } : {};
      return [{ type: "invoice.disputed", ...about, ...cause, ...why, ...howMuch }];
    }
    case "accept-dispute":
      return [{ type: "invoice.dispute-resolved", ...about, outcome: "accepted", ...why }];
    case "refuse-dispute":
      return [{ type: "invoice.dispute-resolved", ...about, outcome: "refused", ...why }];
    case "promise-to-pay": {
      if (!input.on) return [];
      const promised = { promisedOn: input.on, ...howMuch, by: person.name };
      return [{ type: "invoice.promised", ...about, ...promised }];
    }
    case "attach-certificate":
      return certified(finding, about, input.proofs ?? [], person.name);
    default:
      return [];
  }
}

function invoiceOf(finding: Finding | null): string | null {
  return finding?.subject.startsWith("invoice:") ? finding.subject.slice("invoice:".length) : null;
}

function replacement(typed: string | undefined, invoiceId: string) {
  const replacementId = typed?.trim() ?? invoiceId;
  return replacementId === invoiceId ? {} : { replacementId };
}

/** What a finding on withholdings names; one on a short payment names none. */
const Withheld = z.object({ withholdingIds: z.array(z.string()) });

function certified(
  finding: Finding,
  about: About,
  proofs: readonly ProofFile[],
  by: string,
): readonly Fact[] {
  const certificate = proofs
    .map(({ name }) => name)
    .join(", ")
    .slice(0, 300);
  const certify = (withholdingId: string, index: number): Fact => {
    const externalId = `${about.externalId}:${index}`;
    return { type: "withholding.certified", ...about, externalId, withholdingId, certificate, by };
  };
  const named = Withheld.safeParse(finding.data);
  if (named.success) return named.data.withholdingIds.map(certify);
  if (!finding.amount) return [];
  // Nobody had told of the withholding: its certificate explains what was missing of the payment.
  const withholdingId = `${about.invoiceId}/${about.occurredAt}`;
  const externalId = `${about.externalId}:withheld`;
  const amountMinor = finding.amount.minor;
  const applied = { ...about, externalId, withholdingId, amountMinor };
  return [{ type: "withholding.applied", ...applied }, certify(withholdingId, 0)];
}
