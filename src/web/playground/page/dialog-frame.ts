import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";

type FrameProps = {
  labelledBy: string;
  look: string;
  onCancel: () => void;
  children?: ComponentChildren;
};

/** A modal dialog of the browser: it traps the focus, and Escape asks to cancel. */
export function DialogFrame({ labelledBy, look, onCancel, children }: FrameProps): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element !== null && !element.open) element.showModal();
    // With a keyboard at hand, writing can begin at once; on a phone it would cover the dialog.
    if (window.matchMedia("(hover: hover)").matches) {
      element?.querySelector<HTMLElement>(".modal-body :is(input, select, textarea)")?.focus();
    }
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    onCancel();
  };
  const behind = (event: MouseEvent) => {
    if (event.target === dialog.current) onCancel();
  };
  return html`<dialog
    ref=${dialog}
    class=${look}
    aria-labelledby=${labelledBy}
    onCancel=${cancel}
    onMouseDown=${behind}
  >
    ${children}
  </dialog>`;
}
