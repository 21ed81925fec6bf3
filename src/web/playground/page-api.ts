import express from "express";
import type { Request, Response, Router } from "express";
import { z } from "zod";
import type { AppFeatures } from "./app-features.ts";
import { FILE_MAX_BYTES } from "./files.ts";
import { multipartFiles } from "./file-routes.ts";
import type { Streams } from "./live.ts";
import type { Screen } from "./screen.ts";
import type { SlackServer } from "./slack-server.ts";
import { directMessageId } from "./workspace.ts";

/** What the page says about the story: a title, things to try, and perhaps a way to start again. */
export type Story = {
  title?: string;
  hints?: (language: "es" | "en") => readonly string[];
  reset?(): Promise<void>;
};

export type PageWorld = {
  slack: SlackServer;
  clock: { now(): number; advance(ms: number): Promise<void> };
  language: { get(): "es" | "en"; set(language: "es" | "en"): Promise<void> };
  story: Story;
  features: AppFeatures;
  /** Whether there is a Teams beside it. */
  hasTeams: boolean;
  live: Streams;
};

/** All the page needs to draw itself for one person; `nowMs` is the workspace's clock. */
export type PageState = {
  screen: Screen;
  nowMs: number;
  language: "es" | "en";
  story: { title: string; hints: readonly string[]; canReset: boolean };
  features: AppFeatures;
  hasTeams: boolean;
};

// The clock moves by at most 90 days at a time, so that a slip of the finger cannot end the story.
const ADVANCE_MAX_MS = 90 * 86_400_000;

const entry = z.union([z.string(), z.array(z.string()), z.null()]);
const values = z.record(z.string(), z.record(z.string(), entry));
const encoded = z.object({ name: z.string().min(1).max(255), base64: z.base64() });
const at = z.union([
  z.object({ channel: z.string(), ts: z.string() }),
  z.object({ viewId: z.string() }),
]);

/**
 * `/playground/api`: what a person sees and does, as JSON; every route but the stream names a
 * `user`.
 */
export function pageApi(world: PageWorld): Router {
  const { slack } = world;
  const router = express.Router();
  router.get("/state", (request, response) => {
    response.json(stateFor(world, userOf(slack, request.query["user"])));
  });
  router.get("/events", (request, response) => {
    const userId = userOf(slack, request.query["user"]);
    const memberOf = () => channelsOf(slack, userId);
    if (!world.live.open(response, userId, memberOf)) {
      response.status(503).json({ ok: false, error: "too_many_tabs" });
    }
  });
  router.get("/files/:id", (request, response) => sendFile(slack, request.params.id, response));
  router.use(fromThePage);
  router.use(express.json({ limit: Math.ceil(FILE_MAX_BYTES * 1.4) }));
  const doing = doingOn(router, slack);
  viewDoings(doing, slack);
  messageDoings(doing, slack);
  worldRoutes(router, world);
  router.post("/upload", express.raw({ type: "multipart/form-data", limit: FILE_MAX_BYTES }));
  router.post("/upload", async (request, response) => {
    response.json(await uploaded(slack, request));
  });
  return router;
}

type Doing = <T extends { user: string }>(
  path: string,
  schema: z.ZodType<T>,
  run: (asked: T) => unknown,
) => void;

/** A route for one thing that people do: its body is checked, and so is who does it. */
function doingOn(router: Router, slack: SlackServer): Doing {
  return (path, schema, run) => {
    router.post(path, async (request, response) => {
      const parsed = schema.safeParse(request.body);
      if (parsed.success && !isKnown(slack, parsed.data.user)) {
        response.status(404).json({ ok: false, error: "user_not_found" });
      } else if (parsed.success) response.json((await run(parsed.data)) ?? { ok: true });
      else response.status(400).json({ ok: false, error: z.prettifyError(parsed.error) });
    });
  };
}

const user = z.string();
const channel = z.string();
const ts = z.string();

/** Pressing, filling in and closing. */
function viewDoings(doing: Doing, slack: SlackServer): void {
  doing(
    "/act",
    z.object({
      user,
      at,
      blockId: z.string(),
      actionId: z.string(),
      choice: entry.optional(),
      values: values.optional(),
    }),
    ({ choice, values: entered, ...asked }) =>
      slack.user(asked.user).act({
        ...asked,
        ...(choice === undefined ? {} : { choice }),
        ...(entered === undefined ? {} : { values: entered }),
      }),
  );
  doing("/submit", z.object({ user, viewId: z.string(), values }), (asked) =>
    slack.user(asked.user).submit(asked),
  );
  doing("/close", z.object({ user, viewId: z.string() }), (asked) =>
    slack.user(asked.user).closeView(asked.viewId),
  );
}

/** Writing, commands and shortcuts. */
function messageDoings(doing: Doing, slack: SlackServer): void {
  doing(
    "/post",
    z.object({
      user,
      channel,
      text: z.string().max(12_000),
      threadTs: ts.optional(),
      files: z.array(encoded).max(10).optional(),
    }),
    ({ threadTs, files, ...asked }) =>
      slack.user(asked.user).post({
        ...asked,
        files: (files ?? []).map(decoded),
        ...(threadTs === undefined ? {} : { threadTs }),
      }),
  );
  doing(
    "/command",
    z.object({ user, channel, line: z.string().max(3000), threadTs: ts.optional() }),
    ({ threadTs, ...asked }) =>
      slack.user(asked.user).command({ ...asked, ...(threadTs === undefined ? {} : { threadTs }) }),
  );
  doing("/shortcut", z.object({ user, channel, ts, callbackId: z.string() }), (asked) =>
    slack.user(asked.user).shortcut(asked),
  );
  doing("/global-shortcut", z.object({ user, callbackId: z.string() }), (asked) =>
    slack.user(asked.user).globalShortcut(asked.callbackId),
  );
  doing("/home", z.object({ user }), (asked) => slack.user(asked.user).openHome());
  doing("/dismiss", z.object({ user, channel, ts }), (asked) =>
    slack.user(asked.user).dismiss(asked),
  );
}

function worldRoutes(router: Router, world: PageWorld): void {
  router.post("/clock", async (request, response) => {
    const asked = z.object({ advanceMs: z.int().min(0).max(ADVANCE_MAX_MS) });
    const parsed = asked.safeParse(request.body);
    if (!parsed.success) return void response.status(400).json({ ok: false, error: "bad_advance" });
    await world.clock.advance(parsed.data.advanceMs);
    const nowMs = world.clock.now();
    world.live.tell({ op: "clock", nowMs });
    response.json({ ok: true, nowMs });
  });
  router.post("/language", async (request, response) => {
    const parsed = z.object({ language: z.enum(["es", "en"]) }).safeParse(request.body);
    if (!parsed.success)
      return void response.status(400).json({ ok: false, error: "bad_language" });
    await world.language.set(parsed.data.language);
    world.live.tell({ op: "language", language: parsed.data.language });
    response.json({ ok: true });
  });
  router.post("/reset", async (_request, response) => {
    await world.story.reset?.();
    response.json({ ok: world.story.reset !== undefined });
  });
}

function stateFor(world: PageWorld, userId: string): PageState {
  return {
    screen: world.slack.user(userId).screen(),
    nowMs: world.clock.now(),
    language: world.language.get(),
    story: {
      title: world.story.title ?? "",
      hints: world.story.hints?.(world.language.get()) ?? [],
      canReset: world.story.reset !== undefined,
    },
    features: world.features,
    hasTeams: world.hasTeams,
  };
}

// A page of another site cannot set this header, so it cannot press buttons here.
function fromThePage(request: Request, response: Response, next: () => void): void {
  if (request.get("x-playground") !== undefined) return next();
  response.status(403).json({ ok: false, error: "The x-playground header is missing." });
}

async function uploaded(slack: SlackServer, request: Request) {
  const query = z.object({ user: z.string() }).safeParse(request.query);
  const json = encoded.extend({ user: z.string() }).safeParse(request.body);
  if (json.success) return slack.user(json.data.user).upload(decoded(json.data));
  const body: unknown = request.body;
  if (!query.success || !Buffer.isBuffer(body)) return { ok: false, error: "no_file" };
  const [first] = await multipartFiles(body, request.get("content-type") ?? "");
  return first === undefined
    ? { ok: false, error: "no_file" }
    : slack.user(query.data.user).upload(first);
}

function decoded(file: z.infer<typeof encoded>) {
  return { name: file.name, bytes: Buffer.from(file.base64, "base64") };
}

function sendFile(slack: SlackServer, id: string, response: Response): void {
  const file = slack.file(id);
  if (file === undefined) return void response.status(404).send("not found");
  // Only pictures are shown in place; anything else is saved, so that it cannot run as a page.
  const shown = file.mimetype.startsWith("image/");
  response.set({
    "content-type": file.mimetype,
    "x-content-type-options": "nosniff",
    "content-disposition": `${shown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
  response.send(file.bytes);
}

function isKnown(slack: SlackServer, userId: string): boolean {
  return slack.workspace.users.some((user) => user.id === userId);
}

function userOf(slack: SlackServer, asked: unknown): string {
  const found = slack.workspace.users.find((user) => user.id === asked || user.name === asked);
  return found?.id ?? slack.workspace.users[0]?.id ?? "";
}

function channelsOf(slack: SlackServer, userId: string): ReadonlySet<string> {
  const mine = slack.workspace.channels.filter((channel) => channel.members.includes(userId));
  return new Set([...mine.map((channel) => channel.id), directMessageId(userId)]);
}
