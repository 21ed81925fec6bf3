import { Application } from "@microsoft/teams-ai";
import { ActivityTypes, type TurnContext } from "botbuilder";
import { json, type NextFunction, type Request, type Response, Router } from "express";
import { Incoming, tenantOf } from "./activity.ts";
import type { TeamsGate } from "./authentication.ts";
import type { TeamsNeeds } from "./needs.ts";
import { onInvoke } from "./on-invoke.ts";
import { onMessage, type Say } from "./on-message.ts";
import { noticeWhere, onPresence } from "./on-presence.ts";

/** Teams' largest activity is far below. */
const BODY_LIMIT = "1mb";
const DRAIN_MS = 10_000;
const LOOPBACK = /^(::1|127\.\d+\.\d+\.\d+|::ffff:127\.\d+\.\d+\.\d+)$/;

export type TeamsInboundOptions = TeamsNeeds & {
  readonly gate: TeamsGate;
  /** The only organisation that is let in; null: anybody on this machine, and nobody else. */
  readonly tenantId: string | null;
};

export type TeamsInbound = {
  /** To be mounted at /api/messages. */
  readonly router: Router;
  /** Takes nothing new and waits for what is in hand. */
  stop(): Promise<void>;
};

/** What people do in Teams, brought to the desk. */
export function createTeamsInbound(o: TeamsInboundOptions): TeamsInbound {
  const running = new Set<Promise<void>>();
  let open = true;
  const application = routesOf(o);
  const router = Router();
  router.use(json({ limit: BODY_LIMIT }));
  router.post("/", (request, response, next) => {
    if (!open) return void response.status(503).set("Retry-After", "5").end();
    const refused = refusal(request, o);
    if (refused) {
      o.log.warn({ refused, from: request.ip }, "a request to Teams' address was not let in");
      return void response.status(403).json({ error: refused });
    }
    const work = take(request, response, next, { adapter: o.gate.adapter, application });
    running.add(work);
    void work.finally(() => running.delete(work));
  });
  router.use(failed(o));
  return {
    router,
    async stop() {
      open = false;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, DRAIN_MS);
      });
      await Promise.race([Promise.all(running), late]);
      clearTimeout(timer);
      if (running.size > 0)
        o.log.warn({ left: running.size }, "stopped with activities unfinished");
    },
  };
}

/** Rejects never: an empty activity breaks the SDK's door. */
async function take(
  request: Request,
  response: Response,
  next: NextFunction,
  { adapter, application }: Pick<TeamsGate, "adapter"> & { readonly application: Application },
): Promise<void> {
  try {
    await adapter.process(request, response, async (context) => {
      await application.run(context);
    });
  } catch (error) {
    next(error);
  }
}

/** Why this request is not for us; the token is checked after this, by the SDK. */
function refusal(request: Request, { tenantId }: TeamsInboundOptions): string | null {
  const read = Incoming.safeParse(request.body);
  if (!read.success) return "This is not an activity of Teams.";
  if (tenantId === null) {
    const here = LOOPBACK.test(request.socket.remoteAddress ?? "");
    const answersHere = LOOPBACK.test(hostOf(read.data.serviceUrl));
    return here && answersHere ? null : "Only a client on this machine may speak without proof.";
  }
  // The SDK checks whose bot it is, and never which organisation asks.
  return tenantOf(read.data) === tenantId ? null : "This Remo serves another organisation.";
}

function hostOf(url: string): string {
  const { hostname } = new URL(url);
  return hostname === "localhost" ? "127.0.0.1" : hostname.replace(/^\[|\]$/g, "");
}

function failed({ log }: TeamsInboundOptions) {
  return (error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    log.warn({ err: error }, "an activity could not be taken");
    const status =
      error instanceof Error && "status" in error && typeof error.status === "number"
        ? error.status
        : 500;
    if (!response.headersSent) response.status(status).json({ error: "It could not be taken." });
  };
}

function routesOf(o: TeamsInboundOptions): Application {
  const application = new Application({
    adapter: o.gate.adapter,
    startTypingTimer: false,
    // Ours does not fail on a mention without text.
    removeRecipientMention: false,
  });
  const always = () => Promise.resolve(true);
  const handle = async (context: TurnContext): Promise<void> => {
    const activity = Incoming.parse(context.activity);
    const say: Say = async (part) => void (await context.sendActivity(part));
    await noticeWhere(activity, o);
    switch (activity.type) {
      case ActivityTypes.Message:
        return onMessage(activity, o, say);
      case ActivityTypes.InstallationUpdate:
      case ActivityTypes.ConversationUpdate:
        return onPresence(activity, o.gate, o, say);
      default:
        break;
    }
  };
  application.addRoute(
    ({ activity }) => Promise.resolve(activity.type === ActivityTypes.Invoke),
    async (context) => {
      const activity = Incoming.parse(context.activity);
      await noticeWhere(activity, o);
      const body = await onInvoke(activity, o);
      // Sent by hand: the SDK's own way publishes what is for one reader to everybody.
      await context.sendActivity({
        type: ActivityTypes.InvokeResponse,
        value: { status: 200, body },
      });
    },
    true,
  );
  application.addRoute(always, handle);
  application.error(async (_context, error) => {
    o.log.error({ err: error }, "An activity from Teams could not be handled.");
  });
  return application;
}
