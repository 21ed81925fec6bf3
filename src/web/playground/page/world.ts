import { createContext } from "preact";
import { useCallback, useContext, useEffect, useMemo, useState } from "preact/hooks";
import type { Outcome } from "../driving.ts";
import type { PageState } from "../page-api.ts";
import { applyLive } from "./apply.ts";
import type { Reading } from "./mrkdwn.ts";
import { serverLink } from "./server-link.ts";
import type { ServerLink } from "./server-link.ts";
import { problemIn, wordsIn } from "./words.ts";
import type { Words } from "./words.ts";

/**
 * What every part of the page can reach: the screen, the server, the words, and how to complain.
 */
export type World = PageState & {
  link: ServerLink;
  words: Words;
  reading: Reading;
  offline: boolean;
  problem: (code: string) => string;
  /** Does something and shows a notice when it fails. */
  attempt: (doing: Promise<Outcome>) => Promise<Outcome>;
};

const context = createContext<World | undefined>(undefined);
export const WorldProvider = context.Provider;

export function useWorld(): World {
  const world = useContext(context);
  if (world === undefined) throw new Error("Used outside of the page's world.");
  return world;
}

/** Reads one person's screen and keeps it live; undefined until it is first read. */
export function useLiveWorld(user: string, complain: (text: string) => void): World | undefined {
  const link = useMemo(() => serverLink(user), [user]);
  const [state, setState] = useState<PageState>();
  const [offline, setOffline] = useState(false);
  const load = useCallback(() => {
    link.state().then(
      (fresh) => {
        setState(fresh);
        setOffline(false);
      },
      () => setOffline(true),
    );
  }, [link]);
  useEffect(() => {
    load();
    return link.listen({
      // What happened while the stream was down is only on a screen read anew.
      opened: load,
      lost: () => setOffline(true),
      heard: (live) =>
        setState((before) => {
          const after = before && applyLive(before, live);
          if (after !== "reload") return after;
          load();
          return before;
        }),
    });
  }, [link, load]);
  return useMemo(() => state && worldOf(state, link, offline, complain), [state, link, offline]);
}

function worldOf(
  state: PageState,
  link: ServerLink,
  offline: boolean,
  complain: (text: string) => void,
): World {
  const { language, screen } = state;
  const problem = (code: string) => problemIn(language, code);
  return {
    ...state,
    link,
    offline,
    words: wordsIn(language),
    problem,
    reading: {
      reader: { tz: screen.me.tz, locale: screen.me.locale, language },
      nameOf: (id) => nameOf(state, id),
    },
    attempt: async (doing) => {
      const outcome = await doing;
      if (!outcome.ok && outcome.fields === undefined) complain(problem(outcome.error));
      return outcome;
    },
  };
}

function nameOf({ screen, features }: PageState, id: string): string {
  if (id === screen.botUserId) return features.name;
  const person = screen.users.find((user) => user.id === id);
  return person?.realName ?? screen.channels.find((channel) => channel.id === id)?.name ?? id;
}
