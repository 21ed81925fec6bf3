import { accountPicture, at, did, ruleTable } from "../../../../test/support/rule-table.ts";
import type { Fact } from "../../fact.ts";
import { periodNotInvoiced } from "./rule.ts";

const agreed = (recurring: Readonly<Record<string, unknown>>, more = {}) =>
  did("agreement.described", "08-01 09:00", {
    currency: "MXN",
    recurring: { amountMinor: 50_000, ...recurring },
    ...more,
  });
const monthly = agreed({ every: "month", from: "2026-10-01" }, { validTo: "2026-11-30" });
const billed = (period: string, more = {}) =>
  did("invoice.issued", "11-03 09:00", {
    orderIds: [],
    payerId: "CLI-1",
    agreementId: "CON-1",
    period,
    ...more,
  });
const account = (...facts: readonly Fact[]) => accountPicture(facts);

ruleTable(periodNotInvoiced, [
  {
    says: "October is over, and there are some days to invoice it",
    given: account(monthly),
    now: "11-03 23:59",
    finds: [],
    recheckAt: "11-04 00:00",
  },
  {
    says: "three days later nobody billed it",
    given: account(monthly),
    now: "11-04 00:00",
    finds: [
      {
        subject: "agreement:CON-1/2026-10",
        since: at("11-04 00:00"),
        amount: { minor: 50_000, currency: "MXN" },
        data: {
          agreementId: "CON-1",
          period: { name: "2026-10", from: "2026-10-01", to: "2026-10-31" },
        },
      },
    ],
    recheckAt: "12-04 00:00",
  },
  {
    says: "the invoice names the month",
    given: account(monthly, billed("2026-10")),
    now: "11-20 00:00",
    finds: [],
    recheckAt: "12-04 00:00",
  },
  {
    says: "or its first day",
    given: account(monthly, billed("2026-10-01")),
    now: "11-20 00:00",
    finds: [],
    recheckAt: "12-04 00:00",
  },
  {
    says: "an invoice of another period leaves this one open",
    given: account(monthly, billed("2026-09")),
    now: "11-20 00:00",
    finds: [{ subject: "agreement:CON-1/2026-10" }],
    recheckAt: "12-04 00:00",
  },
  {
    says: "somebody said that it is not billed",
    given: account(
      monthly,
      did("agreement.settled", "11-05 09:00", { period: "2026-10", reason: "obra detenida" }),
    ),
    now: "11-20 00:00",
    finds: [],
    recheckAt: "12-04 00:00",
  },
  {
    says: "the agreement ended: its last period is billed, and none comes after",
    given: account(monthly),
    now: "12-20 00:00",
    finds: [{ subject: "agreement:CON-1/2026-10" }, { subject: "agreement:CON-1/2026-11" }],
    recheckAt: null,
  },
  {
    says: "weeks, from the day on which they begin",
    given: account(agreed({ every: "week", from: "2026-11-04" }, { validTo: "2026-11-17" })),
    now: "11-18 00:00",
    finds: [
      {
        subject: "agreement:CON-1/2026-11-04",
        data: { period: { from: "2026-11-04", to: "2026-11-10" } },
      },
    ],
    recheckAt: "11-21 00:00",
  },
  {
    says: "months from the 31st end where shorter months end",
    given: account(agreed({ every: "month", from: "2026-08-31" }, { validTo: "2026-09-29" })),
    now: "10-10 00:00",
    finds: [{ data: { period: { name: "2026-08-31", from: "2026-08-31", to: "2026-09-29" } } }],
    recheckAt: null,
  },
  {
    says: "of a long silence, the newest periods only",
    given: account(agreed({ every: "month", from: "2020-01-01" }, { validTo: "2026-10-31" })),
    thresholds: { lookBackPeriods: 2 },
    now: "11-20 00:00",
    finds: [{ subject: "agreement:CON-1/2026-09" }, { subject: "agreement:CON-1/2026-10" }],
    recheckAt: null,
  },
  {
    says: "two agreements are told apart",
    given: account(
      monthly,
      did("agreement.described", "08-01 10:00", {
        agreementId: "CON-2",
        recurring: { every: "month", from: "2026-10-01" },
        validTo: "2026-10-31",
      }),
    ),
    now: "11-20 00:00",
    finds: [
      { subject: "agreement:CON-1/2026-10" },
      { subject: "agreement:CON-2/2026-10", amount: null },
    ],
    recheckAt: "12-04 00:00",
  },
  {
    says: "false alarm avoided: billed by order, not by period",
    given: account(did("agreement.described", "08-01 09:00", { currency: "MXN" })),
    now: "11-20 00:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "false alarm avoided: the period was over before the agreement began to hold",
    given: account(
      agreed(
        { every: "month", from: "2026-09-01" },
        { validFrom: "2026-10-15", validTo: "2026-10-31" },
      ),
    ),
    now: "11-20 00:00",
    finds: [{ subject: "agreement:CON-1/2026-10" }],
    recheckAt: null,
  },
]);
