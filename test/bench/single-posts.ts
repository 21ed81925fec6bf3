import { type SendOrder, SendReport, type ServeOrder, Serving } from "./child-orders.ts";
import { startChild } from "./child.ts";
import { type BenchContext, type Figure, latencies } from "./figure.ts";

const SENDERS = 16;
const POSTS = 20_000;
const WARM_UP = 2_000;

/**
 * Signed single posts over loopback, answered after commit: sixteen senders in one process, the
 * server in another. Beside it the floor: the same senders and a server that answers at once.
 */
export async function singlePosts(context: BenchContext): Promise<readonly Figure[]> {
  const floor = await measure(context, "answers-at-once");
  const stored = await measure(context, "stores");
  const rate = { name: "posts answered after commit", value: stored.rate, unit: "posts/s" };
  return [
    { ...rate, target: { atLeast: 2_000 } },
    ...latencies("answer", stored.ms),
    { name: "harness floor", value: floor.rate, unit: "posts/s" },
    ...latencies("floor", floor.ms),
    { name: "posts / floor", value: stored.rate / floor.rate, unit: "" },
  ];
}

type Measured = { readonly rate: number; readonly ms: readonly number[] };

async function measure(
  { server, scale, progress }: BenchContext,
  does: ServeOrder["does"],
): Promise<Measured> {
  const posts = Math.round(POSTS * scale);
  const database = await server.database(`posts_${does.replaceAll("-", "_")}`);
  const serve: ServeOrder = { databaseUrl: database.url, does, followsFacts: true };
  const serving = startChild("./served.ts", serve, (told) => Serving.parse(told));
  try {
    const { port } = await serving.hear();
    progress(`${posts} posts to a server that ${does.replaceAll("-", " ")}`);
    const order: SendOrder = { port, senders: SENDERS, warmUp: WARM_UP, posts };
    const sending = startChild("./senders.ts", order, (told) => SendReport.parse(told));
    const { seconds, ms } = await sending.hear();
    await sending.stop();
    return { rate: posts / seconds, ms };
  } finally {
    await serving.stop();
    await database.close();
  }
}
