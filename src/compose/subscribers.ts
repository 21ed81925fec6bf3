import { randomUUID } from "node:crypto";
import type { Subscriber } from "../app/courier.ts";
import type { Check } from "../cli/doctor.ts";
import { type Config } from "../config.ts";
import { ConfigError } from "../remo-yaml.ts";
import { postEvents, type Receiver } from "../connectors/http/post-events.ts";
import { keysOf } from "../connectors/http/signature.ts";
import { pingEvent, toEvent } from "../connectors/http/to-event.ts";
import { Fact } from "../core/fact.ts";
import { shownUrl, takesType } from "../core/subscriber.ts";

export type DeclaredSubscriber = Subscriber & { readonly from: "now" | "beginning" };

type Options = {
  /** Until a receiver must have answered; its own default unless given. */
  readonly timeoutMs?: number;
};

/** remo.yaml's subscribers, each with its way to be told. Throws ConfigError on a bad secret. */
export function subscribersFrom(
  config: Pick<Config, "remo" | "subscriberSecrets">,
  options: Options = {},
): readonly DeclaredSubscriber[] {
  return Object.entries(config.remo.subscribers).map(([name, settings]) => {
    const receiver = receiverOf(config, name, settings.url, options);
    return {
      name,
      types: settings.types,
      from: settings.from,
      deliver: (facts) =>
        postEvents(
          receiver,
          facts.map((fact) => toEvent(fact, settings.as)),
        ),
    };
  });
}

function receiverOf(
  config: Pick<Config, "subscriberSecrets">,
  name: string,
  url: string,
  { timeoutMs }: Options,
): Receiver {
  try {
    const keys = keysOf(`subscriber ${name}`, config.subscriberSecrets[name] ?? "");
    // Timestamps are compared with the receiver's real clock, whatever the playground's says.
    return { name, url, keys, nowMs: () => Date.now(), timeoutMs };
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

const SHORTEST_KEY_BYTES = 24;
const FACT_TYPES = Fact.options.map((option) => option.shape.type.value);

/** Whether each subscriber's secret can sign, and its types exist; nothing is sent. */
export function* checkSubscribers(config: Config): Generator<Check> {
  for (const [name, { secretEnv, url, types }] of Object.entries(config.remo.subscribers)) {
    const check = `subscriber ${name} (${shownUrl(url)})`;
    const stray = types.find((one) => !FACT_TYPES.some((type) => takesType(one, type)));
    const problem =
      secretProblem(config, name, url, secretEnv) ??
      (stray === undefined ? null : `"${stray}" fits no type of fact: correct it in remo.yaml.`);
    yield problem === null ? { name: check, ok: true } : { name: check, ok: false, problem };
  }
}

function secretProblem(config: Config, name: string, url: string, env: string): string | null {
  try {
    const { keys } = receiverOf(config, name, url, {});
    const weak = keys.some((key) => (key.symmetricKeySize ?? 0) < SHORTEST_KEY_BYTES);
    return weak
      ? `The secret in ${env} is shorter than ${SHORTEST_KEY_BYTES} bytes: make one with "openssl rand -base64 32".`
      : null;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
}

/** Sends one signed event that says nothing, and tells what came of it. */
export async function pingSubscriber(config: Config, name: string): Promise<Check> {
  const { subscribers } = config.remo;
  const settings = Object.hasOwn(subscribers, name) ? subscribers[name] : undefined;
  if (settings === undefined) {
    const problem = `No subscriber is called "${name}": they are under "subscribers" in remo.yaml.`;
    return { name: `ping of ${name}`, ok: false, problem };
  }
  const check = `ping of ${name} (${shownUrl(settings.url)})`;
  try {
    const receiver = receiverOf(config, name, settings.url, {});
    const event = pingEvent(`ping-${randomUUID()}`, settings.as, new Date().toISOString());
    const delivery = await postEvents(receiver, [event]);
    return delivery.taken
      ? { name: check, ok: true }
      : { name: check, ok: false, problem: delivery.reason };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { name: check, ok: false, problem: error.message };
  }
}
