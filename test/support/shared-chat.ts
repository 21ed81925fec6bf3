import type { Chat, Outgoing, Sent } from "../../src/app/ports.ts";

type Arrived = {
  readonly ref: string;
  readonly messageId: string;
  readonly channel: string;
  message: Outgoing;
  version: string;
};

/** A chat that keeps what arrived, and can lose its answer on the way back. */
export function sharedChat(behave: (call: number) => Sent["outcome"] | "lost" = () => "sent") {
  const arrived: Arrived[] = [];
  const edits: Outgoing[] = [];
  let calls = 0;
  const versionOf = (message: Outgoing) =>
    message.kind === "card" ? message.card.summary : message.note.text;
  const answer = (outcome: Sent["outcome"] | "lost", ref: string): Sent => {
    if (outcome === "lost" || outcome === "maybe") return { outcome: "maybe", reason: "timeout" };
    if (outcome === "throttled") return { outcome, retryAfterMs: 50 };
    if (outcome === "retry" || outcome === "refused") return { outcome, reason: outcome };
    return outcome === "vanished" ? { outcome } : { outcome, ref };
  };
  const chat: Chat = {
    platform: "slack",
    async post(channel, message, messageId) {
      const outcome = behave((calls += 1));
      const ref = `ts-${calls}`;
      if (outcome === "sent" || outcome === "lost") {
        arrived.push({ ref, messageId, message, version: versionOf(message), channel });
      }
      return answer(outcome, ref);
    },
    async update(_channel, ref, message) {
      const outcome = behave((calls += 1));
      const there = arrived.find((one) => one.ref === ref);
      if (!there) return { outcome: "vanished" };
      if (outcome === "sent") {
        there.message = message;
        there.version = versionOf(message);
        edits.push(message);
      }
      return answer(outcome, ref);
    },
    async find(_channel, messageId) {
      const there = arrived.find((one) => one.messageId === messageId);
      return there ? { ref: there.ref } : "absent";
    },
  };
  return { chat, arrived, edits };
}
