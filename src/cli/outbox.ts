import { Command, InvalidArgumentError } from "commander";
import { printJson, printTable } from "./output.ts";

type DeadMessage = {
  readonly id: string;
  readonly platform: string;
  readonly channel: string;
  readonly kind: string;
  readonly caseId: string | null;
  readonly error: string | null;
  readonly createdAt: Date;
};

/** A channel whose cards are held back, or resume. */
type OpenStorm = {
  readonly platform: string;
  readonly channel: string;
  readonly state: "raging" | "passing";
  readonly startedAt: string;
  readonly came: number;
  readonly settled: number;
  readonly held: number;
};

export type OutboxDeps = () => Promise<{
  deadMessages(limit: number): Promise<readonly DeadMessage[]>;
  openStorms(): Promise<readonly OpenStorm[]>;
  resendDead(id: string | null): Promise<number>;
  close(): Promise<void>;
}>;

const LISTED = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `remo outbox`: messages that were given up on, another try for them, and channels in a storm. */
export function outboxCommand(deps: OutboxDeps): Command {
  return new Command("outbox")
    .description("list the messages chat refused for good, send them again, and show held cards")
    .option("--resend <id>", 'send one again by its id, or "all"', messageId)
    .option("--json", "print JSON")
    .action(async (options: { readonly resend?: string; readonly json?: boolean }) => {
      const { resend } = options;
      const { deadMessages, openStorms, resendDead, close } = await deps();
      try {
        if (resend !== undefined) {
          const resent = await resendDead(resend === "all" ? null : resend);
          if (options.json) return printJson({ resent });
          process.stdout.write(`${resent} message(s) will be sent again.\n`);
          return;
        }
        const dead = await deadMessages(LISTED);
        const storms = await openStorms();
        if (options.json) return printJson({ dead, storms });
        printDead(dead);
        printStorms(storms);
      } finally {
        await close();
      }
    });
}

function messageId(text: string): string {
  if (text === "all" || UUID.test(text)) return text;
  throw new InvalidArgumentError('Give an id that "remo outbox" lists, or all.');
}

function printDead(dead: readonly DeadMessage[]): void {
  if (dead.length === 0) {
    process.stdout.write("No dead messages: chat took everything.\n");
    return;
  }
  const rows = dead.map((one) => [
    one.id,
    `${one.platform} ${one.channel}`,
    one.kind,
    one.caseId ?? "",
    one.error ?? "",
  ]);
  printTable([["MESSAGE", "CHANNEL", "KIND", "CASE", "WHY"], ...rows]);
}

function printStorms(storms: readonly OpenStorm[]): void {
  if (storms.length === 0) return;
  const rows = storms.map((one) => [
    `${one.platform} ${one.channel}`,
    one.state,
    one.startedAt,
    String(one.held),
    String(one.settled),
    String(one.came),
  ]);
  process.stdout.write("\nToo many new cards at once; a digest in the channel speaks for them:\n");
  printTable([["CHANNEL", "STORM", "SINCE", "HELD", "CLOSED UNPOSTED", "CAME"], ...rows]);
}
