import { z } from "zod";

/** Another system that hears what Remo's people decide, as remo.yaml declares it. */

/** The source of facts that people made here. No other source may have this name. */
export const OWN_SOURCE = "remo";

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
const Name = z.string().regex(NAME, "is not a name of letters, digits, dots and hyphens");

const SubscriberSettings = z
  .strictObject({
    url: z.string().max(2_000),
    /** The environment variable that holds the secret which signs what is sent. */
    secretEnv: z.string().min(1),
    /** Types of fact; one with a `*` at its end stands for all that begin so. */
    types: z
      .array(
        z
          .string()
          .regex(/^([a-z][a-z.-]*)?\*?$/, 'is not a type such as "invoice.*"')
          .min(1),
      )
      .min(1)
      .max(50)
      .default(["*"]),
    /** The name under which the receiver knows this Remo: the events' `source`. */
    as: Name.default(OWN_SOURCE),
    /** Where a subscriber that is new begins: with what is decided from now on, or with all. */
    from: z.enum(["now", "beginning"]).default("now"),
    /** Lets the address be http to another machine, where everybody on the way can read along. */
    insecure: z.boolean().default(false),
  })
  .superRefine(({ url, insecure }, issues) => {
    const message = faultOf(url, insecure);
    if (message !== null) issues.addIssue({ code: "custom", path: ["url"], message });
  });

export const Subscribers = z
  .record(z.string(), SubscriberSettings)
  .refine((all) => Object.keys(all).every((name) => NAME.test(name)), {
    error: "has a name that is not of letters, digits, dots and hyphens",
  })
  .refine((all) => Object.keys(all).length <= 50, { error: "are more than 50" });

function faultOf(text: string, insecure: boolean): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return "is not an address such as https://erp.example/remo";
  }
  if (url.username !== "" || url.password !== "") {
    return "holds a password: take it out, for the signature says who sends";
  }
  if (url.protocol === "http:" && !insecure && !isLoopback(url.hostname)) {
    return 'is not https: what people decide could be read on the way; "insecure: true" allows it';
  }
  return null;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Whether a pattern such as `invoice.*` takes a type of fact. */
export function takesType(pattern: string, type: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}

/** An address for people and logs: whatever may be secret in its query is left out. */
export function shownUrl(text: string): string {
  const { origin, pathname, search } = new URL(text);
  return `${origin}${pathname}${search === "" ? "" : "?…"}`;
}

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 3_600_000;
const LONGEST_PAUSE_MS = 24 * 3_600_000;

/**
 * How long to wait after so many failures in a row (from 1): from 5 s, doubled each time up to an
 * hour, a random part of it shorter (`random` from 0 to 1) so that many do not come back at once.
 * What the receiver asked for is kept to, up to a day.
 */
export function retryDelayMs(failures: number, askedMs: number | null, random: number): number {
  if (askedMs !== null) return Math.min(LONGEST_PAUSE_MS, Math.max(1_000, askedMs));
  const longest = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20));
  return longest * (0.5 + random / 2);
}
