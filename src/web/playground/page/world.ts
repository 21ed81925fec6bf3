import { createContext } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Outcome } from "../driving.ts";
import type { PageState } from "../page-api.ts";
import { applyLive } from "./apply.ts";
import type { Reading } from "./mrkdwn.ts";
import { serverLink } from "./server-link.ts";
import type { ServerLink } from "./server-link.ts";
import { ownLanguage, problemIn, wordsIn } from "./words.ts";
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
  const asked = useRef(0);
  const heardSince = useRef(false);
  const load = useCallback(() => {
    const mine = (asked.current += 1);
    heardSince.current = false;
    link.state().then(
      (fresh) => {
        // A later question is on its way: its answer is the newer screen.
        if (mine !== asked.current) return;
        setState(fresh);
        setOffline(false);
        // What was heard meanwhile may not be on this screen.
        if (heardSince.current) load();
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
      heard: (live) => {
        heardSince.current = true;
        setState((before) => {
          const after = before && applyLive(before, live);
          if (after !== "reload") return after;
          load();
          return before;
        });
      },
    });
  }, [link, load]);
  return useMemo(
    () => state && worldOf(state, link, offline, { complain, load }),
    [state, link, offline],
  );
}

function worldOf(
  state: PageState,
  link: ServerLink,
  offline: boolean,
  { complain, load }: { complain: (text: string) => void; load: () => void },
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
      if (outcome.ok || outcome.fields !== undefined) return outcome;
      complain(problem(outcome.error));
      // Whatever went wrong may be due to a screen that is no longer what the server has.
      load();
      return outcome;
    },
  };
}

/** The same world inside a dialog, which Remo wrote for one reader: its frame speaks like it. */
export function forReader(world: World): World {
  const language = ownLanguage(world.language, world.screen.me.locale);
  return {
    ...world,
    words: wordsIn(language),
    problem: (code) => problemIn(language, code),
    reading: { ...world.reading, reader: { ...world.reading.reader, language } },
  };
}

function nameOf({ screen, features }: PageState, id: string): string {
  if (id === screen.botUserId) return features.name;
  const person = screen.users.find((user) => user.id === id);
  return person?.realName ?? screen.channels.find((channel) => channel.id === id)?.name ?? id;
}
