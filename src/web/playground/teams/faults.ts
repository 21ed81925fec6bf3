/** The operations of the connector, as faults name them. */
export type Operation = "create" | "post" | "update" | "delete" | "members" | "token";

/**
 * How a call is made to go wrong:
 * - a status (412, 429, 502, 504, …): that answer, nothing done; `code` is Teams' word for it;
 * - `reset`: the connection is cut before anything is done;
 * - `reset-after`: the work is done, then the connection is cut;
 * - `answer-lost`: the work is done and no answer ever comes, as in a timeout;
 * - `slow`: the work is done, and the answer comes after `delayMs`.
 */
type Trouble =
  | { status: number; code?: string; message?: string; retryAfterSeconds?: number }
  | { mode: "reset" | "reset-after" | "answer-lost" }
  | { mode: "slow"; delayMs: number };

/** Without an operation, any; without a conversation, any; without `times`, once. */
export type Fault = { on?: Operation; conversation?: string; times?: number } & Trouble;

/** The troubles ordered for the next calls; each is used up in the order given. */
export class Faults {
  #planned: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#planned.push({ fault, left: fault.times ?? 1 });
  }

  next(operation: Operation, conversation: string | undefined): Fault | undefined {
    const found = this.#planned.find(
      ({ fault }) =>
        (fault.on === undefined || fault.on === operation) &&
        (fault.conversation === undefined || fault.conversation === conversation),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#planned = this.#planned.filter((other) => other !== found);
    return found.fault;
  }

  clear(): void {
    this.#planned = [];
  }
}

/** Teams' own words for the answers it gives when nothing was done. */
export const ERROR_CODES: Readonly<Record<number, { code: string; message: string }>> = {
  400: { code: "BadArgument", message: "Invalid request payload." },
  401: { code: "Unauthorized", message: "Authorization has been denied for this request." },
  403: {
    code: "BotNotInConversationRoster",
    message: "The bot is not part of the conversation roster.",
  },
  404: { code: "ConversationNotFound", message: "Conversation not found." },
  412: { code: "PreconditionFailed", message: "Precondition failed, please try again." },
  413: { code: "MessageSizeTooBig", message: "Message size too large." },
  429: { code: "Throttled", message: "Too many requests." },
  500: { code: "ServiceError", message: "Unknown" },
  502: { code: "ServiceError", message: "Unknown" },
  503: { code: "ServiceError", message: "Unknown" },
  504: { code: "ServiceError", message: "Unknown" },
};
