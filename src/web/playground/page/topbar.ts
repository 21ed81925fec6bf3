import { html } from "htm/preact";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ScreenChannel } from "../screen.ts";
import { Avatar } from "./avatar.ts";
import { icon } from "./icons.ts";
import { switchTheme } from "./theme.ts";
import { clockOf } from "./when.ts";
import { useWorld } from "./world.ts";

const HOUR_MS = 3_600_000;

type TopbarProps = {
  channel: ScreenChannel | undefined;
  /** The name of the open conversation, where that is one of Teams. */
  teamsName: string | undefined;
  onMenu: () => void;
  onUser: (id: string) => void;
};

export function Topbar({ channel, teamsName, onMenu, onUser }: TopbarProps): VNode {
  const { words, offline } = useWorld();
  const title = teamsName ?? (channel === undefined ? words.home : channel.name);
  return html`<header class="top">
    <button
      type="button"
      class="icon-button menu-open"
      aria-label=${words.openMenu}
      onClick=${onMenu}
    >
      ${icon("menu")}
    </button>
    <div class="top-title">
      <h1>${channel?.kind === "channel" && html`<span class="quiet">#</span>`}${title}</h1>
      ${
        channel?.kind === "channel" &&
        html`<p class="quiet top-topic">
          ${channel.topic || words.members(channel.memberIds.length)}
        </p>`
      }
      ${teamsName !== undefined && html`<p class="quiet top-topic">Microsoft Teams</p>`}
    </div>
    <div class="top-tools">
      <${StoryClock} />
      <${LanguageSwitch} />
      <button
        type="button"
        class="icon-button theme"
        aria-label=${words.theme}
        title=${words.theme}
        onClick=${switchTheme}
      >
        <span class="for-light">${icon("moon")}</span><span class="for-dark">${icon("sun")}</span>
      </button>
    </div>
    <${Who} onUser=${onUser} />
    ${offline && html`<p class="offline" role="status">${words.offline}</p>`}
  </header>`;
}

/** The workspace's clock: it runs by itself, and the buttons move it ahead. */
function StoryClock(): VNode {
  const { nowMs, words, reading, link, attempt } = useWorld();
  const [readAt, setReadAt] = useState(() => performance.now());
  const [tick, setTick] = useState(() => performance.now());
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    setReadAt(performance.now());
    setTick(performance.now());
  }, [nowMs]);
  useEffect(() => {
    const timer = setInterval(() => setTick(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const advance = async (ms: number) => {
    setBusy(true);
    await attempt(link.advance(ms));
    setBusy(false);
  };
  const { day, time } = clockOf(nowMs + Math.max(0, tick - readAt), reading.reader);
  const move = (label: string, long: string, ms: number) =>
    html`<button
      type="button"
      class="clock-move"
      aria-label=${long}
      title=${long}
      disabled=${busy}
      aria-busy=${busy}
      onClick=${() => void advance(ms)}
    >
      ${label}
    </button>`;
  return html`<div class="clock" role="group" aria-label=${words.clock}>
    ${icon("clock")}
    <span class="clock-now" title=${words.clock}
      ><span class="quiet">${day}</span> <b>${time}</b></span
    >
    ${move(words.hour, words.hourLong, HOUR_MS)} ${move(words.day, words.dayLong, 24 * HOUR_MS)}
  </div>`;
}

function LanguageSwitch(): VNode {
  const { language, words, link, attempt } = useWorld();
  return html`<div class="segments" role="group" aria-label=${words.language}>
    ${(["es", "en"] as const).map(
      (one) =>
        html`<button
          type="button"
          aria-pressed=${one === language}
          onClick=${() => void attempt(link.speak(one))}
        >
          ${one.toUpperCase()}
        </button>`,
    )}
  </div>`;
}

/** Whose screen this is. The native list lies over it, so that phones show their own picker. */
function Who({ onUser }: { onUser: (id: string) => void }): VNode {
  const { words, screen } = useWorld();
  const { me, users } = screen;
  const chosen = (event: { currentTarget: HTMLSelectElement }) => onUser(event.currentTarget.value);
  return html`<label class="who">
    <span class="hidden-words">${words.whoAmI}</span>
    <${Avatar} userId=${me.id} />
    <span class="who-words"><b>${me.realName}</b><span class="quiet">${me.title}</span></span>
    ${icon("chevron")}
    <select value=${me.id} onChange=${chosen}>
      ${users.map(
        ({ id, realName, title }) =>
          html`<option value=${id} selected=${id === me.id}>${realName} · ${title}</option>`,
      )}
    </select>
  </label>`;
}
