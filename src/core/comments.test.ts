import { describe, expect, test } from "vitest";
import { openCase } from "../../test/view/firing.ts";
import { commentOf, type Said, withComments } from "./comments.ts";
import { Fact } from "./fact.ts";

const NOW = "2026-11-18T16:00:00.000Z";
const { case: c } = openCase("promise-broken");
const FILE = { name: "guia.jpg", url: "https://files.example/guia.jpg" };

function said(more: Partial<Said> = {}) {
  const by = { id: "ana", name: "Ana Ríos" };
  return commentOf(c, { id: "slack:C1:17.1", by, text: "sí", files: [], from: null, ...more }, NOW);
}

test("a comment is a fact about its case's subject, named by the message", () => {
  const from = { platform: "slack", channel: "C1" } as const;
  expect(said({ from, files: [FILE] })).toEqual({
    type: "comment.made",
    source: "remo",
    externalId: "comment:slack:C1:17.1",
    occurredAt: NOW,
    group: c.group,
    caseId: c.id,
    personId: "ana",
    personName: "Ana Ríos",
    text: "sí",
    files: [FILE],
    from,
  });
});

const long = (text: string) => text.padStart(3_000, "x");

test.each<readonly [string, Partial<Said>, object | null]>([
  ["blanks around it are left out", { text: "  sí \n" }, { text: "sí" }],
  ["lines and quotes stay", { text: 'a\n"b"' }, { text: 'a\n"b"' }],
  ["blanks alone are no comment", { text: " \n\t" }, null],
  ["nor is NUL", { text: "\u0000" }, null],
  ["a file alone is one", { text: "", files: [FILE] }, { text: "", files: [FILE] }],
  [
    "a file that has no address is none",
    { text: "", files: [{ name: "a", url: "http://" }] },
    null,
  ],
  ["a script is no address", { files: [{ name: "a", url: "javascript:alert(1)" }] }, {}],
  [
    "a name is one line",
    { by: { id: "slack:U1", name: "Ana\n10:00 · Marta" } },
    { personName: "Ana 10:00 · Marta" },
  ],
  ["NUL is left out", { text: "a\u0000b" }, { text: "ab" }],
  ["half a character is replaced", { text: "a\ud83d" }, { text: "a\ufffd" }],
  ["of what is too long the end is left out", { text: long("yz!") + "!" }, { text: long("yz…") }],
  ["what just fits stays", { text: long("z") }, { text: long("z") }],
  [
    "no character is cut in half",
    { text: `${"x".repeat(2_998)}😀😀` },
    { text: `${"x".repeat(2_998)}…` },
  ],
])("%s", (_, more, expected) => {
  const fact = said(more);
  if (expected === null) return expect(fact).toBeNull();
  expect(fact).toMatchObject(expected);
  return expect(Fact.parse(fact)).toEqual(fact);
});

test("whatever chat sends, the fact is one and can be stored", () => {
  const junk = "\u0000\ud800<@U1>|" + "😀".repeat(3_000);
  const fact = said({
    id: junk,
    by: { id: "slack:U1", name: junk },
    text: junk,
    files: Array.from({ length: 40 }, () => ({
      name: junk,
      url: `https://x.example/${junk}`,
    })).concat(Array.from({ length: 40 }, () => ({ ...FILE, name: junk }))),
  });
  expect(Fact.parse(fact)).toMatchObject({ type: "comment.made" });
  expect(JSON.stringify({ ...fact, externalId: "" })).not.toMatch(/\\u(?:0000|d[89a-f])/);
  expect(fact).toMatchObject({ files: Array.from({ length: 10 }, () => ({ url: FILE.url })) });
});

describe("what was said is added to the changes of a batch", () => {
  const fact = said();
  const comments = fact?.type === "comment.made" ? [fact] : [];
  const change = { case: { ...c, version: 2 }, events: [], visible: true, left: [] };

  test("to a case that changed in it as well", () => {
    const [only, other] = withComments([change], comments, [c]);
    expect(only).toMatchObject({ visible: true, case: { version: 2 } });
    expect(only?.events).toMatchObject([
      { type: "commented", text: "sí", by: { personId: "ana" } },
    ]);
    expect(other).toBeUndefined();
  });

  test("to one that did not, which is then not to be written", () => {
    const changes = withComments([], comments, [c]);
    expect(changes).toMatchObject([{ case: c, visible: false, events: [{ type: "commented" }] }]);
  });

  test("and not to others, nor to one that is gone", () => {
    const another = { ...change, case: { ...c, id: "another" } };
    expect(withComments([another], comments, [])).toEqual([another]);
    expect(withComments([another], [], [c])).toEqual([another]);
  });
});
