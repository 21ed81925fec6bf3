import { at, ruleTable, sourcePicture } from "../../../../test/support/rule-table.ts";
import { sourceSilent } from "./rule.ts";

const thresholds = { everyHours: { tms: 6 } };

ruleTable(sourceSilent, [
  {
    says: "heard within its hours, it is looked at when they end",
    given: sourcePicture("tms", "11-16 08:00"),
    thresholds,
    now: "11-16 13:59",
    finds: [],
    recheckAt: "11-16 14:00",
  },
  {
    says: "silent for longer than ever before",
    given: sourcePicture("tms", "11-16 08:00"),
    thresholds,
    now: "11-16 14:00",
    finds: [
      {
        subject: "source:tms",
        since: at("11-16 14:00"),
        amount: null,
        data: { source: "tms", heardAt: at("11-16 08:00"), everyHours: 6 },
      },
    ],
    recheckAt: null,
  },
  {
    says: "heard again: the silence is over",
    given: sourcePicture("tms", "11-16 15:00"),
    thresholds,
    now: "11-16 15:00",
    finds: [],
    recheckAt: "11-16 21:00",
  },
  {
    says: "false alarm avoided: nobody said how often this source speaks",
    given: sourcePicture("erp", "11-01 08:00"),
    thresholds,
    now: "11-16 14:00",
    finds: [],
    recheckAt: null,
  },
  {
    says: "a source that was never heard has not fallen silent",
    given: sourcePicture("tms", null),
    thresholds,
    now: "11-16 14:00",
    finds: [],
    recheckAt: null,
  },
]);
