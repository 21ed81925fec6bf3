import { Command, InvalidArgumentError, Option } from "commander";
import type { Reads } from "../app/ports.ts";
import { amountOf, type Case, leading } from "../core/case.ts";
import { type Team, TEAMS } from "../core/fact.ts";
import { isRuleId, RULE_IDS } from "../core/rules/index.ts";
import { money } from "../text/format.ts";
import { printJson, printTable } from "./output.ts";

export type CasesDeps = () => Promise<{
  readonly reads: Pick<Reads, "cases">;
  close(): Promise<void>;
}>;

type CasesOptions = {
  readonly rule?: string;
  readonly team?: Team;
  readonly closed?: boolean;
  readonly limit?: number;
  readonly json?: boolean;
};

const SHOWN = 50;
const MOST = 1_000_000;

/** `remo cases`: the open cases, the most severe and most valuable first. */
export function casesCommand(deps: CasesDeps): Command {
  return new Command("cases")
    .description("list the open cases, the most severe and most valuable first")
    .option("--rule <id>", "only cases with a finding of this rule, folded ones included", ruleId)
    .addOption(new Option("--team <team>", "only cases this team has the ball of").choices(TEAMS))
    .option("--closed", "closed cases instead of open ones")
    .option("--limit <n>", `at most so many (default ${SHOWN}; with --json all)`, wholeNumber)
    .option("--json", "print a JSON array")
    .action(async (options: CasesOptions) => {
      const { reads, close } = await deps();
      try {
        const { cases, total } = await reads.cases({
          limit: options.limit ?? (options.json ? MOST : SHOWN),
          state: options.closed ? "closed" : "open",
          ...(options.rule ? { rule: options.rule } : {}),
          ...(options.team ? { teams: [options.team] } : {}),
        });
        if (options.json) printJson(cases.map(caseJson));
        else printCases(cases, total);
      } finally {
        await close();
      }
    });
}

function ruleId(text: string): string {
  if (isRuleId(text)) return text;
  throw new InvalidArgumentError(`The rules are ${RULE_IDS.join(", ")}.`);
}

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("It must be a whole number above zero.");
}

/** The shape promised to scripts. Amounts in minor units of their ISO 4217 currency. */
function caseJson(c: Case) {
  const lead = leading(c);
  return {
    id: c.id,
    group: c.group,
    state: c.state,
    ball: c.ball,
    leading: lead && { rule: lead.rule, severity: lead.severity, amount: amountOf(c) },
    findings: c.findings.map((finding) => ({
      rule: finding.rule,
      subject: finding.subject,
      severity: finding.severity,
      since: finding.since,
      amount: finding.amount,
      foldedUnder: finding.foldedUnder,
      data: finding.data,
    })),
    openedAt: c.openedAt,
    closedAt: c.closedAt,
  };
}

function printCases(cases: readonly Case[], total: number): void {
  if (cases.length === 0) {
    process.stdout.write("No cases.\n");
    return;
  }
  const rows = cases.map((c) => {
    const lead = leading(c);
    const amount = amountOf(c);
    return [
      c.id,
      `${c.group.type} ${c.group.id}`,
      lead?.severity ?? "",
      lead?.rule ?? "",
      c.ball.team,
      amount ? money(amount) : "",
      c.state,
    ];
  });
  printTable([["CASE", "ABOUT", "SEVERITY", "RULE", "BALL", "AMOUNT", "STATE"], ...rows]);
  if (total > cases.length) {
    process.stdout.write(`… ${total - cases.length} more: use --limit or --json.\n`);
  }
}
