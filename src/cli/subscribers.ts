import { Command } from "commander";
import { printJson, printTable } from "./output.ts";

type Listed = {
  readonly name: string;
  /** Without what may be secret in it. */
  readonly url: string;
  readonly state: "new" | "on" | "gone";
  readonly link: number | null;
  readonly position: number | null;
  readonly waiting: number;
  readonly attempts: number;
  readonly error: string | null;
  readonly deliveredAt: string | null;
  readonly nextAt: string | null;
};

export type SubscribersDeps = () => Promise<{
  readonly subscribers: {
    /** What waits is counted up to a limit. */
    list(mostCounted: number): Promise<readonly Listed[]>;
    /** False when there is no such subscriber, or no Remo has started with it. */
    retry(name: string): Promise<boolean>;
  };
  close(): Promise<void>;
}>;

const MOST_COUNTED = 10_000;

/** `remo subscribers`: which systems hear what people decide, and how far they have heard. */
export function subscribersCommand(deps: SubscribersDeps): Command {
  return new Command("subscribers")
    .description("list the systems that hear what people decide, and how far they have heard")
    .option("--retry <name>", "try one again now, also one that answered 410 and was switched off")
    .option("--json", "print JSON")
    .action(async (options: { readonly retry?: string; readonly json?: boolean }) => {
      const { subscribers, close } = await deps();
      try {
        if (options.retry === undefined) {
          const listed = await subscribers.list(MOST_COUNTED);
          if (options.json) printJson(listed);
          else printListed(listed);
        } else {
          await retry(subscribers, options.retry, options.json === true);
        }
      } finally {
        await close();
      }
    });
}

async function retry(
  subscribers: Awaited<ReturnType<SubscribersDeps>>["subscribers"],
  name: string,
  json: boolean,
): Promise<void> {
  if (!(await subscribers.retry(name))) {
    process.stderr.write(`No Remo has started yet with a subscriber called "${name}".\n`);
    process.exitCode = 1;
  } else if (json) {
    printJson({ retried: name });
  } else {
    process.stdout.write(`A running Remo tries ${name} again within 5 seconds.\n`);
  }
}

function printListed(listed: readonly Listed[]): void {
  if (listed.length === 0) {
    process.stdout.write('No subscribers: remo.yaml declares none under "subscribers".\n');
    return;
  }
  const rows = listed.map((one) => [
    one.name,
    one.url,
    one.link === null ? "not started" : `${one.link}:${one.position}`,
    one.deliveredAt ?? "never",
    one.waiting < MOST_COUNTED ? String(one.waiting) : `${MOST_COUNTED} or more`,
    one.state === "gone" ? "switched off" : (one.nextAt ?? ""),
    one.error ?? "",
  ]);
  const head = ["NAME", "URL", "HEARD TO", "LAST SENT", "WAITING", "NEXT TRY", "ERROR"];
  printTable([head, ...rows]);
}
