import type { DeliveryState } from "../core/delivery.ts";
import type { Evidence } from "../core/delivery-evidence.ts";
import type { EvidenceKind } from "../core/fact.ts";
import { answerSince } from "../core/order.ts";
import type { OrderPicture } from "../core/picture.ts";
import { isProven } from "../core/rules/evidence.ts";
import { deliveredInFull } from "../core/rules/whereabouts.ts";
import { EVIDENCE_WORDS, PROBLEM_WORDS } from "../text/evidence-words.ts";
import type { Note } from "./card.ts";
import { clockNotes, onClockOf, type Reader, type Speech, speechFor } from "./reader.ts";

const MAX_LINES = 40;

/** Which proofs a delivery of this order must have. */
export type Demanded = (picture: OrderPicture, delivery: DeliveryState) => readonly EvidenceKind[];

/** `/remo evidence`: per delivery, what arrived and what is still missing. */
export function evidenceNote(picture: OrderPicture, demanded: Demanded, reader: Reader): Note {
  const speech = speechFor(onClockOf(reader, picture));
  const { text } = speech;
  const { id } = picture.order;
  const live = picture.deliveries.filter((one) => one.cancelledAt === null);
  if (live.length === 0) return { lang: reader.lang, text: text.command.noDeliveries(id) };
  const lines = live.flatMap((one) => deliveryLines(picture, one, demanded, speech));
  return {
    lang: reader.lang,
    text: text.command.evidenceTitle(id),
    lines: [...lines.slice(0, MAX_LINES), ...clockNotes(reader, speech)],
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
  const missing = missingProofs(picture, delivery, demanded);
  const head =
    missing.length > 0 || attached.length > 0
      ? text.command.evidenceOf(id, f.when(deliveredAt))
      : text.command.noneDemanded(id);
  return [head, ...attached, ...missing.map((kind) => `✗ ${EVIDENCE_WORDS[f.lang][kind]}`)];
}

/** What a delivered delivery must still prove, unless somebody waived it. */
function missingProofs(
  picture: OrderPicture,
  delivery: DeliveryState,
  demanded: Demanded,
): readonly EvidenceKind[] {
  const { deliveredAt, evidence } = delivery;
  const { answers } = picture.order;
  const waived = deliveredAt && answerSince(answers, ["waive"], deliveredAt, "evidence-missing");
  if (waived) return [];
  return demanded(picture, delivery).filter((kind) => !evidence.some((one) => one.kind === kind));
}

/** Delivered in full with every proof, and not billed: the next step is the invoice. */
export function isReadyToBill(picture: OrderPicture, demanded: Demanded): boolean {
  const { order, deliveries, invoices } = picture;
  if (order.cancelledAt !== null || !deliveredInFull(picture)) return false;
  if (invoices.some((one) => one.issuedAt !== null && one.cancelledAt === null)) return false;
  const arrived = deliveries.filter((one) => one.deliveredAt !== null && one.cancelledAt === null);
  return arrived.every((one) => isWhollyProven(picture, one, demanded));
}

/** Nothing demanded is missing, and nothing that came is rejected. */
function isWhollyProven(
  picture: OrderPicture,
  delivery: DeliveryState,
  demanded: Demanded,
): boolean {
  if (missingProofs(picture, delivery, demanded).length > 0) return false;
  const came = new Set(delivery.evidence.map(({ kind }) => kind));
  return demanded(picture, delivery)
    .filter((kind) => came.has(kind))
    .every((kind) => isProven(picture, delivery, kind));
}

function attachedLine(proof: Evidence, { text, f }: Speech): string {
  const { kind, name, at, by, problem, problemDetail: detail } = proof;
  const line = text.command.attached(EVIDENCE_WORDS[f.lang][kind], name, f.when(at), by);
  if (problem === null) return line;
  // The mark of what proves something would lie about one with a problem.
  const why = `${PROBLEM_WORDS[f.lang][problem]}${detail ? ` (${detail})` : ""}`;
  return `✗ ${line.slice(2)} · ${why}`;
}
