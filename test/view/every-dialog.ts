import { ACTION_IDS } from "../../src/core/action.ts";
import { creditPolicyOf } from "../../src/core/credit-policy.ts";
import type { Lang } from "../../src/text/format.ts";
import type { Dialog } from "../../src/view/card.ts";
import { creditDialog } from "../../src/view/credit-dialog.ts";
import { dialogFor } from "../../src/view/dialog.ts";
import { attachDialog } from "../../src/view/proof-dialog.ts";
import { pictureOf, ZONE } from "./every-card.ts";
import { openCase } from "./firing.ts";

const PEOPLE = Array.from({ length: 120 }, (_, index) => ({
  id: `persona-${index}`,
  name: `Ana <at>${index}</at> **Ruiz**`,
}));

/** Every dialog that a button of any kind opens on a rule's case, by its action. */
export function everyDialog(rule: string, lang: Lang): readonly Dialog[] {
  const opened = openCase(rule);
  const { case: c, now } = opened;
  const about = { lang, zone: ZONE, now, case: c, picture: pictureOf(opened), people: PEOPLE };
  const credit = creditPolicyOf({});
  return ACTION_IDS.flatMap((action) => {
    const finding = c.findings[0] ?? null;
    return dialogFor(action, { ...about, finding, credit }) ?? [];
  });
}

/** Those that no button opens: for files of a message, and for an invoice named in a command. */
export function otherDialogs(lang: Lang): readonly Dialog[] {
  const { case: c, now } = openCase("evidence-missing");
  const reader = { lang, zone: ZONE, now };
  const [finding] = c.findings;
  const invoice = pictureOf(openCase("invoice-overdue"))?.invoices[0];
  if (!finding || !invoice) throw new Error("The stories changed.");
  const waiting = { case: c, finding };
  const credit = { policy: creditPolicyOf({}), ...reader };
  const prefill = { amount: "1,250.00", reasonCode: "QTY", reason: "faltan 3 <cajas>" };
  return [
    attachDialog([waiting], ["foto **1**.jpg"], reader),
    attachDialog([waiting, { ...waiting, case: { ...c, id: "otro" } }], ["a.jpg"], reader),
    creditDialog(invoice, credit),
    creditDialog(invoice, { ...credit, prefill }),
  ];
}
