import pg from "pg";
import { z } from "zod";
import { startEmbedded } from "../../src/db/embedded.ts";
import type { RemoHome } from "../cli/remo-home.ts";

const Counts = z.object({
  rows: z.number(),
  facts: z.number(),
  accepted: z.number(),
  duplicate: z.number(),
  leftOut: z.number(),
  rejected: z.number(),
});
const Finding = z.looseObject({
  rule: z.string(),
  foldedUnder: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
/** The shape promised to scripts, and nothing beside it but when it was opened and closed. */
const Cases = z.array(
  z.strictObject({
    id: z.string().regex(/^[0-9a-z]{10}$/),
    group: z.strictObject({ type: z.string(), id: z.string() }),
    state: z.enum(["open", "acknowledged", "snoozed", "escalated"]),
    ball: z.strictObject({
      team: z.string(),
      since: z.iso.datetime(),
      deadline: z.iso.datetime().nullable(),
    }),
    leading: z.strictObject({
      rule: z.string(),
      severity: z.string(),
      amount: z
        .strictObject({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) })
        .nullable(),
    }),
    findings: z.array(Finding).min(1),
    openedAt: z.iso.datetime(),
    closedAt: z.null(),
  }),
);
export type StoredCase = z.infer<typeof Cases>[number];

/** `remo import … --json`; throws unless it ends well. */
export async function imported(home: RemoHome, ...args: readonly string[]) {
  const { code, out, err } = await home.run(["import", ...args, "--json"]);
  if (code !== 0) throw new Error(`The import ended with ${code}: ${err}`);
  return Counts.parse(JSON.parse(out));
}

/** `remo cases … --json`, in exactly the promised shape. */
export async function cases(
  home: RemoHome,
  ...args: readonly string[]
): Promise<readonly StoredCase[]> {
  const { code, out, err } = await home.run(["cases", ...args, "--json"]);
  if (code !== 0 || err !== "") throw new Error(`remo cases ended with ${code}: ${err}`);
  return Cases.parse(JSON.parse(out));
}

/** What every table holds, in short: equal before and after what changes nothing. */
export async function everythingIn(home: RemoHome): Promise<Readonly<Record<string, string>>> {
  const server = await startEmbedded(home.path, () => undefined);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    const digests: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ digest: string }>(
        `SELECT count(*) || ' ' || md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS digest
           FROM "${name}" t`,
      );
      digests[name] = rows[0]?.digest ?? "";
    }
    return digests;
  } finally {
    await client.end();
    await server.stop();
  }
}
