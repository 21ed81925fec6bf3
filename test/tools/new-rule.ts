import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The sections every why.md has, in this order. */
export const WHY_HEADINGS = [
  "What it costs the other teams",
  "How to silence it",
  "Its false alarms",
] as const;

/** What a new why.md asks its author to write; no finished one still says it. */
export const WHY_PROMPTS = [
  "Say in one sentence when it fires",
  "Say what happens to sales, logistics and collections",
  "List the buttons, the facts and the thresholds",
  "List the situations in which it is wrong",
] as const;

const ID = /^[a-z]+(-[a-z]+)+$/;
const MAX_ID_LENGTH = 40;

type Outcome = { readonly created: readonly string[] } | { readonly refused: string };

/**
 * Creates a rule's folder and its texts below `root`, and names it in both lists. Refuses an id that
 * is no id, and anything that exists.
 */
export function newRule(root: string, id: string): Outcome {
  if (!ID.test(id) || id.length > MAX_ID_LENGTH) {
    return {
      refused: `"${id}" is not a rule id: use lower-case words joined by hyphens, such as promise-at-risk.`,
    };
  }
  const files = new Map([
    [`src/core/rules/${id}/rule.ts`, rule(id)],
    [`src/core/rules/${id}/rule.test.ts`, table(id)],
    [`src/core/rules/${id}/why.md`, why(id)],
    [`src/text/rules/${id}.ts`, texts(id)],
  ]);
  const taken = [...files.keys()].find((path) => existsSync(join(root, path)));
  if (taken) return { refused: `${taken} exists already: nothing was changed.` };
  const name = camel(id);
  const lists = new Map([
    [
      "src/core/rules/index.ts",
      listed(root, "src/core/rules/index.ts", {
        from: `import { ${name} } from "./${id}/rule.ts";`,
        line: `  ${name},`,
        before: "] as const;",
      }),
    ],
    [
      "src/text/rules/index.ts",
      listed(root, "src/text/rules/index.ts", {
        from: `import { ${name} } from "./${id}.ts";`,
        line: `  "${id}": ${name},`,
        before: "};",
      }),
    ],
  ]);
  for (const [path, content] of [...files, ...lists]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return { created: [...files.keys(), ...lists.keys()] };
}

type Listing = { readonly from: string; readonly line: string; readonly before: string };

/** The list with one import more, after the last one, and one line more, at its end. */
function listed(root: string, path: string, { from, line, before }: Listing): string {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  const end = lines.indexOf(before);
  const lastImport = lines.findLastIndex((one) => one.startsWith("import "));
  if (end < 0 || lastImport < 0) throw new Error(`${path} has no list that ends in "${before}".`);
  return [
    ...lines.slice(0, lastImport + 1),
    from,
    ...lines.slice(lastImport + 1, end),
    line,
    ...lines.slice(end),
  ].join("\n");
}

function camel(id: string): string {
  return id.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase());
}

function rule(id: string): string {
  return `import { orderTotal } from "../../order.ts";
import { fires, orderRule, quiet } from "../../rule.ts";
import { common } from "../thresholds.ts";

/** One sentence: what is wrong when this rule speaks. */
export const ${camel(id)} = orderRule({
  id: "${id}",
  team: "sales",
  informs: [],
  severity: "notice",
  stage: "promise",
  thresholds: common({}, { answerWithinHours: 8 }),
  actions: [],
  judge({ order }, now) {
    // What was placed in the future is wrong in any business: replace this condition by the rule's.
    if (order.placedAt === null || order.placedAt <= now) return quiet();
    return fires(
      {
        subject: \`order:\${order.id}\`,
        amount: orderTotal(order),
        since: order.placedAt,
        data: { placedAt: order.placedAt },
      },
      order.placedAt,
    );
  },
});
`;
}

function table(id: string): string {
  return `import { at, did, ruleTable } from "../../../../test/support/rule-table.ts";
import { ${camel(id)} } from "./rule.ts";

ruleTable(${camel(id)}, [
  {
    says: "an order placed in the future is found until its time comes",
    given: [did("order.placed", "11-10 09:00")],
    now: "11-09 09:00",
    finds: [{ subject: "order:PED-1", since: at("11-10 09:00") }],
    recheckAt: "11-10 09:00",
  },
  {
    says: "an order placed before is quiet",
    given: [did("order.placed", "11-10 09:00")],
    now: "11-11 09:00",
    finds: [],
    recheckAt: null,
  },
]);
`;
}

function why(id: string): string {
  const [fires, ...sections] = WHY_PROMPTS;
  const body = WHY_HEADINGS.map((heading, index) => `## ${heading}\n\n${sections[index]}.\n`);
  return [`# ${id}\n`, `${fires}.\n`, ...body].join("\n");
}

function texts(id: string): string {
  return `import type { RuleTexts } from "../rule-text.ts";

export const ${camel(id)}: RuleTexts<"${id}"> = {
  es: {
    tag: "Aviso",
    title: ({ placedAt }, f) => \`pedido con fecha \${f.moment(placedAt)}\`,
    why: () => "Qué se vio y qué le cuesta al siguiente equipo, en una o dos frases.",
  },
  en: {
    tag: "Notice",
    title: ({ placedAt }, f) => \`order dated \${f.moment(placedAt)}\`,
    why: () => "What was seen and what it costs the next team, in one or two sentences.",
  },
};
`;
}

function main(id: string | undefined): void {
  if (id === undefined) {
    process.stderr.write("Name the rule: npm run new:rule promise-at-risk\n");
    process.exitCode = 1;
    return;
  }
  const outcome = newRule(fileURLToPath(new URL("../..", import.meta.url)), id);
  if ("refused" in outcome) {
    process.stderr.write(`${outcome.refused}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${outcome.created.join("\n")}\n`);
  process.stdout.write(`Write ${id}'s condition, table, why and texts, then run npm test.\n`);
}

if (import.meta.main) main(process.argv[2]);
