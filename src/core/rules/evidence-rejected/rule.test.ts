import { expect, test } from "vitest";
import {
  answered,
  at,
  did,
  of,
  orderPicture,
  ruleTable,
} from "../../../../test/support/rule-table.ts";
import type { Fact } from "../../fact.ts";
import { deliveredNotInvoiced } from "../delivered-not-invoiced/rule.ts";
import { withReuse } from "../../proof-reuse.ts";
import { evidenceMissing } from "../evidence-missing/rule.ts";
import { evidenceRejected } from "./rule.ts";

const A = "a".repeat(64);
const B = "b".repeat(64);
const customer = did("customer.described", "11-01 09:00", { evidence: ["photo", "signature"] });
const order = did("order.placed", "11-10 09:00", of(100));
const delivered = did("delivery.delivered", "11-16 10:00", of(100));
const proof = (kind: string, wallClock: string, sha256: string) =>
  did("evidence.attached", wallClock, { kind, sha256 });
const checked = (kind: string, wallClock: string, sha256: string, problem?: string) =>
  did("evidence.checked", wallClock, { kind, sha256, ...(problem ? { problem } : {}) });
const signature = proof("signature", "11-16 11:00", B);
const photo = proof("photo", "11-16 11:00", A);
const reused = checked("photo", "11-16 12:00", A, "reused");
const bad = [customer, order, delivered, signature, photo, reused];
/** What the picture says when the photo had proven a delivery of another order before. */
const seenBefore = (...facts: readonly Fact[]) => {
  const picture = orderPicture([customer, order, delivered, signature, photo, ...facts]);
  const earlier = [{ deliveryId: "ENT-1", sha256: A, usedFor: "ENT-9" }];
  return { ...picture, deliveries: picture.deliveries.map((one) => withReuse(one, earlier)) };
};
const accepted = answered("accept-proof", "11-16 15:00", {
  rule: "evidence-rejected",
  subject: "delivery:ENT-1",
});

ruleTable(evidenceRejected, [
  {
    says: "a demanded photo was used before: it proves nothing",
    given: bad,
    now: "11-16 12:00",
    finds: [
      {
        subject: "delivery:ENT-1",
        since: at("11-16 12:00"),
        amount: { minor: 100_000, currency: "MXN" },
        data: {
          required: ["photo", "signature"],
          present: ["signature"],
          problems: [{ kind: "photo", problem: "reused" }],
        },
      },
    ],
    recheckAt: null,
  },
  {
    says: "a photo that another order's delivery had first, though nobody looked at it",
    given: seenBefore(),
    now: "11-16 12:00",
    finds: [
      {
        since: at("11-16 11:00"),
        data: { problems: [{ kind: "photo", problem: "reused", detail: "ENT-9" }] },
      },
    ],
    recheckAt: null,
  },
  {
    says: "had first, and accepted by somebody who may",
    given: seenBefore(accepted),
    now: "11-16 16:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "had first, and looked at by somebody who finds it good",
    given: seenBefore(checked("photo", "11-16 14:00", A)),
    now: "11-16 15:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "another photo came: the kind is proven",
    given: [...bad, proof("photo", "11-16 14:00", "c".repeat(64))],
    now: "11-16 15:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the same bytes again are no better",
    given: [...bad, proof("photo", "11-16 14:00", A)],
    now: "11-16 15:00",
    finds: [{ since: at("11-16 12:00") }],
    recheckAt: null,
  },
  {
    says: "looked at again, it was good",
    given: [...bad, checked("photo", "11-16 14:00", A)],
    now: "11-16 15:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "accepted by somebody who may",
    given: [...bad, accepted],
    now: "11-16 16:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "rejected after another was accepted: it is asked again",
    given: [...bad, accepted, checked("signature", "11-16 16:00", B, "unreadable")],
    now: "11-16 17:00",
    finds: [
      {
        since: at("11-16 16:00"),
        data: { present: ["photo"], problems: [{ kind: "signature", problem: "unreadable" }] },
      },
    ],
    recheckAt: null,
  },
  {
    says: "checked before the delivery was recorded: it counts from the delivery on",
    given: [
      customer,
      order,
      proof("photo", "11-16 08:00", A),
      checked("photo", "11-16 09:00", A, "unreadable"),
      delivered,
    ],
    now: "11-16 10:00",
    finds: [{ since: at("11-16 10:00") }],
    recheckAt: null,
  },
  {
    says: "a kind nobody demands may be as bad as it likes",
    given: [customer, order, delivered, signature, proof("stamp", "11-16 11:00", A), reused],
    now: "11-16 16:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: one of two photos is good",
    given: [...bad, proof("photo", "11-16 11:30", B)],
    now: "11-16 16:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "everything came back: nothing has to be proven",
    given: [...bad, did("delivery.returned", "11-16 18:00")],
    now: "11-17 00:00",
    finds: [],
    recheckAt: null,
  },
]);

type Spoken = { readonly says: string; readonly given: readonly Fact[]; readonly speak: string };

/** Of one kind, one rule speaks; and nothing is billed until all are proven. */
const SPOKEN: readonly Spoken[] = [
  { says: "absent", given: [customer, order, delivered, signature], speak: "missing" },
  { says: "rejected", given: bad, speak: "rejected" },
  {
    says: "one absent and the other rejected: each by its own rule",
    given: [customer, order, delivered, photo, reused],
    speak: "missing rejected",
  },
  { says: "accepted", given: [...bad, accepted], speak: "to bill" },
  {
    says: "a waiver is of what never came, not of what came and is no good",
    given: [
      ...bad,
      answered("waive", "11-16 15:00", { rule: "evidence-missing", subject: "delivery:ENT-1" }),
    ],
    speak: "rejected",
  },
];

test.each(SPOKEN)("of a kind that is $says: $speak", ({ given, speak }) => {
  const rules = {
    missing: evidenceMissing,
    rejected: evidenceRejected,
    "to bill": deliveredNotInvoiced,
  };
  const spoke = Object.entries(rules).filter(([, rule]) => {
    const prepared = rule.prepare({});
    if ("issues" in prepared) throw new Error(JSON.stringify(prepared.issues));
    return prepared.judge(orderPicture(given), at("11-20 00:00")).findings.length > 0;
  });
  expect(spoke.map(([name]) => name).join(" ")).toBe(speak);
});
