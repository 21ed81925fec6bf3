import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Outcome } from "../driving.ts";
import type { TeamsState } from "../teams/page-api.ts";
import { encoded, post } from "./server-link.ts";

const API = "/playground/api/teams";
/** Rows of the sidebar begin so, for Slack has ids of its own. */
export const TEAMS = "teams:";

type TeamsDone = Outcome & { toast?: string };

/** What a person does in Teams. */
export type TeamsLink = {
  press(o: {
    at: { conversation: string; id: string };
    action: { verb?: string; title?: string; data?: unknown };
    inputs: Record<string, string>;
  }): Promise<TeamsDone>;
  say(o: {
    conversation: string;
    text: string;
    threadOf?: string;
    files: File[];
  }): Promise<Outcome>;
  dismiss(toast: string): Promise<Outcome>;
};

export function teamsLink(user: string): TeamsLink {
  return {
    press: (pressed) => post("/teams/press", { user, ...pressed }),
    say: async ({ files, ...said }) =>
      post("/teams/say", { user, ...said, files: await Promise.all(files.map(encoded)) }),
    dismiss: (toast) => post("/teams/dismiss", { user, toast }),
  };
}

/** Teams for one person, with the conversation at `at`, kept live; null where there is no Teams. */
export function useTeams(user: string | null, at: string): TeamsState | null {
  const [state, setState] = useState<TeamsState | null>(null);
  const asked = useRef(0);
  const load = useCallback(() => {
    if (user === null) return;
    const mine = (asked.current += 1);
    read(user, at).then(
      (fresh) => {
        if (mine === asked.current) setState(fresh);
      },
      // The other stream says that the server is away, and asks again.
      () => undefined,
    );
  }, [user, at]);
  useEffect(() => {
    if (user === null) return undefined;
    load();
    const source = new EventSource(`${API}/events`);
    source.addEventListener("open", load);
    source.addEventListener("message", load);
    return () => source.close();
  }, [user, load]);
  return state;
}

async function read(user: string, at: string): Promise<TeamsState | null> {
  const asked = new URLSearchParams({ user, at });
  const response = await fetch(`${API}/state?${asked}`);
  if (!response.ok) return null;
  return (await response.json()) as TeamsState | null;
}
