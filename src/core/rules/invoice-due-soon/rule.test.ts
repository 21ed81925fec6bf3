import { at, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { invoiceDueSoon } from "./rule.ts";

ruleTable(invoiceDueSoon, [
  {
    says: "an order placed in the future is found until its time comes",
    given: [did("order.placed", "11-10 09:00")],
    now: "11-09 09:00",
    finds: [{ subject: "order:PED-1", since: at("11-10 09:00") }],
    recheckAt: "11-10 09:00",
  },
  {
    says: "an order placed before is quiet",
    given: [did("order.placed", "11-10 09:00")],
    now: "11-11 09:00",
    finds: [],
    recheckAt: null,
  },
]);
