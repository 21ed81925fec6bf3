/**
 * How a call is made to go wrong:
 * - `answer-lost`: the work is done and no answer ever comes, as in a timeout;
 * - `reset-after`: the work is done, then the connection is cut;
 * - `reset`: the connection is cut before anything is done;
 * - `server-error`: HTTP 500, nothing done.
 * Instead of a mode, `error` refuses the call with one of Slack's codes, such as missing_scope.
 */
export type FaultMode = "answer-lost" | "reset-after" | "reset" | "server-error";

/** Without a method, any method; without `times`, once. */
export type Throttle = { method?: string; times?: number; retryAfterSeconds: number };
export type Fault = { method?: string; times?: number } & ({ mode: FaultMode } | { error: string });
export type Planned = { throttle: Throttle } | { fault: Fault };

/** The troubles ordered for the next calls; each is used up in the order given. */
export class Troubles {
  #planned: { plan: Planned; left: number }[] = [];

  add(plan: Planned): void {
    const asked = "throttle" in plan ? plan.throttle : plan.fault;
    this.#planned.push({ plan, left: asked.times ?? 1 });
  }

  next(method: string): Planned | undefined {
    const found = this.#planned.find(({ plan }) => {
      const asked = "throttle" in plan ? plan.throttle : plan.fault;
      return asked.method === undefined || asked.method === method;
    });
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#planned = this.#planned.filter((other) => other !== found);
    return found.plan;
  }

  clear(): void {
    this.#planned = [];
  }
}
