import { subscribersFrom } from "../../src/compose/subscribers.ts";
import { parseRemoYaml } from "../../src/remo-yaml.ts";

export const SECRET = `whsec_${Buffer.from("what the subscriber of the tests knows").toString("base64")}`;

/** What remo.yaml says of subscribers, but for their secrets. */
export type Declared = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export function declared(subscribers: Declared, timeoutMs = 400) {
  const entries = Object.entries(subscribers);
  const remo = parseRemoYaml(
    {
      subscribers: Object.fromEntries(
        entries.map(([name, one]) => [name, { secretEnv: "OUT", ...one }]),
      ),
    },
    "remo.yaml",
  );
  const subscriberSecrets = Object.fromEntries(entries.map(([name]) => [name, SECRET]));
  return subscribersFrom({ remo, subscriberSecrets }, { timeoutMs });
}
