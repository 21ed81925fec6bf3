import { accountPicture, at, did, ruleTable } from "../../../../test/support/rule-table.ts";
import type { Fact } from "../../fact.ts";
import { paymentUnapplied } from "./rule.ts";

const payment = did("payment.received", "11-10 09:00", {
  amountMinor: 50_000,
  reference: "SPEI 77",
});
const invoice = did("invoice.issued", "11-02 09:00", {
  orderIds: [],
  payerId: "CLI-1",
  totalMinor: 30_000,
});
const applied = (amountMinor: number, wallClock = "11-11 09:00") =>
  did("payment.applied", wallClock, { invoiceId: "FAC-1", amountMinor });
const account = (...facts: readonly Fact[]) => accountPicture(facts);

ruleTable(paymentUnapplied, [
  {
    says: "it came today: somebody may be matching it",
    given: account(payment),
    now: "11-13 08:59",
    finds: [],
    recheckAt: "11-13 09:00",
  },
  {
    says: "three days later it still pays nothing",
    given: account(payment),
    now: "11-13 09:00",
    finds: [
      {
        subject: "payment:PAG-1",
        since: at("11-13 09:00"),
        amount: { minor: 50_000, currency: "MXN" },
        data: { paymentId: "PAG-1", reference: "SPEI 77", unapplied: { minor: 50_000 } },
      },
    ],
    recheckAt: null,
  },
  {
    says: "a part of it paid an invoice: the rest counts",
    given: account(payment, invoice, applied(30_000)),
    now: "11-14 00:00",
    finds: [
      {
        amount: { minor: 20_000 },
        data: { received: { minor: 50_000 }, unapplied: { minor: 20_000 } },
      },
    ],
    recheckAt: null,
  },
  {
    says: "all of it is applied",
    given: account(payment, applied(50_000)),
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "refunded",
    given: account(payment, did("payment.refunded", "11-12 09:00")),
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "the bank took it back",
    given: account(payment, did("payment.reversed", "11-12 09:00")),
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "of two, each when its own days are over",
    given: account(
      payment,
      did("payment.received", "11-12 09:00", { paymentId: "PAG-2", amountMinor: 1_000 }),
    ),
    now: "11-14 00:00",
    finds: [{ subject: "payment:PAG-1" }],
    recheckAt: "11-15 09:00",
  },
]);
