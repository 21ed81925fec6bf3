import { randomBytes } from "node:crypto";

// Slack lets a trigger id open one view within three seconds of the press that made it.
const TRIGGER_LIFE_MS = 3000;
// A response_url takes five answers within half an hour.
const RESPONSE_URL_LIFE_MS = 30 * 60_000;
const RESPONSE_URL_MAX_USES = 5;

type Trigger = { userId: string; issuedAt: number; used: boolean };
export type TriggerError = "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id";

/** Where an answer to a response_url goes: to one person in a channel, perhaps about a message. */
export type ResponseTarget = {
  channel: string;
  userId: string;
  messageTs?: string;
  ephemeral: boolean;
  threadTs?: string;
};
type ResponseTicket = ResponseTarget & { issuedAt: number; uses: number };

/**
 * Short-lived tickets, timed by the wall clock: the people pressing are real even if the dates are
 * not.
 */
export class Tickets {
  readonly #triggers = new Map<string, Trigger>();
  readonly #responses = new Map<string, ResponseTicket>();
  readonly #now: () => number;

  constructor(wallNow: () => number) {
    this.#now = wallNow;
  }

  trigger(userId: string): string {
    this.#forgetOld();
    const id = `${this.#now()}.${randomBytes(8).toString("hex")}`;
    this.#triggers.set(id, { userId, issuedAt: this.#now(), used: false });
    return id;
  }

  useTrigger(id: string): { userId: string } | { refused: TriggerError } {
    const trigger = this.#triggers.get(id);
    if (trigger === undefined) return { refused: "invalid_trigger_id" };
    if (this.#now() - trigger.issuedAt > TRIGGER_LIFE_MS) return { refused: "expired_trigger_id" };
    if (trigger.used) return { refused: "exchanged_trigger_id" };
    trigger.used = true;
    return { userId: trigger.userId };
  }

  response(target: ResponseTarget): string {
    const token = randomBytes(18).toString("base64url");
    this.#responses.set(token, { ...target, issuedAt: this.#now(), uses: 0 });
    return token;
  }

  useResponse(token: string): ResponseTarget | { refused: "expired_url" | "used_url" } {
    const ticket = this.#responses.get(token);
    if (ticket === undefined || this.#now() - ticket.issuedAt > RESPONSE_URL_LIFE_MS) {
      return { refused: "expired_url" };
    }
    if (ticket.uses >= RESPONSE_URL_MAX_USES) return { refused: "used_url" };
    ticket.uses += 1;
    return ticket;
  }

  #forgetOld(): void {
    const now = this.#now();
    for (const [id, trigger] of this.#triggers) {
      // An expired id is remembered for a minute, so that its user is told "expired", not
      // "invalid".
      if (now - trigger.issuedAt > 60_000) this.#triggers.delete(id);
    }
    for (const [token, ticket] of this.#responses) {
      if (now - ticket.issuedAt > RESPONSE_URL_LIFE_MS) this.#responses.delete(token);
    }
  }
}
