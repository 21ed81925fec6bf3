import { createDesk } from "../../src/app/desk/desk.ts";
import type { Desk, Who } from "../../src/app/ports.ts";
import { benchDirectory, PERSON } from "./bench-engine.ts";
import { type BenchContext, type Figure, latencies, percentile } from "./figure.ts";
import type { FilledStore } from "./filled-stores.ts";
import { random } from "./random.ts";

const FEW = 10_000;
const MANY = 1_000_000;
const SAMPLES = 3_000;
const WARM_UP = 300;
const WHO: Who = { platform: "slack", userId: PERSON, userName: "ana", channelId: null };

/** `/remo status ID` as the desk answers it, of orders at random, in a small and a large store. */
export async function status({
  stores,
  scale,
  progress,
}: BenchContext): Promise<readonly Figure[]> {
  const few = await stores.of(FEW * Math.max(scale, 0.2));
  const many = await stores.of(MANY * scale);
  const samples = Math.round(SAMPLES * Math.max(scale, 0.1));
  progress(`${samples} questions to each, taking turns`);
  const asked = { few: asker(few), many: asker(many) };
  const ms = { few: [] as number[], many: [] as number[] };
  for (let index = 0; index < WARM_UP + samples; index += 1) {
    // In turns, so that whatever else this machine does falls on both alike.
    const [inFew, inMany] = [await asked.few(), await asked.many()];
    if (index < WARM_UP) continue;
    ms.few.push(inFew);
    ms.many.push(inMany);
  }
  const growth = percentile(ms.many, 0.99) / percentile(ms.few, 0.99);
  return [
    ...latencies(`${few.orders.toLocaleString("en")} orders`, ms.few),
    ...latencies(`${many.orders.toLocaleString("en")} orders`, ms.many),
    { name: "p99 many / few", value: growth, unit: "", target: { atMost: 2 } },
  ];
}

function asker(store: FilledStore): () => Promise<number> {
  const desk = deskOf(store);
  const chance = random(7);
  return async () => {
    const id = store.orderAt(chance.next());
    const start = performance.now();
    const reply = await desk.command(WHO, `status ${id}`);
    const took = performance.now() - start;
    if (!JSON.stringify(reply).includes(id)) throw new Error(`${id} was not found.`);
    return took;
  };
}

export function deskOf({ engine, now }: FilledStore): Desk {
  return createDesk({
    reads: engine.reads,
    directory: benchDirectory(),
    clock: { now: () => now },
    answer: engine.answer,
    askCredit: engine.askCredit,
    onInvoice: engine.onInvoice,
    credit: engine.flow.credit,
    lookups: engine.lookups,
    links: engine.links,
    ...engine.figures,
    tell: engine.tell,
    newId: engine.flow.newId,
    thresholdsOf: () => ({}),
    onDuty: () => [],
    keepEvidence: () => Promise.resolve({ refused: "unreadable" }),
  });
}
