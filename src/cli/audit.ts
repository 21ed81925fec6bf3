import { Command, InvalidArgumentError } from "commander";
import type { Reads } from "../app/ports.ts";
import type { Head, Story, StoryEntry } from "../core/audit.ts";
import { money } from "../text/format.ts";
import { printJson, printTable } from "./output.ts";

type Problem = {
  readonly table: string;
  readonly row: number;
  readonly fault: string;
  readonly about: string | null;
  readonly at: string | null;
  readonly says: string;
};

type Verified = {
  readonly ok: boolean;
  readonly facts: number;
  readonly caseEvents: number;
  readonly batches: number;
  readonly links: number;
  readonly head: Head | null;
  readonly unsealedBatches: number;
  readonly pseudonymized: number;
  readonly problemCount: number;
  readonly problems: readonly Problem[];
};

type Forgotten = {
  readonly pseudonym: string;
  readonly facts: number;
  readonly caseEvents: number;
};

export type AuditDeps = () => Promise<{
  readonly audit: {
    verify(
      heads: readonly Head[],
      progress: (done: number, total: number) => void,
    ): Promise<Verified>;
    story(id: string): Promise<Story | null>;
    forget(personId: string): Promise<Forgotten | null>;
  };
  readonly reads: Pick<Reads, "similarOrders">;
  close(): Promise<void>;
}>;

type Json = { readonly json?: boolean };

const SUGGESTED = 3;
const HEAD = /^(\d{1,15}):([0-9a-f]{64})$/;

/** `remo audit`: whether the record is as it was written, what it says, and who is taken out. */
export function auditCommand(deps: AuditDeps): Command {
  return new Command("audit")
    .description("check the record, tell an order's story, or forget a person")
    .addCommand(verifyCommand(deps))
    .addCommand(showCommand(deps))
    .addCommand(forgetCommand(deps));
}

function verifyCommand(deps: AuditDeps): Command {
  return new Command("verify")
    .description("find rows that were changed, removed, moved or added behind Remo's back")
    .option(
      "--head <number:hash>",
      "a head that was written down earlier must be in the chain",
      head,
    )
    .option("--json", "print JSON")
    .action(async (options: Json & { readonly head?: Head }) => {
      const { audit, close } = await deps();
      try {
        const verified = await audit.verify(options.head ? [options.head] : [], progress());
        if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
        if (options.json) printJson(verified);
        else printVerified(verified);
        if (!verified.ok) process.exitCode = 1;
      } finally {
        await close();
      }
    });
}

function head(text: string): Head {
  const [, number, hash] = HEAD.exec(text) ?? [];
  if (number !== undefined && hash !== undefined) return { number: Number(number), hash };
  throw new InvalidArgumentError('Write it as "remo audit verify" printed it: number:hash.');
}

/** One line that counts, for a person who waits; nothing where nobody looks. */
function progress(): (done: number, total: number) => void {
  let shown = -1;
  return (done, total) => {
    const percent = total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));
    if (!process.stderr.isTTY || percent === shown) return;
    shown = percent;
    process.stderr.write(`\rChecking ${total} rows: ${percent} %`);
  };
}

function printVerified(verified: Verified): void {
  const { facts, caseEvents, batches, links, problems, problemCount } = verified;
  const rows = `${facts} facts and ${caseEvents} case events in ${batches} batches and ${links} links`;
  if (verified.ok) {
    process.stdout.write(`The record is as it was written: ${rows}.\n`);
    if (verified.head) {
      process.stdout.write(`Head: ${verified.head.number}:${verified.head.hash}\n`);
    }
  } else {
    process.stdout.write(`The record was tampered with: ${problemCount} problem(s) in ${rows}.\n`);
    printTable([
      ["ROW", "FAULT", "ABOUT", "WHEN", "WHAT"],
      ...problems.map((one) => [
        `${one.table} ${one.row}`,
        one.fault,
        one.about ?? "",
        one.at ?? "",
        one.says,
      ]),
    ]);
    if (problemCount > problems.length) {
      process.stdout.write(`… and ${problemCount - problems.length} more.\n`);
    }
  }
  if (verified.unsealedBatches > 0) {
    process.stdout.write(
      `${verified.unsealedBatches} batch(es) wait to be sealed: a running Remo does so every 5 seconds.\n`,
    );
  }
  if (verified.pseudonymized > 0) {
    process.stdout.write(`${verified.pseudonymized} row(s) name a person who was forgotten.\n`);
  }
}

function showCommand(deps: AuditDeps): Command {
  return new Command("show")
    .description(
      "tell the story of an order, from the order to the cash, or of a customer's account",
    )
    .argument("<number>", "the order's or the customer's number")
    .option("--json", "print JSON")
    .action(async (orderId: string, options: Json) => {
      const { audit, reads, close } = await deps();
      try {
        const story = await audit.story(orderId);
        if (story) return options.json ? printJson(story) : printStory(story);
        const similar = await reads.similarOrders(orderId, SUGGESTED);
        process.stderr.write(`${unknownOrder(orderId, similar)}\n`);
        process.exitCode = 1;
      } finally {
        await close();
      }
    });
}

function unknownOrder(
  orderId: string,
  similar: Awaited<ReturnType<Reads["similarOrders"]>>,
): string {
  const named = similar.map(({ id, customerName }) =>
    customerName ? `${id} (${customerName})` : id,
  );
  return named.length === 0
    ? `${orderId} does not exist.`
    : `${orderId} does not exist. Is it ${named.join(" or ")}?`;
}

function printStory({ about, entries, cut }: Story): void {
  process.stdout.write(`${about.slice(about.indexOf(":") + 1)}: ${entries.length} entries\n`);
  printTable([
    ["WHEN (UTC)", "WHAT", "ABOUT", "WHO", "DETAILS"],
    ...entries.map((entry) => [
      entry.at.replace("T", " ").replace(/\.\d+Z$/, ""),
      entry.kind === "fact" ? entry.type : `${entry.kind}: ${whatOf(entry)}`,
      entry.about,
      entry.who,
      detailsOf(entry.body),
    ]),
  ]);
  if (cut) process.stdout.write("… there is more than is shown of one story.\n");
}

function whatOf({ kind, type, body }: StoryEntry): string {
  return kind === "answer" ? String(body["action"]) : type;
}

// Told in the other columns, or said better by another field.
const TOLD = new Set(
  "type source externalId occurredAt at group action personId personName team by currency orderId deliveryId invoiceId orderIds id".split(
    " ",
  ),
);

function detailsOf(body: StoryEntry["body"]): string {
  const currency = typeof body["currency"] === "string" ? body["currency"] : null;
  const told = Object.entries(body).flatMap(([field, value]) => {
    if (TOLD.has(field) || value === null) return [];
    if (typeof value === "number" && field.endsWith("Minor") && currency !== null) {
      return [`${field.slice(0, -"Minor".length)} ${money({ minor: value, currency })}`];
    }
    if (Array.isArray(value)) {
      const plain = value.every((one) => typeof one === "string");
      return [plain ? `${field} ${value.join(", ")}` : `${value.length} ${field}`];
    }
    return typeof value === "string" || typeof value === "number" ? [`${field} ${value}`] : [];
  });
  return told.join(" · ");
}

function forgetCommand(deps: AuditDeps): Command {
  return new Command("forget")
    .description("put a pseudonym in the place of a person, for good; the record stays verifiable")
    .argument("<person>", "the person's id, as in remo.yaml")
    .option("--json", "print JSON")
    .action(async (personId: string, options: Json) => {
      const { audit, close } = await deps();
      try {
        const forgotten = await audit.forget(personId);
        if (forgotten === null) {
          process.stderr.write(`Nothing names anybody with the id ${personId}.\n`);
          process.exitCode = 1;
        } else if (options.json) {
          printJson(forgotten);
        } else {
          const { pseudonym, facts, caseEvents } = forgotten;
          process.stdout.write(
            `${personId} is now ${pseudonym} in ${facts} fact(s) and ${caseEvents} case event(s). Take the person out of remo.yaml, and know that chat and backups keep what they have.\n`,
          );
        }
      } finally {
        await close();
      }
    });
}
