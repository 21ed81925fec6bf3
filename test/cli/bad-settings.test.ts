import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RemoHome, remoHome } from "./remo-home.ts";

const FILES = {
  "open.yaml": "channels: [1\nlanguage: es\n",
  "key.yaml": "languaje: es\n",
  "zone.yaml": "timeZone: Mexico/City\n",
  "text.yaml": "just text\n",
  "channel.yaml": "channels:\n  - { team: sales, slack: ventas }\n",
  "team.yaml": "channels:\n  - { team: ventas, slack: C0123ABCD }\n",
  "same-id.yaml": "people: [{ id: ana, name: Ana }, { id: ana, name: Ana 2 }]\n",
  "same-account.yaml":
    "people: [{ id: ana, name: Ana, slack: U0ANA }, { id: luis, name: Luis, slack: U0ANA }]\n",
  "secret.yaml": "sources:\n  erp: { secretEnv: ERP_SECRET }\n",
  "no-rules.yaml": "rules: nowhere.yaml\n",
  "bad-rules.yaml": "rules: rules.yaml\n",
  "rules.yaml": "version: 1\nrules:\n  promise-at-risk: { hoursBefore: soon }\n",
};

let folder: string;
let home: RemoHome;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "remo-settings-"));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  home = await remoHome();
});
afterAll(async () => {
  await home.end();
  await rm(folder, { recursive: true, force: true });
});

/** Starts with these settings; answers the only line it says, once nothing else was harmed. */
async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
  const { code, out, err } = await home.run(["start", "--json"], { env: { PORT: "0", ...env } });
  expect([code, out]).toEqual([1, ""]);
  const [sentence = "", ...more] = err.trimEnd().split("\n");
  expect(more).toEqual([]);
  expect(home.isTouched()).toBe(false);
  return sentence;
}

describe("a bad setting is one sentence that names it", () => {
  it.each([
    ["PORT", "abc", "The environment variable PORT is not a port number."],
    ["PORT", "70000", "The environment variable PORT is not a port number."],
    ["REMO_LOG", "loud", 'REMO_LOG: Invalid option: expected one of "debug"|"info"|'],
    ["REMO_LANG", "fr", 'REMO_LANG: Invalid option: expected one of "es"|"en".'],
    ["DATABASE_URL", "nonsense", "DATABASE_URL is not the address of a PostgreSQL: write it as "],
    ["SLACK_BOT_TOKEN", "xoxb-1", "SLACK_SIGNING_SECRET is missing, and HTTP mode needs it."],
  ])("%s=%s", async (name, value, sentence) => {
    expect(await refusal({ [name]: value })).toContain(sentence);
  });

  it.each([
    ["missing.yaml", "does not exist: set REMO_CONFIG to your remo.yaml, or unset it."],
    ["", "cannot be read (EISDIR: illegal operation on a directory, read)."],
    ["open.yaml", /open\.yaml is not valid YAML: .* at line 2, column 1\.$/],
    ["key.yaml", 'key.yaml: Unrecognized key: "languaje".'],
    ["zone.yaml", "zone.yaml: timeZone is not an IANA time zone such as America/Mexico_City."],
    ["text.yaml", "text.yaml: expected object, received string."],
    ["channel.yaml", "channels.0.slack is not a Slack channel id such as C0123ABCD."],
    ["team.yaml", 'channels.0.team: Invalid option: expected one of "sales"|"logistics"|'],
    ["same-id.yaml", 'same-id.yaml: people.1.id "ana" is somebody\'s already.'],
    ["same-account.yaml", 'people.1.slack is the account of "ana" already.'],
    ["secret.yaml", 'Source "erp" has no secret: set the environment variable ERP_SECRET.'],
    ["no-rules.yaml", /nowhere\.yaml does not exist: correct "rules" in .*no-rules\.yaml\.$/],
    ["bad-rules.yaml", /rules\.yaml: .*promise-at-risk.hoursBefore: expected number/],
  ])("REMO_CONFIG=%s", async (name, sentence) => {
    const said = await refusal({ REMO_CONFIG: join(folder, name) });
    if (typeof sentence === "string") expect(said).toContain(sentence);
    else expect(said).toMatch(sentence);
  });

  it("REMO_HOME inside a file", async () => {
    const REMO_HOME = join(folder, "key.yaml", "home");
    expect(await refusal({ REMO_HOME })).toMatch(
      /^.*home cannot be used as Remo's home \(.*ENOTDIR.*\): set REMO_HOME to a folder you can/,
    );
  });
});

describe("a database or a Slack that does not answer is one sentence", () => {
  let deaf: Server;
  let port = 0;
  beforeAll(async () => {
    // Whoever speaks to it is hung up on.
    deaf = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(deaf, "listening");
    const address = deaf.address();
    if (address !== null && typeof address === "object") port = address.port;
  });
  afterAll(() => void deaf.close());

  it("no PostgreSQL there, and the password stays unsaid", async () => {
    const DATABASE_URL = `postgresql://remo:sesame@127.0.0.1:${port}/remo`;
    const said = await refusal({ DATABASE_URL });
    expect(said).toMatch(new RegExp(`^PostgreSQL at 127.0.0.1:${port} cannot be used \\(.*\\)`));
    expect(said).toMatch(/: check DATABASE_URL\.$/);
    expect(said).not.toContain("sesame");
  });

  it("nothing there at all", async () => {
    const DATABASE_URL = "postgresql://remo:sesame@127.0.0.1:1/remo";
    expect(await refusal({ DATABASE_URL })).toBe(
      "Nothing answers at 127.0.0.1:1 (DATABASE_URL): start that PostgreSQL, or correct the host and port.",
    );
  });
});
