import type { Instant } from "../../core/calendar.ts";
import { whole } from "../../text/cut.ts";
import { textFor } from "../../text/text.ts";
import type { Dialog, Input } from "../../view/card.ts";
import type { Action, AdaptiveCard, ChoiceSet, Element, OpenUrl } from "./card-json.ts";
import { actionSet, frame, heading, line, rich, run, small } from "./elements.ts";
import { firstThatFits, TEAMS } from "./limits.ts";
import { tokenOf } from "./press-data.ts";

export type FormOptions = {
  /** When the pressed card was drawn: the submission says so again. */
  readonly drawnAt: Instant;
  /** By input id: what was wrong with the last submission. */
  readonly errors?: Readonly<Record<string, string>>;
  /** By input id: what the last submission brought. */
  readonly typed?: Readonly<Partial<Record<string, string>>>;
  /** How files come: by Remo's page, or as messages in the person's own chat. */
  readonly files: "upload" | "personal";
  readonly uploadUrl?: string;
  /** Comes back with the submission, as it is. */
  readonly kept?: string;
};

type FileInput = Extract<Input, { kind: "file" }>;
type Filled = Exclude<Input, FileInput>;

/** A dialog as a card with inputs, which answers the press it belongs to. */
export function formOf(dialog: Dialog, o: FormOptions): AdaptiveCard {
  return firstThatFits(smaller(dialog, o));
}

/** A list of very many, very long choices shows as many as there is room for. */
function* smaller(dialog: Dialog, o: FormOptions): Generator<AdaptiveCard> {
  for (let choices: number = TEAMS.choices; choices >= 1; choices = Math.floor(choices / 2)) {
    yield form(dialog, o, choices);
  }
}

/**
 * Files that must come take the whole answer to where they can be sent: nothing is asked here that
 * would be asked there again.
 */
function form(dialog: Dialog, o: FormOptions, choices: number): AdaptiveCard {
  const filled = dialog.inputs.filter((input) => input.kind !== "file");
  const file = dialog.inputs.find((input) => input.kind === "file");
  const elsewhere = file !== undefined && file.optional !== true;
  const asked = elsewhere ? [] : filled;
  const body = [
    heading(dialog.title),
    rich([run(line(dialog.intro, TEAMS.intro))], "small"),
    ...strayErrors(asked, o).map(errorLine),
    ...asked.flatMap((input) => inputElements(input, dialog, o, choices)),
    ...(file ? fileElements(file, dialog, o) : []),
  ];
  const main = elsewhere ? openPage(dialog.lang, o.uploadUrl).map(asMain) : [submit(dialog, o)];
  const actions = [...main, cancel(dialog)];
  return { ...frame(dialog.lang, `${dialog.title}. ${dialog.intro}`, body), actions };
}

function asMain(action: OpenUrl): OpenUrl {
  return { ...action, style: "positive" };
}

function submit({ answer, submit: title }: Dialog, { drawnAt, kept }: FormOptions): Action {
  return {
    type: "Action.Execute",
    title: line(title, TEAMS.buttonTitle),
    verb: "submit",
    style: "positive",
    data: {
      a: answer.action,
      c: answer.caseId,
      f: tokenOf(answer.finding),
      at: drawnAt,
      ...(kept === undefined ? {} : { k: kept }),
    },
  };
}

function cancel({ answer, cancel: title }: Dialog): Action {
  return {
    type: "Action.Execute",
    title: line(title, TEAMS.buttonTitle),
    verb: "cancel",
    data: { c: answer.caseId },
    associatedInputs: "none",
  };
}

/** Errors about what the form does not ask for stand above it. */
function strayErrors(asked: readonly Filled[], { errors = {} }: FormOptions): readonly string[] {
  const ids: readonly string[] = asked.map(({ id }) => id);
  return Object.entries(errors).flatMap(([id, error]) => (ids.includes(id) ? [] : [error]));
}

function errorLine(error: string): Element {
  return rich([run(line(error), { color: "attention", weight: "bolder" })], "medium");
}

function inputElements(
  input: Filled,
  dialog: Dialog,
  o: FormOptions,
  choices: number,
): readonly Element[] {
  const error = o.errors?.[input.id];
  return [...(error ? [errorLine(error)] : []), element(input, dialog, o, choices)];
}

function element(input: Filled, dialog: Dialog, o: FormOptions, choices: number): Element {
  const { missing } = textFor(dialog.lang).answer;
  const optional = "optional" in input && input.optional;
  const base = {
    id: input.id,
    label: line(input.label),
    ...(optional || input.id === "files"
      ? {}
      : { isRequired: true as const, errorMessage: missing[input.id] }),
  };
  const given = o.typed?.[input.id] ?? input.initial;
  switch (input.kind) {
    case "text":
      return {
        type: "Input.Text",
        ...base,
        maxLength: input.maxLength,
        ...(input.long ? { isMultiline: true } : {}),
        ...(input.hint ? { placeholder: line(input.hint) } : {}),
        ...(given ? { value: whole(given.slice(0, input.maxLength)) } : {}),
      };
    case "date":
      return { type: "Input.Date", ...base, ...(given ? { value: given } : {}) };
    case "choice":
      return choiceSet(input, base, given, choices);
    default:
      return input satisfies never;
  }
}

function choiceSet(
  input: Extract<Input, { kind: "choice" }>,
  base: Pick<ChoiceSet, "id" | "label">,
  given: string | undefined,
  max: number,
): ChoiceSet {
  const choices = input.choices
    .filter(({ value }) => value.length <= TEAMS.choiceValue)
    .slice(0, max)
    .map(({ value, label }) => ({ title: line(label, TEAMS.choiceTitle), value }));
  const chosen = choices.find(({ value }) => value === given);
  return {
    type: "Input.ChoiceSet",
    ...base,
    style: "compact",
    wrap: true,
    choices,
    ...(chosen ? { value: chosen.value } : {}),
  };
}

/** Nothing about files that may be left out, where there is no page to send them by. */
function fileElements(
  file: FileInput,
  { lang }: Dialog,
  { files, uploadUrl }: FormOptions,
): readonly Element[] {
  const { upload } = textFor(lang).dialog;
  if (file.optional && uploadUrl === undefined) return [];
  const must = files === "personal" ? upload.here : uploadUrl ? upload.page : upload.chat;
  return [
    rich([run(file.optional ? upload.pageToo : must)], "medium"),
    ...(file.hint ? [small(file.hint)] : []),
    ...(file.optional ? actionSet(openPage(lang, uploadUrl)) : []),
  ];
}

function openPage(lang: Dialog["lang"], url: string | undefined): readonly OpenUrl[] {
  const title = textFor(lang).dialog.upload.open;
  return url === undefined ? [] : [{ type: "Action.OpenUrl", title, url }];
}
