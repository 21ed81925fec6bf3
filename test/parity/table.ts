import { ACTION_IDS } from "../../src/core/action.ts";
import { textFor } from "../../src/text/text.ts";
import { VERB_IDS, VERBS } from "../../src/text/verbs.ts";
import { ABILITIES, type Shown } from "./abilities.ts";
import { ACTION_ROWS, type Side, SIDES, VERB_ROWS } from "./rows.ts";

const [ES, EN] = [textFor("es"), textFor("en")];

/** One line of docs/parity.md: what can be done, and the test that shows it on each platform. */
type Row = { readonly cells: readonly string[] } & Readonly<Record<Side, Shown>>;

const sides = (file: string, id: string): Readonly<Record<Side, Shown>> => ({
  Slack: { file, title: `Slack: ${id}` },
  Teams: { file, title: `Teams: ${id}` },
});

const TABLES: readonly {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly Row[];
}[] = [
  {
    title: "Buttons",
    head: ["Button", "Spanish", "English"],
    rows: ACTION_IDS.map((id) => ({
      cells: [`\`${id}\``, ES.action[id], EN.action[id]],
      ...sides("parity/actions", id),
    })),
  },
  {
    title: "Commands",
    head: ["Command", "Spanish", "English"],
    rows: VERB_IDS.map((verb) => ({
      cells: [`\`${verb}\``, VERBS[verb].es.join(", "), VERBS[verb].en.join(", ")],
      ...sides("parity/commands", verb),
    })),
  },
  {
    title: "What else a platform does",
    head: ["What"],
    rows: ABILITIES.map(({ what, ...shown }) => ({ cells: [what], ...shown })),
  },
];

export const ALL_SHOWN: readonly Shown[] = TABLES.flatMap(({ rows }) =>
  rows.flatMap((row) => SIDES.map((side) => row[side])),
);

const HEAD = `# Slack and Teams, line by line

Every button, every command and everything else that one platform does, with the test that shows it on each, below
\`test/\`. Written by \`npm run parity\` from the code; \`test/docs/parity.test.ts\` fails when it is out of date, or when a
test it names is gone. A new button or command does not compile before its situation in \`test/parity\` is told, and a
button is not shown before a person pressed it over HTTP, filled in its form, and both cards said so.
`;

/** docs/parity.md, as the code stands. */
export function parityPage(): string {
  const tables = TABLES.map(({ title, head, rows }) => {
    const lines = [
      [...head, ...SIDES],
      [...head, ...SIDES].map(() => "---"),
      ...rows.map((row) => [...row.cells, ...SIDES.map((side) => nameOf(row[side]))]),
    ].map((cells) => `| ${cells.join(" | ")} |`);
    return `\n## ${title}\n\n${lines.join("\n")}\n`;
  });
  return HEAD + tables.join("");
}

function nameOf({ file, title }: Shown): string {
  return `\`${file}\` "${title}"`;
}

/** The rows that a test may go through, by their name there. */
const PARAMETERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ACTION_ROWS,
  VERB_ROWS,
  SIDES: SIDES.map((side) => [side]),
};
const TEST = /^\s*(?:it|test)(?:\.each\((\w+)\))?\(\s*"((?:[^"\\]|\\.)+)"/gm;

/** The titles of the tests in a file's text; those that go through rows once for each. */
export function titlesIn(text: string): readonly string[] {
  return [...text.matchAll(TEST)].flatMap(([, rows, title = ""]) =>
    rows === undefined ? [title] : (PARAMETERS[rows] ?? []).map((row) => filled(title, row)),
  );
}

function filled(title: string, row: readonly string[]): string {
  return row.reduce((text, cell) => text.replace("%s", cell), title);
}
