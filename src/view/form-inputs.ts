import { z } from "zod";
import { REASON_CODES } from "../core/fact.ts";
import { type FieldId, type FormId, formSpec } from "../core/form.ts";
import { addDays, localDate, type LocalDate } from "../core/calendar.ts";
import { type Case, leading } from "../core/case.ts";
import type { CreditPolicy } from "../core/credit-policy.ts";
import type { Finding } from "../core/finding.ts";
import type { InvoiceState } from "../core/invoice.ts";
import { type CasePicture, orderIn } from "../core/picture.ts";
import { findingWords } from "../text/case-words.ts";
import type { Input } from "./card.ts";
import { customerOf } from "./case-fields.ts";
import { creditableIn, creditInputs } from "./credit-dialog.ts";
import { filesInput, kindInput } from "./proof-dialog.ts";
import type { Reader, Speech } from "./reader.ts";
import { untilInput } from "./until-input.ts";

/** As long as the fact that keeps it. */
const MAX_REASON = 300;
/** As long as an id may be. */
const MAX_ID = 128;
const MAX_AMOUNT = 30;

export type FormOptions = Reader & {
  readonly case: Case;
  readonly finding: Finding | null;
  readonly picture: CasePicture | null;
  /** To whom a case may be given. */
  readonly credit: CreditPolicy;
  readonly people: readonly { readonly id: string; readonly name: string }[];
};

/** The inputs of a dialog: first what it needs, then what it may bring. */
export function formInputs(form: FormId, o: FormOptions, speech: Speech): readonly Input[] {
  if (form === "credit") {
    const { credit: policy, now, finding } = o;
    // A choice shows a hundred at most: the invoice that it is about comes before all others.
    const isMeant = ({ id }: InvoiceState) => finding?.subject === `invoice:${id}`;
    const invoices = creditableIn(o.picture, policy, now).toSorted(
      (a, b) => Number(isMeant(b)) - Number(isMeant(a)),
    );
    return creditInputs({ invoices, policy, now }, speech);
  }
  const { needs, may } = formSpec(form);
  return [
    ...needs.flatMap((field) => inputFor(field, o, speech)),
    ...may.flatMap((field) => inputFor(field, o, speech).map(asOptional)),
  ].map((input) => ({ ...input, ...labelled(form, input.id, speech) }));
}

function asOptional(input: Input): Input {
  return input.kind === "date" ? input : { ...input, optional: true };
}

function labelled(form: FormId, id: Input["id"], { text }: Speech): { readonly label?: string } {
  const label = id === "case" ? undefined : text.dialog.fieldIn[form]?.[id];
  return label === undefined ? {} : { label };
}

function inputFor(field: FieldId, o: FormOptions, speech: Speech): readonly Input[] {
  const { text } = speech;
  const label = text.dialog.field[field];
  const hint = text.dialog.hint[field];
  const typed = (long: boolean, maxLength: number): Input => ({
    kind: "text",
    id: field,
    label,
    long,
    ...(hint ? { hint } : {}),
    maxLength,
  });
  switch (field) {
    case "reason":
      return [typed(true, MAX_REASON)];
    case "invoiceId":
      return [typed(false, MAX_ID)];
    case "amount":
      return [typed(false, MAX_AMOUNT)];
    case "on":
      return [{ kind: "date", id: field, label, initial: initialDate(o) }];
    case "until":
      return [untilInput(o, speech)];
    case "wakeWhen":
      return [wakeInput(speech)];
    case "reasonCode": {
      const choices = REASON_CODES.map((code) => ({ value: code, label: text.reasonCode[code] }));
      return [{ kind: "choice", id: field, label, choices }];
    }
    case "person": {
      const choices = o.people.map(({ id, name }) => ({ value: id, label: name }));
      return choices.length > 0 ? [{ kind: "choice", id: field, label, choices }] : [];
    }
    case "scope":
      return [{ kind: "choice", id: field, label, choices: scopes(o, speech) }];
    case "proofKind":
      return [kindInput(o.finding, speech)];
    case "files":
      return [filesInput(speech)];
    default:
      return field satisfies never;
  }
}

const Offer = z.object({ offerOn: z.iso.date() });

/** The date a finding offers; else tomorrow, which most people answer, for today's end is near. */
function initialDate({ finding, now, zone }: FormOptions): LocalDate {
  const offer = Offer.safeParse(finding?.data);
  return offer.success ? offer.data.offerOn : addDays(localDate(now, zone), 1);
}

function wakeInput({ text }: Speech): Input {
  const { wake } = text.dialog;
  const whens = ["time", "eta-changes", "amount-passes", "customer-replies"] as const;
  return {
    kind: "choice",
    id: "wakeWhen",
    label: text.dialog.field.wakeWhen,
    choices: whens.map((when) => ({ value: when, label: wake[when] })),
    initial: "time",
  };
}

/** What a silence may cover, from the case it is asked on. */
function scopes({ case: c, picture }: FormOptions, { text, f }: Speech) {
  const { scope } = text.dialog;
  const first = leading(c);
  const tag = first && findingWords(first, f).tag;
  const name = customerOf(picture);
  const warehouse = orderIn(picture)?.order.warehouse ?? null;
  return [
    ...(tag && name ? [{ value: "both", label: scope.both(name, tag) }] : []),
    ...(tag ? [{ value: "rule", label: scope.rule(tag) }] : []),
    ...(name ? [{ value: "customer", label: scope.customer(name) }] : []),
    ...(warehouse ? [{ value: "warehouse", label: scope.warehouse(warehouse) }] : []),
  ];
}
