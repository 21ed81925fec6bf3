import type { DeliveryState, Evidence } from "../core/delivery.ts";
import type { EvidenceKind } from "../core/fact.ts";
import { answerSince } from "../core/order.ts";
import type { OrderPicture } from "../core/picture.ts";
import { EVIDENCE_WORDS, PROBLEM_WORDS } from "../text/evidence-words.ts";
import type { Note } from "./card.ts";
import { type Reader, type Speech, speechFor } from "./reader.ts";

const MAX_LINES = 40;

/** Which proofs a delivery of this order must have. */
export type Demanded = (picture: OrderPicture, delivery: DeliveryState) => readonly EvidenceKind[];

/** `/remo evidence`: per delivery, what arrived and what is still missing. */
export function evidenceNote(picture: OrderPicture, demanded: Demanded, reader: Reader): Note {
  const speech = speechFor(reader);
  const { text } = speech;
  const { id } = picture.order;
  const live = picture.deliveries.filter((one) => one.cancelledAt === null);
  if (live.length === 0) return { lang: reader.lang, text: text.command.noDeliveries(id) };
  const lines = live.flatMap((one) => deliveryLines(picture, one, demanded, speech));
  return {
    lang: reader.lang,
    text: text.command.evidenceTitle(id),
    lines: lines.slice(0, MAX_LINES),
  };
}

function deliveryLines(
  picture: OrderPicture,
  delivery: DeliveryState,
  demanded: Demanded,
  speech: Speech,
): readonly string[] {
  const { text, f } = speech;
  const { id, deliveredAt, evidence } = delivery;
  const attached = evidence.map((one) => attachedLine(one, speech));
  if (!deliveredAt) return [text.command.notDelivered(id), ...attached];
  const waived = answerSince(picture.order.answers, ["waive"], deliveredAt, "evidence-missing");
  const missing = waived
    ? []
    : demanded(picture, delivery).filter((kind) => !evidence.some((one) => one.kind === kind));
  const head =
    missing.length > 0 || attached.length > 0
      ? text.command.evidenceOf(id, f.when(deliveredAt))
      : text.command.noneDemanded(id);
  return [head, ...attached, ...missing.map((kind) => `✗ ${EVIDENCE_WORDS[f.lang][kind]}`)];
}

function attachedLine({ kind, name, at, by, problem }: Evidence, { text, f }: Speech): string {
  const line = text.command.attached(EVIDENCE_WORDS[f.lang][kind], name, f.when(at), by);
  // The mark of what proves something would lie about one with a problem.
  return problem === null ? line : `✗ ${line.slice(2)} · ${PROBLEM_WORDS[f.lang][problem]}`;
}
