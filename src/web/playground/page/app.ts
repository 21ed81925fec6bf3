import { html } from "htm/preact";
import type { VNode } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { ScreenChannel } from "../screen.ts";
import { ChannelView } from "./channel-view.ts";
import { Guide, useGuide } from "./guide.ts";
import { HomeView } from "./home-view.ts";
import { icon } from "./icons.ts";
import { ModalView } from "./modal-view.ts";
import { usePlace, useUnread } from "./place.ts";
import { Sidebar } from "./sidebar.ts";
import { TEAMS, useTeams } from "./teams-link.ts";
import { TeamsView } from "./teams-view.ts";
import { ThreadView } from "./thread-view.ts";
import { Topbar } from "./topbar.ts";
import { wordsIn } from "./words.ts";
import type { World } from "./world.ts";
import { useLiveWorld, WorldProvider } from "./world.ts";

const NOTICE_MS = 6000;

/** The page: whose screen, where on it, and what was complained about. */
export function App(): VNode {
  const [user, setUser] = useState(firstUser);
  const [notice, setNotice] = useState("");
  const complain = useCallback((text: string) => setNotice(text), []);
  const world = useLiveWorld(user, complain);
  useEffect(() => {
    if (notice === "") return undefined;
    const timer = setTimeout(() => setNotice(""), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const become = (id: string) => {
    localStorage.setItem("playground-user", id);
    const address = new URL(location.href);
    address.searchParams.set("user", id);
    history.replaceState(null, "", address);
    setUser(id);
  };
  const me = world?.screen.me.id;
  useEffect(() => {
    // Whoever comes without a name, or with an unknown one, is shown the first person's screen.
    if (me !== undefined) setUser(me);
  }, [me]);
  useEffect(() => {
    if (world !== undefined) document.documentElement.lang = world.language;
  }, [world?.language]);
  if (world === undefined) return html`<${Loading} />`;
  return html`<${WorldProvider} value=${world}>
    <${Desk} world=${world} onUser=${become} />
    <div class="notices" role="alert">
      ${notice !== "" && html`<p class="notice">${icon("warning")}${notice}</p>`}
    </div>
  <//>`;
}

function Desk({ world, onUser }: { world: World; onUser: (id: string) => void }): VNode {
  const place = usePlace();
  const [thread, setThread] = useState<{ channel: string; ts: string }>();
  const [menu, setMenu] = useState(false);
  const guide = useGuide();
  const { screen } = world;
  const asked = place.id.startsWith(TEAMS) ? place.id.slice(TEAMS.length) : "";
  const teams = useTeams(world.hasTeams ? screen.me.id : null, asked);
  const row = teams?.rows.find(({ id }) => id === asked);
  const channel = row ? undefined : channelAt(screen.channels, place.id);
  const at = row ? place.id : (channel?.id ?? "home");
  const unread = useUnread(screen, at);
  useEffect(() => setThread(undefined), [at, screen.me.id]);
  useEffect(() => {
    document.title = `${unread.size > 0 ? "• " : ""}${channel?.name ?? world.words.home} · Remo`;
  }, [unread.size, channel?.name, world.words]);
  const open = thread !== undefined && thread.channel === at ? thread : undefined;
  const top = screen.modals.at(-1);
  const toggleGuide = () => {
    setThread(undefined);
    setMenu(false);
    guide.toggle();
  };
  return html`<div class=${`desk ${open ? "with-thread" : ""}`}>
    <${Sidebar}
      open=${menu}
      place=${at}
      unread=${unread}
      guideOpen=${guide.open}
      onGuide=${toggleGuide}
      onClose=${() => setMenu(false)}
      teams=${teams}
    />
    <main class="main">
      <${Topbar}
        channel=${channel}
        teamsName=${row?.name}
        onMenu=${() => setMenu(true)}
        onUser=${onUser}
      />
      <div class="panes">
        ${
          row && teams
            ? html`<${TeamsView} key=${`${screen.me.id} ${row.id}`} state=${teams} row=${row} />`
            : channel === undefined
              ? html`<${HomeView} />`
              : html`<${ChannelView}
                  key=${`${screen.me.id} ${channel.id}`}
                  channel=${channel}
                  highlightTs=${place.ts}
                  onThread=${(ts: string) => setThread({ channel: channel.id, ts })}
                />`
        }
        ${open && channel && html`<${ThreadView} channel=${channel} ts=${open.ts} onClose=${() => setThread(undefined)} />`}
        ${!open && guide.open && world.story.hints.length > 0 && html`<${Guide} onClose=${toggleGuide} />`}
      </div>
    </main>
    ${top?.type === "modal" && html`<${ModalView} key=${top.id} view=${top} />`}
    <${Announcer} world=${world} />
  </div>`;
}

/** Says to screen readers in which channel something new came. */
function Announcer({ world }: { world: World }): VNode {
  const [said, setSaid] = useState("");
  const newest = world.screen.channels
    .map((channel) => ({ name: channel.name, message: channel.messages.at(-1) }))
    .toSorted((a, b) => Number(b.message?.ts ?? 0) - Number(a.message?.ts ?? 0))[0];
  const ts = newest?.message?.ts;
  const [first] = useState(ts);
  useEffect(() => {
    if (ts === first || newest === undefined) return;
    setSaid(`${world.words.newMessage(newest.name)}: ${newest.message?.text ?? ""}`);
  }, [ts]);
  return html`<p class="hidden-words" role="status" aria-live="polite">${said}</p>`;
}

function Loading(): VNode {
  const language = navigator.language.startsWith("en") ? "en" : "es";
  return html`<div class="loading" role="status">
    <p class="quiet">${wordsIn(language).loading}</p>
  </div>`;
}

function channelAt(channels: readonly ScreenChannel[], id: string): ScreenChannel | undefined {
  return id === "home" ? undefined : (channels.find((channel) => channel.id === id) ?? channels[0]);
}

function firstUser(): string {
  const asked = new URLSearchParams(location.search).get("user");
  return asked ?? localStorage.getItem("playground-user") ?? "";
}
