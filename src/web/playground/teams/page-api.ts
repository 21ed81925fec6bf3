import express from "express";
import type { Request, Response, Router } from "express";
import { z } from "zod";
import { FILE_MAX_BYTES } from "../files.ts";
import type { SlackServer } from "../slack-server.ts";
import type { SeenMessage } from "./screen.ts";
import type { TeamsServer } from "./teams-server.ts";

/** A channel of Teams or the chat with Remo, as the page lists it. */
export type TeamsRow = {
  id: string;
  name: string;
  kind: "channel" | "personal";
  /** The newest message's id; null where nothing was said. */
  newest: string | null;
};

/** What the page shows of Teams for one person: the list, and the conversation that is open. */
export type TeamsState = {
  teamName: string;
  bot: string;
  rows: readonly TeamsRow[];
  /** Oldest first; empty while no conversation is open. */
  messages: readonly SeenMessage[];
  nameOf: Readonly<Record<string, string>>;
  me: string;
};

const QUIET_MS = 120;
const HEARTBEAT_MS = 20_000;
const MOST_STREAMS = 30;

/** `/playground/api/teams`: what a person sees of Teams and does there, as JSON. */
export function teamsPageApi(teams: TeamsServer, slack: SlackServer): Router {
  const router = express.Router();
  router.get("/state", async (request, response) => {
    const asked = z.object({ user: z.string(), at: z.string().default("") });
    const parsed = asked.safeParse(request.query);
    const person = parsed.success ? personOf(teams, slack, parsed.data.user) : null;
    if (!parsed.success || !person) return void response.json(null);
    if (parsed.data.at !== "") await person.look(parsed.data.at);
    response.json(stateFor(person.screen(), parsed.data.at));
  });
  router.get("/events", streamOf(teams));
  router.use(express.json({ limit: Math.ceil(FILE_MAX_BYTES * 1.4) }));
  const doing = doingOn(router, teams, slack);
  doing(
    "/press",
    z.object({
      at: z.object({ conversation: z.string(), id: z.string() }),
      action: z.object({
        verb: z.string().optional(),
        title: z.string().optional(),
        data: z.unknown().optional(),
      }),
      inputs: z.record(z.string(), z.string()).optional(),
    }),
    (person, { at, action, inputs }) =>
      person.press({
        at,
        action: {
          ...(action.verb === undefined ? {} : { verb: action.verb }),
          ...(action.title === undefined ? {} : { title: action.title }),
          ...(action.data === undefined ? {} : { data: action.data }),
        },
        ...(inputs === undefined ? {} : { inputs }),
      }),
  );
  doing(
    "/say",
    z.object({
      conversation: z.string(),
      text: z.string().max(12_000),
      threadOf: z.string().optional(),
      files: z
        .array(z.object({ name: z.string().min(1).max(255), base64: z.base64() }))
        .max(10)
        .optional(),
    }),
    (person, { threadOf, files, ...said }) =>
      person.say({
        ...said,
        ...(threadOf === undefined ? {} : { threadOf }),
        files: (files ?? []).map(({ name, base64 }) => ({
          name,
          bytes: Buffer.from(base64, "base64"),
        })),
      }),
  );
  doing("/dismiss", z.object({ toast: z.string() }), async (person, { toast }) => {
    person.dismiss(toast);
    return { ok: true };
  });
  return router;
}

type Person = ReturnType<TeamsServer["user"]>;

/** A route for one thing that people do: its body is checked, and so is who does it. */
function doingOn(router: Router, teams: TeamsServer, slack: SlackServer) {
  return <T>(
    path: string,
    schema: z.ZodType<T>,
    run: (person: Person, asked: T) => Promise<unknown>,
  ) => {
    router.post(path, async (request, response) => {
      const user = z.object({ user: z.string() }).safeParse(request.body);
      const parsed = schema.safeParse(request.body);
      const person = user.success ? personOf(teams, slack, user.data.user) : null;
      if (!person) return void response.status(404).json({ ok: false, error: "user_not_found" });
      if (!parsed.success) {
        return void response.status(400).json({ ok: false, error: z.prettifyError(parsed.error) });
      }
      response.json(await run(person, parsed.data));
    });
  };
}

/** The same person in both: by their e-mail address. */
function personOf(teams: TeamsServer, slack: SlackServer, userId: string): Person | null {
  const { users } = slack.workspace;
  const user = users.find(({ id, name }) => id === userId || name === userId) ?? users[0];
  const found = teams.tenant.people.find(({ email }) => email === user?.email);
  return found ? teams.user(found.entra) : null;
}

function stateFor(screen: ReturnType<Person["screen"]>, at: string): TeamsState {
  return {
    teamName: screen.teamName,
    bot: screen.bot.mri,
    rows: screen.conversations.map(({ id, name, kind, messages }) => ({
      id,
      name,
      kind,
      newest: messages.at(-1)?.id ?? null,
    })),
    messages: screen.conversations.find(({ id }) => id === at)?.messages ?? [],
    nameOf: Object.fromEntries([
      [screen.bot.mri, screen.bot.name],
      ...screen.people.map(({ mri, name }) => [mri, name] as const),
    ]),
    me: screen.me.mri,
  };
}

/** Says that something changed; what changed is read anew, in one piece, however much it was. */
function streamOf(teams: TeamsServer): (request: Request, response: Response) => void {
  const open = new Set<Response>();
  let due: NodeJS.Timeout | null = null;
  teams.subscribe(() => {
    due ??= setTimeout(() => {
      due = null;
      for (const response of open) response.write("data: changed\n\n");
    }, QUIET_MS).unref();
  });
  return (_request, response) => {
    if (open.size >= MOST_STREAMS) return void response.status(503).end();
    response.set({ "content-type": "text/event-stream", "cache-control": "no-store" });
    response.flushHeaders();
    response.write(": open\n\n");
    const beat = setInterval(() => response.write(": beat\n\n"), HEARTBEAT_MS);
    open.add(response);
    response.on("close", () => {
      clearInterval(beat);
      open.delete(response);
    });
  };
}
