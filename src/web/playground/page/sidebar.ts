import { html } from "htm/preact";
import type { VNode } from "preact";
import type { ScreenChannel } from "../screen.ts";
import { icon } from "./icons.ts";
import type { IconName } from "./icons.ts";
import type { TeamsState } from "../teams/page-api.ts";
import { TEAMS } from "./teams-link.ts";
import { useWorld } from "./world.ts";

type SidebarProps = {
  open: boolean;
  place: string;
  unread: ReadonlySet<string>;
  guideOpen: boolean;
  onGuide: () => void;
  onClose: () => void;
  teams: TeamsState | null;
};

export function Sidebar(props: SidebarProps): VNode {
  const { open, place, unread, guideOpen, onGuide, onClose, teams } = props;
  const { screen, words, features, story, link, attempt } = useWorld();
  const row = (id: string, name: string, sign: IconName) =>
    html`<${Row}
      key=${id}
      id=${id}
      name=${name}
      sign=${sign}
      here=${place === id}
      unread=${unread.has(id)}
      onClose=${onClose}
    />`;
  const of = (kind: ScreenChannel["kind"]) => screen.channels.filter((one) => one.kind === kind);
  const direct = of("direct").filter(
    (channel) => features.directMessages || channel.messages.length > 0,
  );
  return html`<nav class=${`side ${open ? "open" : ""}`} aria-label=${words.channels}>
      <div class="side-brand">
        <b>${screen.teamName}</b><span class="quiet">${words.playground}</span>
      </div>
      <ul>
        ${row("home", words.home, "home")}
      </ul>
      <h2 class="side-title">${words.channels}</h2>
      <ul>
        ${of("channel").map((channel) => row(channel.id, channel.name, "hash"))}
      </ul>
      ${direct.length > 0 && html`<h2 class="side-title">${words.messages}</h2>`}
      <ul>
        ${direct.map((channel) => row(channel.id, features.name, "chat"))}
      </ul>
      ${teams && html`<h2 class="side-title">Teams</h2>`}
      <ul>
        ${(teams?.rows ?? []).map((one) =>
          row(
            `${TEAMS}${one.id}`,
            one.kind === "channel" ? one.name : words.chatWithRemo,
            one.kind === "channel" ? "hash" : "chat",
          ),
        )}
      </ul>
      <div class="side-foot">
        ${story.title !== "" && html`<p class="quiet">${story.title}</p>`}
        ${
          story.hints.length > 0 &&
          html`<button type="button" class="side-row" aria-pressed=${guideOpen} onClick=${onGuide}>
            ${icon("guide")}<span class="side-name">${words.tryThis}</span>
          </button>`
        }
        ${
          story.canReset &&
          html`<button type="button" class="side-row" onClick=${() => void attempt(link.reset())}>
            ${icon("restart")}<span class="side-name">${words.reset}</span>
          </button>`
        }
      </div>
    </nav>
    ${open && html`<${Veil} label=${words.closeMenu} onClose=${onClose} />`}`;
}

type RowProps = {
  id: string;
  name: string;
  sign: IconName;
  here: boolean;
  unread: boolean;
  onClose: () => void;
};

function Row({ id, name, sign, here, unread, onClose }: RowProps): VNode {
  const { words } = useWorld();
  return html`<li>
    <a
      class=${`side-row ${unread ? "unread" : ""}`}
      href=${`#/${id}`}
      onClick=${onClose}
      aria-current=${here ? "page" : undefined}
    >
      ${icon(sign)}<span class="side-name">${name}</span>
      ${
        unread &&
        html`<span class="unread-dot"><span class="hidden-words">${words.unread}</span></span>`
      }
    </a>
  </li>`;
}

/** What is behind the open menu on a phone; a touch there closes it. */
function Veil({ label, onClose }: { label: string; onClose: () => void }): VNode {
  return html`<button
    type="button"
    class="side-veil"
    aria-label=${label}
    onClick=${onClose}
  ></button>`;
}
