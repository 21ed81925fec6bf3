import type { Sender } from "./outbox.ts";

const IDLE_MS = 5_000;
const SHORTEST_WAIT_MS = 20;
const AFTER_ERROR_MS = 1_000;

export type Pump = {
  /** Something may be waiting: look now. Many calls while looking are one more look. */
  wake(): void;
  /** Stops after the messages in hand are settled. */
  stop(): Promise<void>;
};

/** Keeps the sender going: woken by commits, by what falls due, and every few seconds anyway. */
export function startPump(
  sender: Sender,
  outbox: { nextDueInMs(): Promise<number | null> },
  report: (error: unknown) => void,
): Pump {
  let stopping = false;
  let woken = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;

  const look = async () => {
    let waitMs = IDLE_MS;
    try {
      do {
        woken = false;
        await sender.drain();
      } while (woken && !stopping);
      waitMs = Math.min(IDLE_MS, (await outbox.nextDueInMs()) ?? IDLE_MS);
    } catch (error) {
      report(error);
      waitMs = AFTER_ERROR_MS;
    }
    running = null;
    if (stopping) return;
    if (woken) start();
    else timer = setTimeout(start, Math.max(SHORTEST_WAIT_MS, waitMs));
  };
  const start = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    running ??= look();
  };
  start();
  return {
    wake() {
      woken = true;
      if (!stopping) start();
    },
    async stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
