import { html } from "htm/preact";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

type MenuItem = { label: string; detail?: string; run(): void };
type MenuProps = {
  label: string;
  items: readonly MenuItem[];
  class: string;
  busy?: boolean;
  children?: ComponentChildren;
};

/** A button that opens a menu: arrows move, Escape closes and gives the focus back. */
export function MenuButton({ label, items, class: look, busy, children }: MenuProps): VNode {
  const { root, open, upward, toggle, close, keys } = useMenu(items.length);
  const pick = (item: MenuItem) => {
    close();
    item.run();
  };
  return html`<span class="menu-root" ref=${root} onKeyDown=${keys}>
    <button
      type="button"
      class=${look}
      aria-label=${label}
      aria-haspopup="menu"
      aria-expanded=${open}
      aria-busy=${busy}
      disabled=${busy}
      title=${label}
      onClick=${toggle}
    >
      ${children}
    </button>
    ${
      open &&
      html`<div class=${`menu ${upward ? "upward" : ""}`} role="menu" aria-label=${label}>
        ${items.map(
          (item) =>
            html`<button
              type="button"
              role="menuitem"
              class="menu-item"
              onClick=${() => pick(item)}
            >
              <span>${item.label}</span
              >${item.detail && html`<small class="quiet">${item.detail}</small>`}
            </button>`,
        )}
      </div>`
    }
  </span>`;
}

const ITEM_HEIGHT = 40;

function useMenu(count: number) {
  const [open, setOpen] = useState(false);
  const [upward, setUpward] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    root.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const toggle = () => {
    const below = window.innerHeight - (root.current?.getBoundingClientRect().bottom ?? 0);
    setUpward(below < (count + 1) * ITEM_HEIGHT);
    setOpen(!open);
  };
  const close = () => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      event.preventDefault();
      close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !open) return;
    event.preventDefault();
    const all = [...(root.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const at = all.findIndex((one) => one === document.activeElement);
    all.at((at + step) % all.length)?.focus();
  };
  return { root, open, upward, toggle, close, keys };
}
