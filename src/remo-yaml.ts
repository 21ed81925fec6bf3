import { z } from "zod";
import { ROLES } from "./core/action.ts";
import { isTimeZone } from "./core/calendar.ts";
import { Team } from "./core/fact.ts";
import { Digests } from "./core/report-times.ts";
import { OWN_SOURCE, Subscribers } from "./core/subscriber.ts";
import { TeamTimeFields } from "./core/team-time.ts";

/** A setting that cannot be used; the message is one sentence for whoever set it. */
export class ConfigError extends Error {}

export const LangField = z.enum(["es", "en"]);
const EntraId = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "is not a Microsoft Entra object id");
const Zone = z.string().refine(isTimeZone, "is not an IANA time zone such as America/Mexico_City");

const Storm = z
  .strictObject({
    stormCards: z.int().min(1).max(10_000).default(30),
    topCards: z.int().min(1).max(100).default(10),
    digestSeconds: z.int().min(1).max(3_600).default(30),
    calmMinutes: z.number().positive().max(1_440).default(5),
  })
  .refine(({ stormCards, topCards }) => topCards <= stormCards, {
    path: ["topCards"],
    message: "is more than stormCards",
  });

type Accounts = {
  readonly id: string;
  readonly slack?: string | undefined;
  readonly entra?: string | undefined;
};

/** One id and one account are one person's: of two that have them nobody could say who signed. */
function onePersonEach(people: readonly Accounts[], context: z.RefinementCtx): void {
  people.forEach((person, index) => {
    const before = people.slice(0, index);
    const report = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [index, field], message });
    const { id } = person;
    if (before.some((one) => one.id === id)) report("id", `"${id}" is somebody's already`);
    for (const account of ["slack", "entra"] as const) {
      const own = person[account];
      const sharing = before.find((one) => own !== undefined && one[account] === own);
      if (sharing) report(account, `is the account of "${sharing.id}" already`);
    }
  });
}

/** A channel of one platform. */
const ChannelEntry = z
  .strictObject({
    team: Team,
    slack: z
      .string()
      .regex(/^[CGD][A-Z0-9]{2,}$/, "is not a Slack channel id such as C0123ABCD")
      .optional(),
    teams: z
      .string()
      .regex(
        /^19:[^;\s]+@thread\.(tacv2|skype|v2)$/,
        "is not a Teams channel id such as 19:…@thread.tacv2",
      )
      .optional(),
    language: LangField.optional(),
  })
  .refine(({ slack, teams }) => (slack === undefined) !== (teams === undefined), {
    message: 'needs either "slack" or "teams": a channel of one platform each',
  });

const RemoYaml = z.strictObject({
  language: LangField.default("es"),
  timeZone: Zone.default("UTC"),
  /** Ranks amounts of several currencies: what one unit is worth in the reference currency. */
  currencyWeights: z.record(z.string().regex(/^[A-Z]{3}$/), z.number().positive()).default({}),
  channels: z.array(ChannelEntry).default([]),
  people: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(64),
        name: z.string().min(1).max(100),
        slack: z
          .string()
          .regex(/^[UW][A-Z0-9]{2,}$/, "is not a Slack member id such as U0123ABCD")
          .optional(),
        /** Microsoft Entra's object id: who somebody is in Teams. */
        entra: EntraId.optional(),
        teams: z.array(Team).default([]),
        roles: z.array(z.enum(ROLES)).default(["member"]),
        language: LangField.optional(),
      }),
    )
    // Who may sign what rests on who somebody is.
    .superRefine(onePersonEach)
    .default([]),
  /** When cards are held back and one digest speaks for them; see core/storm.ts. */
  storm: Storm.prefault({}),
  /** When the weekly reports come, and whether. */
  digests: Digests.prefault({}),
  /** Who may send facts over HTTP; the secret is read from this environment variable. */
  sources: z
    .record(z.string().min(1).max(128), z.strictObject({ secretEnv: z.string().min(1) }))
    // What comes under this name was decided by people here, and goes out as that.
    .refine((sources) => !Object.hasOwn(sources, OWN_SOURCE), {
      error: `has "${OWN_SOURCE}", which is this Remo itself: give that source another name`,
    })
    .default({}),
  /** When teams work, who is told when nobody answers, and who is on duty. */
  ...TeamTimeFields,
  /** Who hears what people decide. */
  subscribers: Subscribers.default({}),
  /** A path beside this file. */
  rules: z.string().optional(),
});
export type RemoYaml = z.infer<typeof RemoYaml>;

/** Parses remo.yaml's content, from a file or built in. */
export function parseRemoYaml(content: unknown, name: string): RemoYaml {
  const parsed = RemoYaml.safeParse(content ?? {});
  if (!parsed.success) throw new ConfigError(sentence(parsed.error, `${name}:`));
  return parsed.data;
}

/** The first issue as one sentence; `where` is what was read. */
export function sentence(error: z.ZodError, where: string): string {
  const issue = error.issues[0];
  const name = issue?.path.join(".") ?? "";
  const message = issue?.message ?? "is not valid";
  // Our own messages go on where the name ends; those of zod are sentences of their own.
  const said = /^[A-Z]/.test(message)
    ? `${name === "" ? "" : `${name}: `}${message.replace(/^Invalid input: /, "")}`
    : `${name} ${message}`;
  return `${where} ${said}.`;
}
