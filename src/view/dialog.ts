import type { ActionId } from "../core/action.ts";
import { formOf } from "../core/answer.ts";
import { findingKey } from "../core/finding.ts";
import type { Dialog } from "./card.ts";
import { customerBeside, titleOf } from "./case-fields.ts";
import { formInputs, type FormOptions } from "./form-inputs.ts";
import { speechFor } from "./reader.ts";

/** The dialog an action opens; null for one that asks nothing. */
export function dialogFor(action: ActionId, o: FormOptions): Dialog | null {
  const form = formOf(action, o.finding);
  if (form === "none") return null;
  const speech = speechFor(o);
  const { text } = speech;
  return {
    lang: o.lang,
    // One form asks for the number of an invoice, for several reasons: the action says which.
    title: form === "invoice" ? text.action[action] : text.dialog.title[form],
    submit: text.dialog.submit,
    cancel: text.dialog.cancel,
    intro: text.dialog.intro(
      text.action[action],
      titleOf(o.case, o.picture),
      customerBeside(o.picture),
    ),
    inputs: formInputs(form, o, speech),
    answer: {
      action,
      caseId: o.case.id,
      finding: o.finding && findingKey(o.finding),
    },
  };
}
