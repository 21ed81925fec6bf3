import { html } from "htm/preact";
import type { VNode } from "preact";
import type { Confirm } from "../block-elements.ts";
import { DialogFrame } from "./dialog-frame.ts";
import { mrkdwn, plainText } from "./mrkdwn.ts";
import { useWorld } from "./world.ts";

/** The question that a dangerous button asks before it counts. */
export function ConfirmDialog(o: { confirm: Confirm; answered: (yes: boolean) => void }): VNode {
  const { reading } = useWorld();
  const { confirm, answered } = o;
  const text =
    confirm.text.type === "mrkdwn"
      ? mrkdwn(confirm.text.text, reading)
      : plainText(confirm.text.text);
  return html`<${DialogFrame}
    look="modal small"
    labelledBy="confirm-title"
    onCancel=${() => answered(false)}
  >
    <div class="modal-body">
      <h2 id="confirm-title">${confirm.title.text}</h2>
      <p class="confirm-text">${text}</p>
    </div>
    <footer class="modal-foot">
      <button type="button" class="button" onClick=${() => answered(false)}>
        ${confirm.deny.text}
      </button>
      <button
        type="button"
        class=${`button ${confirm.style ?? "primary"}`}
        onClick=${() => answered(true)}
      >
        ${confirm.confirm.text}
      </button>
    </footer>
  <//>`;
}
