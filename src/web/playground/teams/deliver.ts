import { signedToken } from "./keys.ts";
import type { Claims, SigningKey } from "./keys.ts";

export type Activity = Readonly<Record<string, unknown>> & { type: string };

/** What the bot answered: its status and, parsed, its body. */
export type Delivered =
  | { ok: true; status: number; body: unknown }
  | { ok: false; error: "timeout" | "unreachable" };
export type Deliver = (activity: Activity) => Promise<Delivered>;

export type DeliverOptions = {
  botUrl: () => string;
  appId: string;
  serviceUrl: () => string;
  key: SigningKey;
  timeoutMs: number;
};

/** Another key or other claims than the server's own, for tests of the bot's door. */
export type Forgery = { key?: SigningKey; claims?: Claims; token?: string };

/** POSTs an activity to the bot with a signed token, as the Bot Framework does. */
export async function deliver(
  o: DeliverOptions,
  activity: Activity,
  forged: Forgery = {},
): Promise<Delivered> {
  const serviceUrl = o.serviceUrl();
  const token =
    forged.token ??
    signedToken(forged.key ?? o.key, {
      appId: o.appId,
      serviceUrl,
      ...(forged.claims === undefined ? {} : { claims: forged.claims }),
    });
  try {
    const response = await fetch(o.botUrl(), {
      method: "POST",
      redirect: "manual",
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(o.timeoutMs),
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    return { ok: true, status: response.status, body: parsed(await response.text()) };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === "TimeoutError";
    return { ok: false, error: timedOut ? "timeout" : "unreachable" };
  }
}

function parsed(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
