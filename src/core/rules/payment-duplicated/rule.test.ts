import {
  accountPicture,
  answered,
  at,
  did,
  ruleTable,
} from "../../../../test/support/rule-table.ts";
import type { Fact } from "../../fact.ts";
import { paymentDuplicated } from "./rule.ts";

const paid = (paymentId: string, wallClock: string, more = {}) =>
  did("payment.received", wallClock, {
    paymentId,
    amountMinor: 50_000,
    reference: "SPEI 778-1",
    ...more,
  });
const first = paid("PAG-1", "09-10 09:00");
const second = paid("PAG-2", "09-12 09:00");
const account = (...facts: readonly Fact[]) => accountPicture(facts);
// A hundred days after the first: by then it may have left the account.
const FORGOTTEN = "12-19 09:00";

ruleTable(paymentDuplicated, [
  {
    says: "the same amount and reference twice: the later one is asked about",
    given: account(first, second),
    now: "09-12 09:00",
    finds: [
      {
        subject: "payment:PAG-2",
        since: at("09-12 09:00"),
        amount: { minor: 50_000, currency: "MXN" },
        data: { paymentId: "PAG-2", twinId: "PAG-1", twinReceivedAt: at("09-10 09:00") },
      },
    ],
    recheckAt: FORGOTTEN,
  },
  {
    says: "a reference written otherwise is the same reference",
    given: account(first, paid("PAG-2", "09-12 09:00", { reference: "spei7781" })),
    now: "09-12 09:00",
    finds: [{ subject: "payment:PAG-2" }],
    recheckAt: FORGOTTEN,
  },
  {
    says: "three times: the second and the third, each by the one before",
    given: account(first, second, paid("PAG-3", "09-14 09:00")),
    now: "09-15 09:00",
    finds: [
      { subject: "payment:PAG-2", data: { twinId: "PAG-1" } },
      { subject: "payment:PAG-3", data: { twinId: "PAG-2" } },
    ],
    recheckAt: FORGOTTEN,
  },
  {
    says: "refunded",
    given: account(first, second, did("payment.refunded", "09-13 09:00", { paymentId: "PAG-2" })),
    now: "09-15 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "somebody said that both are right",
    given: account(first, second, did("payment.vouched", "09-13 09:00", { paymentId: "PAG-2" })),
    now: "09-15 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "applied on purpose, to another invoice",
    given: account(
      first,
      second,
      answered("apply-payment", "09-13 09:00", {
        group: { type: "customer", id: "CLI-1" },
        rule: "payment-duplicated",
        subject: "payment:PAG-2",
        team: "collections",
        invoiceId: "FAC-2",
      }),
    ),
    now: "09-15 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "too far apart to be one payment",
    given: account(first, second),
    thresholds: { windowDays: 1 },
    now: "09-15 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a hundred days after the first, nothing is known of it any more",
    given: account(first, second),
    now: FORGOTTEN,
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: the same amount, with other references",
    given: account(first, paid("PAG-2", "09-12 09:00", { reference: "SPEI 900" })),
    now: "09-15 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: customers pay round sums, and these have no reference",
    given: account(
      paid("PAG-1", "09-10 09:00", { reference: undefined }),
      paid("PAG-2", "09-12 09:00", { reference: undefined }),
    ),
    now: "09-15 09:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: as many, of another currency",
    given: account(first, paid("PAG-2", "09-12 09:00", { currency: "USD" })),
    now: "09-15 09:00",
    finds: [],
    recheckAt: null,
  },
]);
