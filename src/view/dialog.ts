import { actionSpec, type ActionId } from "../core/action.ts";
import type { Case } from "../core/case.ts";
import type { Finding } from "../core/finding.ts";
import { findingKey } from "../core/finding.ts";
import type { CasePicture } from "../core/picture.ts";
import type { Dialog, Input } from "./card.ts";
import { customerOf } from "./case-fields.ts";
import { dateInput } from "./date-dialog.ts";
import { invoiceInput } from "./invoice-dialog.ts";
import { proofInputs } from "./proof-dialog.ts";
import { reasonInput } from "./reason-dialog.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";
import { snoozeInput } from "./snooze-dialog.ts";

export type DialogOptions = Reader & {
  readonly case: Case;
  readonly finding: Finding | null;
  readonly picture: CasePicture | null;
};

/** The dialog an action opens; null for one that asks nothing. */
export function dialogFor(action: ActionId, o: DialogOptions): Dialog | null {
  const { form } = actionSpec(action);
  if (form === "none") return null;
  const speech = speechFor(o);
  const { text } = speech;
  return {
    title: text.dialog.title[form],
    submit: text.dialog.submit,
    cancel: text.dialog.cancel,
    intro: text.dialog.intro(text.action[action], o.case.group.id, customerOf(o.picture)),
    inputs: inputsOf(form, o, speech),
    answer: {
      action,
      caseId: o.case.id,
      finding: o.finding && findingKey(o.finding),
    },
  };
}

function inputsOf(
  form: "reason" | "date" | "proof" | "snooze" | "invoice",
  o: DialogOptions,
  speech: Speech,
): readonly Input[] {
  switch (form) {
    case "reason":
      return [reasonInput(speech)];
    case "date":
      return [dateInput(o, speech)];
    case "proof":
      return proofInputs(o.finding, speech);
    case "snooze":
      return [snoozeInput(o, speech)];
    case "invoice":
      return [invoiceInput(speech)];
    default:
      return form satisfies never;
  }
}
