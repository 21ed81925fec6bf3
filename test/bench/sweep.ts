import { addHours } from "../../src/core/calendar.ts";
import { type BenchContext, type Figure, percentile, timed } from "./figure.ts";
import type { FilledStore } from "./filled-stores.ts";
import { type Random, random } from "./random.ts";

const FEW = 10_000;
const MANY = 1_000_000;
const DUE = 500;
const ROUNDS = 15;

/** One sweep with so many orders due, and with none, in a small and in a large store. */
export async function sweep({ stores, scale, progress }: BenchContext): Promise<readonly Figure[]> {
  const few = await stores.of(FEW * Math.max(scale, 0.2));
  const many = await stores.of(MANY * scale);
  progress(`${ROUNDS} sweeps of each kind, taking turns`);
  const chance = random(11);
  const ms = { few: [] as number[], many: [] as number[], none: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const took = {
      few: await sweepDue(few, chance),
      many: await sweepDue(many, chance),
      none: await timed(() => many.engine.sweep()),
    };
    // The first of each only warms up.
    if (round === 0) continue;
    ms.few.push(took.few);
    ms.many.push(took.many);
    ms.none.push(took.none);
  }
  const median = (samples: readonly number[]) => percentile(samples, 0.5);
  const growth = median(ms.many) / median(ms.few);
  return [
    { name: `${DUE} due of ${few.orders.toLocaleString("en")}`, value: median(ms.few), unit: "ms" },
    {
      name: `${DUE} due of ${many.orders.toLocaleString("en")}`,
      value: median(ms.many),
      unit: "ms",
    },
    { name: `none due of ${many.orders.toLocaleString("en")}`, value: median(ms.none), unit: "ms" },
    { name: "many / few", value: growth, unit: "", target: { atMost: 2 } },
  ];
}

/** Makes orders at random due and sweeps; answers the milliseconds of the sweep alone. */
async function sweepDue(store: FilledStore, chance: Random): Promise<number> {
  const keys = new Set<string>();
  while (keys.size < DUE) keys.add(`order:${store.orderAt(chance.next())}`);
  await store.database.pool.query(`UPDATE groups SET recheck_at = $2 WHERE key = ANY($1::text[])`, [
    [...keys],
    addHours(store.now, -1),
  ]);
  let judged = 0;
  const took = await timed(async () => (judged = await store.engine.sweep()));
  if (judged !== DUE) throw new Error(`${judged} orders were swept instead of ${DUE}.`);
  return took;
}
