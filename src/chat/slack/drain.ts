/** Counts work in flight, so that stopping can wait for it: Bolt's own stop does not. */
export type InFlight = {
  /** Runs work and counts it until it ends, however it ends. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is in flight, or after `timeoutMs`; tells what is left. */
  drain(timeoutMs: number): Promise<number>;
};

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    run(work) {
      const started = work();
      const counted: Promise<unknown> = started
        .catch(() => undefined)
        .finally(() => running.delete(counted));
      running.add(counted);
      return started;
    },
    async drain(timeoutMs) {
      const deadline = Date.now() + timeoutMs;
      // What ends may have begun something else: look again until nothing is left.
      while (running.size > 0 && Date.now() < deadline) {
        await within(Promise.all(running), deadline - Date.now(), undefined);
      }
      return running.size;
    },
  };
}

/** What `work` gives, or `late` once the time is over; `work` goes on. */
export async function within<T, L>(work: Promise<T>, ms: number, late: L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<L>((resolve) => {
    timer = setTimeout(() => resolve(late), Math.max(0, ms));
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
