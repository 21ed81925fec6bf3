import { Command, InvalidArgumentError } from "commander";
import { printJson, printTable } from "./output.ts";

type DeadMessage = {
  readonly id: string;
  readonly platform: string;
  readonly channel: string;
  readonly kind: string;
  readonly caseId: string;
  readonly error: string | null;
  readonly createdAt: Date;
};

export type OutboxDeps = () => Promise<{
  deadMessages(limit: number): Promise<readonly DeadMessage[]>;
  resendDead(id: string | null): Promise<number>;
  close(): Promise<void>;
}>;

const LISTED = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `remo outbox`: messages that were given up on, and another try for them. */
export function outboxCommand(deps: OutboxDeps): Command {
  return new Command("outbox")
    .description("list the messages chat refused for good, and send them again")
    .option("--resend <id>", 'send one again by its id, or "all"', messageId)
    .option("--json", "print JSON")
    .action(async (options: { readonly resend?: string; readonly json?: boolean }) => {
      const { resend } = options;
      const { deadMessages, resendDead, close } = await deps();
      try {
        if (resend !== undefined) {
          const resent = await resendDead(resend === "all" ? null : resend);
          if (options.json) return printJson({ resent });
          process.stdout.write(`${resent} message(s) will be sent again.\n`);
          return;
        }
        const dead = await deadMessages(LISTED);
        if (options.json) printJson(dead);
        else printDead(dead);
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
    one.caseId,
    one.error ?? "",
  ]);
  printTable([["MESSAGE", "CHANNEL", "KIND", "CASE", "WHY"], ...rows]);
}
