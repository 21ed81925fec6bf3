import type { Live } from "../live.ts";
import type { Message } from "../message.ts";
import type { PageState } from "../page-api.ts";
import type { Screen, ScreenChannel } from "../screen.ts";

/** The page after something happened; "reload" when the whole screen must be read again. */
export function applyLive(state: PageState, live: Live): PageState | "reload" {
  switch (live.op) {
    case "message":
    case "ephemeral":
      return onScreen(state, (screen) => withMessage(screen, live.channel, live.message));
    case "delete":
    case "ephemeral-delete":
      return onScreen(state, (screen) => withoutMessage(screen, live.channel, live.ts));
    case "modals":
      return onScreen(state, (screen) => ({ ...screen, modals: live.views }));
    case "home":
      return onScreen(state, (screen) => ({ ...screen, home: live.view }));
    case "clock":
      return { ...state, nowMs: live.nowMs };
    case "language":
    case "join":
    case "reset":
      return "reload";
    case "file":
      return state;
  }
}

function onScreen(state: PageState, change: (screen: Screen) => Screen): PageState {
  return { ...state, screen: change(state.screen) };
}

function withMessage(screen: Screen, channelId: string, message: Message): Screen {
  return inChannel(screen, channelId, (messages) => {
    const others = messages.filter((other) => other.ts !== message.ts);
    return [...others, message].toSorted((a, b) => Number(a.ts) - Number(b.ts));
  });
}

function withoutMessage(screen: Screen, channelId: string, ts: string): Screen {
  return inChannel(screen, channelId, (messages) =>
    messages.filter((message) => message.ts !== ts && message.thread_ts !== ts),
  );
}

function inChannel(
  screen: Screen,
  channelId: string,
  change: (messages: readonly Message[]) => readonly Message[],
): Screen {
  const changed = (channel: ScreenChannel) =>
    channel.id === channelId ? { ...channel, messages: change(channel.messages) } : channel;
  return { ...screen, channels: screen.channels.map(changed) };
}
