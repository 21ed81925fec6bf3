import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A process of ours that is told what to do, says when it is ready, and ends when told. */
export type Child<Answer> = {
  /** The next thing it says; rejects when it ends instead. */
  hear(): Promise<Answer>;
  stop(): Promise<void>;
};

export function startChild<Order extends object, Answer>(
  module: string,
  order: Order,
  parse: (message: unknown) => Answer,
): Child<Answer> {
  const child: ChildProcess = fork(new URL(module, import.meta.url), [JSON.stringify(order)]);
  return {
    async hear() {
      const told = await Promise.race([
        once(child, "message"),
        once(child, "exit").then(() => null),
      ]);
      if (told === null) throw new Error(`${module} ended before it answered.`);
      return parse(told[0]);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.send("stop");
      await gone;
    },
  };
}

/** In the child: what its parent ordered. */
export function orderGiven(): unknown {
  return JSON.parse(process.argv[2] ?? "null");
}

/** In the child: answers its parent. */
export function tellParent(answer: object): void {
  process.send?.(answer);
}

/** In the child: runs `stop` when the parent says so, or is gone. */
export function whenToldToStop(stop: () => Promise<unknown>): void {
  const end = () => void stop().then(() => process.disconnect?.());
  process.once("message", end);
  process.once("disconnect", () => process.exit());
}
