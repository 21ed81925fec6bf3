import { html } from "htm/preact";
import type { VNode } from "preact";

const paths = {
  hash: "M6.5 2.5 5 13.500M11 2.5 9.5 13.500M2.5 6h11.300M2 10h11.3",
  home: "M2.5 7 8 2.5 13.5 7v6.500h-4v-4h-3v4h-4z",
  chat: "M2.5 3.500h11v7.500H7.500L4.5 13.500V11h-2z",
  menu: "M2.5 4.500h11M2.5 8h11M2.5 11.500h11",
  close: "M4 4l8 8M12 4l-8 8",
  sun: "M8 5.200a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600zM8 1.500v1.300M8 13.200v1.300M1.5 8h1.300M13.2 8h1.300M3.4 3.400l.9.9M11.7 11.700l.9.9M12.6 3.400l-.9.9M4.3 11.700l-.9.9",
  moon: "M13 9.500A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.500z",
  clock: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.800V8l2.2 1.5",
  reply: "M6.5 4 2.5 7.800l4 3.700M3 7.800h6.500a4 4 0 0 1 4 4",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  clip: "M13 7.5 7.8 12.700a3.2 3.2 0 0 1-4.5-4.500l5.4-5.400a2.1 2.1 0 0 1 3 3L6.4 11a1 1 0 0 1-1.5-1.500L9.6 5",
  send: "M8 13V3.500M4 7.200l4-3.9 4 3.9",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.200a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.600z",
  chevron: "M5 6.5 8 9.500l3-3",
  check: "M3.5 8.5 6.5 11.5 12.5 5",
  file: "M4 2h5l3.5 3.500V14H4zM9 2v3.500h3.5",
  restart: "M3 8a5 5 0 1 0 1.6-3.700M3 2.500v2.700h2.7",
  guide: "M3.5 4.2l.9.9 1.6-1.800M3.5 10.700l.9.9 1.6-1.800M8.5 4.500h4.500M8.5 11h4.5",
  warning: "M8 2.5 14.5 13.500h-13zM8 6.500v3.200M8 11.700h.01",
} as const;

export type IconName = keyof typeof paths;

/**
 * A 16 px line icon in the colour of its text; always beside or under a name, so hidden to readers.
 */
export function icon(name: IconName): VNode {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d=${paths[name]} />
  </svg>`;
}
