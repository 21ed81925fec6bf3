import type { Submission } from "../../app/ports.ts";
import type { ActionId } from "../../core/action.ts";
import type { Lang } from "../../text/format.ts";
import { textFor } from "../../text/text.ts";
import type { Dialog } from "../../view/card.ts";
import { fieldOf } from "./fields.ts";
import { html, type Html } from "./html.ts";
import { RECEIVE_LIMITS } from "./receive.ts";

const MB = 1024 * 1024;

export type FormPage = {
  readonly lang: Lang;
  readonly dialog: Dialog;
  readonly action: ActionId;
  /** Whose answer it will be. */
  readonly name: string;
  readonly minutesLeft: number;
  readonly values: Submission;
  readonly errors: Readonly<Record<string, string>>;
};

/** The dialog as a page of its own: for a phone first, and whole without a script. */
export function formPage(o: FormPage): string {
  const { lang, dialog, action, values } = o;
  const { text, errors } = { text: textFor(lang), errors: withFilesNote(o) };
  const label = text.action[action];
  const { upload } = text;
  // The title says what is done; the line under it, on what.
  const about = dialog.intro.replace(`${label} · `, "");
  const shown = new Set<string>(dialog.inputs.map(({ id }) => id));
  const elsewhere = Object.entries(errors).filter(([id]) => !shown.has(id));
  return whole(
    { lang, title: `${dialog.title} · ${about}` },
    html`<h1>${dialog.title}</h1>
      <p class="about">${about}</p>
      <form method="post" enctype="multipart/form-data" ${scriptTexts(lang)}>
        ${elsewhere.map(([, problem]) => html`<p class="problem general">${problem}</p>`)}
        ${dialog.inputs.map((input) => fieldOf(input, { values, errors, lang }))}
        <p class="problem general" id="trouble" role="alert" hidden></p>
        <button type="submit"><span>${label}</span></button>
        <p class="fine">${upload.signedAs(o.name)} ${upload.goodFor(o.minutesLeft)}</p>
      </form>`,
  );
}

/** Whoever has no script must choose the files again, and is told so where they are chosen. */
function withFilesNote({ errors, values, lang }: FormPage): FormPage["errors"] {
  const { files = [] } = values;
  if (Object.keys(errors).length === 0 || files.length === 0) return errors;
  const again = textFor(lang).upload.chooseAgain;
  return { ...errors, files: [errors["files"], again].filter(Boolean).join(" ") };
}

/** What the page's script says: it knows no sentence of its own. */
function scriptTexts(lang: Lang): Html {
  const { upload, answer } = textFor(lang);
  const { fileBytes, files } = RECEIVE_LIMITS;
  return html`data-lang="${lang}" data-sending="${upload.sending}" data-saving="${upload.saving}"
  data-offline="${upload.offline}" data-remove="${upload.remove}" data-max-files="${files}"
  data-max-bytes="${fileBytes}" data-too-many="${answer.tooManyFiles(files)}"
  data-too-large="${answer.fileTooLarge("{name}", fileBytes / MB)}"
  data-choose-again="${upload.chooseAgain}"`;
}

export type OutcomePage = {
  readonly lang: Lang;
  readonly title: string;
  readonly sentence: string;
  readonly tone: "done" | "refused" | "trouble";
  /** A second line, quieter. */
  readonly more?: string;
  /** Back to the same page. */
  readonly again?: string;
};

/** A page of one sentence: what happened, or what to do. */
export function outcomePage({ lang, title, sentence, tone, more, again }: OutcomePage): string {
  return whole(
    { lang, title },
    html`<div class="mark ${tone}" aria-hidden="true"></div>
      <h1 tabindex="-1">${title}</h1>
      <p class="sentence">${unbroken(sentence)}</p>
      ${more && html`<p class="fine">${more}</p>`}
      ${again && html`<p><a class="again" href="">${again}</a></p>`}`,
    "outcome",
  );
}

/** A number such as PED-1042 stays on one line, though a browser would break it at its hyphen. */
function unbroken(sentence: string): readonly (Html | string)[] {
  const isNumber = (part: string) => /-/.test(part) && part.length <= 24;
  return sentence
    .split(/(\s+)/)
    .map((part) => (isNumber(part) ? html`<span class="unbroken">${part}</span>` : part));
}

function whole(
  o: { readonly lang: Lang; readonly title: string },
  main: Html,
  kind = "form",
): string {
  // Addresses are relative: a proxy may serve this under a path of its own.
  return html`<!doctype html>
    <html lang="${o.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${o.title} · Remo</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="page/upload.css" />
        <script type="module" src="page/upload.ts"></script>
      </head>
      <body>
        <header>Remo</header>
        <main class="${kind}">${main}</main>
      </body>
    </html> `.text;
}
