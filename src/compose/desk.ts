import { join } from "node:path";
import { z } from "zod";
import { createDesk } from "../app/desk/desk.ts";
import type { Clock, Desk, Directory, KeepEvidence } from "../app/ports.ts";
import type { Config } from "../config.ts";
import { evidencePolicy, requiredEvidence } from "../core/rules/evidence.ts";
import type { RulesFile } from "../core/rules-file.ts";
import type { Database } from "../db/connect.ts";
import { rememberFile } from "../db/upkeep.ts";
import { createDiskEvidence, openDiskEvidence } from "../evidence/disk.ts";
import type { Demanded } from "../view/evidence-note.ts";
import type { Engine } from "./engine.ts";

export type DeskParts = {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly engine: Engine;
};

/** Where proofs are kept, and what was kept is read. */
export type EvidenceShelf = {
  readonly keep: KeepEvidence;
  read(sha256: string): Promise<Uint8Array | null>;
};

export function evidenceShelf({ config, database }: DeskParts): EvidenceShelf {
  const folder = join(config.home, "evidence");
  return {
    keep: createDiskEvidence(folder, (file) => rememberFile(database.prisma, file)),
    read: openDiskEvidence(folder),
  };
}

/** The one desk that all platforms and pages ask. */
export function deskFrom(parts: DeskParts, shelf: EvidenceShelf): Desk {
  const { config, clock, directory, engine } = parts;
  return createDesk({
    reads: engine.reads,
    directory,
    clock,
    answer: engine.answer,
    askCredit: engine.askCredit,
    onInvoice: engine.onInvoice,
    credit: engine.flow.credit,
    lookups: engine.lookups,
    links: engine.links,
    tell: engine.tell,
    newId: engine.flow.newId,
    thresholdsOf: thresholdsOf(config.rules),
    onDuty: engine.onDuty,
    ...engine.figures,
    keepEvidence: shelf.keep,
    demanded: demandedBy(config.rules),
  });
}

/** Which proofs the rules file asks of a delivery, for the answer to /remo evidence. */
function demandedBy(rules: RulesFile): Demanded {
  const policy = z.object(evidencePolicy).parse(rules.rules["evidence-missing"]);
  return (picture, { deliveredAt }) =>
    deliveredAt === null ? [] : requiredEvidence(picture, deliveredAt, policy);
}

/** A rule's part of the rules file, for the answer to /remo why. */
function thresholdsOf({ rules }: RulesFile): (rule: string) => Readonly<Record<string, unknown>> {
  const all = new Map<string, object>(Object.entries(rules));
  return (rule) => ({ ...all.get(rule) });
}
