import { Command } from "commander";
import { RULES, type RuleId } from "../core/rules/index.ts";
import type { RulesFile } from "../core/rules-file.ts";
import { RULE_TEXTS } from "../text/rules/index.ts";
import { printJson, printTable } from "./output.ts";

/** `remo rules`: every rule with its team, thresholds in force, and words. */
export function rulesCommand(load: () => RulesFile): Command {
  return new Command("rules")
    .description("list the rules with the thresholds in force")
    .option("--json", "print a JSON array")
    .action((options: { readonly json?: boolean }) => {
      const file = load();
      const rules = RULES.map((rule) => ({
        id: rule.id,
        team: rule.team,
        informs: rule.informs,
        severity: rule.severity,
        stage: rule.stage,
        actions: rule.actions,
        thresholds: file.rules[rule.id],
        tag: tagsOf(rule.id),
      }));
      if (options.json) return printJson(rules);
      const rows = rules.map((rule) => [
        rule.id,
        rule.team,
        rule.severity,
        JSON.stringify(rule.thresholds),
      ]);
      printTable([["RULE", "BALL", "SEVERITY", "THRESHOLDS"], ...rows]);
    });
}

function tagsOf(id: RuleId): { readonly es: string; readonly en: string } {
  const { es, en } = RULE_TEXTS[id];
  return { es: es.tag, en: en.tag };
}
