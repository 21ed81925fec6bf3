import { Agent } from "node:http";
import { SendOrder } from "./child-orders.ts";
import { orderGiven, tellParent, whenToldToStop } from "./child.ts";
import { inParallel } from "./figure.ts";
import { customers, feedOf } from "./generated-orders.ts";
import { post, type SignedPost, signedPost } from "./signed-post.ts";

/** A process that plays the outside systems: many senders, each waiting for its answer. */

async function send(order: SendOrder): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.senders });
  const wanted = order.warmUp + order.posts;
  // Seven facts an order, so this many orders are enough.
  const facts = [...customers().slice(0, 50), ...feedOf(0, Math.ceil(wanted / 6))].slice(0, wanted);
  const posts = facts.map(signedPost);
  const ms: number[] = [];
  const sendOne = async (one: SignedPost) => {
    const start = performance.now();
    await post(agent, order.port, one);
    ms.push(performance.now() - start);
  };
  await inParallel(posts.slice(0, order.warmUp), order.senders, sendOne);
  ms.length = 0;
  const start = performance.now();
  await inParallel(posts.slice(order.warmUp), order.senders, sendOne);
  const seconds = (performance.now() - start) / 1_000;
  agent.destroy();
  tellParent({ seconds, ms });
}

whenToldToStop(() => Promise.resolve());
await send(SendOrder.parse(orderGiven()));
