import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Entry, Values } from "../element-state.ts";
import type { View } from "../views.ts";
import { Blocks } from "./blocks-view.ts";
import { DialogFrame } from "./dialog-frame.ts";
import { icon } from "./icons.ts";
import { forReader, useWorld, WorldProvider } from "./world.ts";

type ModalBody = Extract<View, { type: "modal" }>;

/** The dialog on top. What was entered stays while the app updates the view under it. */
export function ModalView({ view }: { view: ModalBody }): VNode {
  const world = forReader(useWorld());
  const { link, words, problem, attempt } = world;
  const [values, setValues] = useState<Values>({});
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const enter = (blockId: string, actionId: string, entry: Entry) => {
    setValues((before) => ({ ...before, [blockId]: { ...before[blockId], [actionId]: entry } }));
    setProblems(({ [blockId]: _fixed, ...others }) => others);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const outcome = await link.submit(view.id, values);
    const found = outcome.ok ? {} : (outcome.fields ?? {});
    // Said inside the dialog, because everything behind it is covered.
    setTrouble(!outcome.ok && outcome.fields === undefined ? problem(outcome.error) : "");
    setProblems(found);
    setBusy(false);
    const [first] = Object.keys(found);
    if (first !== undefined) document.getElementById(`field-${first}`)?.focus();
  };
  const close = () => void attempt(link.closeView(view.id));
  const collecting = { values, problems, enter };
  return html`<${DialogFrame} look="modal" labelledBy="modal-title" onCancel=${close}>
    <form class="modal-form" novalidate onSubmit=${submit}>
      <header class="modal-head">
        <h2 id="modal-title">${view.title.text}</h2>
        <button type="button" class="icon-button" aria-label=${words.close} onClick=${close}>
          ${icon("close")}
        </button>
      </header>
      <div class="modal-body">
        <${WorldProvider} value=${world}>
          <${Blocks} blocks=${view.blocks} at=${{ viewId: view.id }} collecting=${collecting} />
        <//>
      </div>
      ${trouble !== "" && html`<p class="modal-trouble field-problem" role="alert">${trouble}</p>`}
      <footer class="modal-foot">
        <button type="button" class="button" onClick=${close}>
          ${view.close?.text ?? words.cancel}
        </button>
        ${
          view.submit &&
          html`<button type="submit" class="button primary" aria-busy=${busy} disabled=${busy}>
            ${view.submit.text}
          </button>`
        }
      </footer>
    </form>
  <//>`;
}
