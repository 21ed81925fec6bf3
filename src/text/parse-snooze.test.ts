import { expect, test } from "vitest";
import { snoozeWords } from "./parse-snooze.ts";

/** Wednesday 18 November 2026, 10:00 in Mexico City. */
const o = { now: "2026-11-18T16:00:00.000Z", zone: "America/Mexico_City", lang: "es" } as const;
const nothing = { until: null, wakeWhen: null, amount: null };

test.each([
  ["2h", { ...nothing, until: "2026-11-18T18:00:00.000Z" }],
  ["hasta 2h", { ...nothing, until: "2026-11-18T18:00:00.000Z" }],
  ["hasta mañana 9:00", { ...nothing, until: "2026-11-19T15:00:00.000Z" }],
  ["por 3 días", { ...nothing, until: "2026-11-21T16:00:00.000Z" }],
  // A day alone: who comes to work that morning hears of it.
  ["hasta el viernes", { ...nothing, until: "2026-11-20T14:00:00.000Z" }],
  ["until friday", { ...nothing, until: "2026-11-20T14:00:00.000Z" }],
  ["hasta que cambie la ETA", { ...nothing, wakeWhen: "eta-changes" }],
  ["until the ETA changes", { ...nothing, wakeWhen: "eta-changes" }],
  ["hasta que pase de 50000", { ...nothing, wakeWhen: "amount-passes", amount: "50000" }],
  [
    "hasta que el monto pase de MXN 50,000",
    { ...nothing, wakeWhen: "amount-passes", amount: "mxn 50,000" },
  ],
  [
    "until the amount passes 50,000.00",
    { ...nothing, wakeWhen: "amount-passes", amount: "50,000.00" },
  ],
  ["hasta que responda el cliente", { ...nothing, wakeWhen: "customer-replies" }],
  ["until the customer replies", { ...nothing, wakeWhen: "customer-replies" }],
  [
    "hasta el viernes o que cambie la ETA",
    { ...nothing, until: "2026-11-20T14:00:00.000Z", wakeWhen: "eta-changes" },
  ],
  ["hasta que llueva", { unread: "hasta que llueva" }],
  ["hasta que pase de mucho", { unread: "hasta que pase de mucho" }],
  ["hasta", { unread: "hasta" }],
])("«%s»", (typed, expected) => {
  expect(snoozeWords(typed, o)).toEqual(expected);
});
