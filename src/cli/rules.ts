import { readFileSync } from "node:fs";
import { Command } from "commander";
import type { ActionId } from "../core/action.ts";
import { RULES, type RuleId } from "../core/rules/index.ts";
import type { RulesFile } from "../core/rules-file.ts";
import { resolvedWord } from "../text/case-words.ts";
import type { Lang } from "../text/format.ts";
import { RULE_TEXTS } from "../text/rules/index.ts";
import { textFor } from "../text/text.ts";
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
        texts: {
          es: wordsOf(rule.id, rule.actions, "es"),
          en: wordsOf(rule.id, rule.actions, "en"),
        },
      }));
      if (options.json) return printJson(rules.map((rule) => ({ ...rule, why: whyOf(rule.id) })));
      const rows = rules.map((rule) => [
        rule.id,
        rule.team,
        rule.severity,
        JSON.stringify(rule.thresholds),
      ]);
      printTable([["RULE", "BALL", "SEVERITY", "THRESHOLDS"], ...rows]);
    });
}

/** What a card of this rule is called, how its end is, and its buttons. */
function wordsOf(id: RuleId, actions: readonly ActionId[], lang: Lang) {
  const { action } = textFor(lang);
  return {
    tag: RULE_TEXTS[id][lang].tag,
    resolved: resolvedWord(id, lang),
    buttons: Object.fromEntries(actions.map((one) => [one, action[one]])),
  };
}

/** Its page: what it costs the other teams, how to silence it, when it is wrong (Markdown). */
function whyOf(id: RuleId): string {
  return readFileSync(new URL(`../core/rules/${id}/why.md`, import.meta.url), "utf8");
}
