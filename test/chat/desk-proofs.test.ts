import { expect, test } from "vitest";
import { FileUnreadable, type KeepEvidence } from "../../src/app/ports.ts";
import { findingKey } from "../../src/core/finding.ts";
import { opened, photo, sentence, who } from "./office.ts";

test("proofs are kept before the answer is given, each with its kind", async () => {
  const { desk, given, kept, case: c } = opened("evidence-missing");
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "attach-proof", caseId: c.id, finding } as const;
  const files = [photo("a.jpg"), photo("b.jpg")];
  expect((await desk.submit(pressed, { proofKind: "signature", files })).kind).toBe("done");
  expect(kept).toEqual(["a.jpg", "b.jpg"]);
  expect(given[0]?.input).toMatchObject({
    proofKind: "signature",
    proofs: [{ name: "a.jpg", sha256: "a".repeat(64) }, { name: "b.jpg" }],
  });
});

test("nothing is kept for a press that would be refused", async () => {
  const { desk, kept, known, case: c } = opened("evidence-missing");
  known.cases[0] = { ...c, state: "closed", closedAt: c.openedAt };
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "attach-proof", caseId: c.id, finding } as const;
  await desk.submit(pressed, { proofKind: "photo", files: [photo()] });
  expect(kept).toEqual([]);
});

const says =
  (refused: "too-large" | "unreadable" | "wrong-type"): KeepEvidence =>
  () =>
    Promise.resolve({ refused, limit: 25 * 1024 * 1024 });
const throws =
  (trouble: FileUnreadable["trouble"]): KeepEvidence =>
  () =>
    Promise.reject(new FileUnreadable(trouble, "for the log"));

test.each([
  ["too large", says("too-large"), "firma.jpg pesa demasiado: el límite es 25 MB"],
  ["unreadable", says("unreadable"), "foto con luz de la hoja completa"],
  ["of another type", says("wrong-type"), "no es foto ni PDF"],
  ["withheld by Slack", throws("no-right"), "le falta el permiso files:read"],
  ["gone", throws("gone"), "ya no está en Slack"],
  ["slow", throws("slow"), "tardó demasiado"],
] as const)("a file that is %s is said beside the input", async (_name, keep, expected) => {
  const { desk, given, case: c } = opened("evidence-missing", keep);
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "attach-proof", caseId: c.id, finding } as const;
  const reply = await desk.submit(pressed, { proofKind: "photo", files: [photo()] });
  if (reply.kind !== "invalid") throw new Error("accepted");
  expect(reply.errors["files"]).toContain(expected);
  expect(given).toEqual([]);
});

test("without files, with too many, or with an unknown kind, the dialog stays", async () => {
  const { desk, case: c } = opened("evidence-missing");
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "attach-proof", caseId: c.id, finding } as const;
  const six = Array.from({ length: 6 }, () => photo());
  for (const submission of [
    { proofKind: "photo" },
    { proofKind: "selfie", files: [photo()] },
    { proofKind: "photo", files: six },
  ]) {
    expect((await desk.submit(pressed, submission)).kind).toBe("invalid");
  }
});

test("a breakage in keeping a file is not told as a refusal", async () => {
  const broken = () => Promise.reject(new Error("disk full"));
  const { desk, case: c } = opened("evidence-missing", broken);
  const finding = c.findings.map(findingKey)[0] ?? null;
  const pressed = { who: who("ULUIS"), action: "attach-proof", caseId: c.id, finding } as const;
  await expect(desk.submit(pressed, { proofKind: "photo", files: [photo()] })).rejects.toThrow(
    "disk full",
  );
});

test("a message's files are attached to the case that waits for them", async () => {
  const { desk, known, given, case: c } = opened("evidence-missing");
  const one = await desk.attachFrom(who("ULUIS"), [photo()]);
  expect(one).toMatchObject({ dialog: { answer: { action: "attach-proof", caseId: c.id } } });
  known.cases.push({ ...c, id: "other", group: { type: "order", id: "PED-2" } });
  const two = await desk.attachFrom(who("ULUIS"), [photo()]);
  if (two.kind !== "dialog") throw new Error("no dialog");
  expect(two.dialog.answer.caseId).toBeNull();
  expect(two.dialog.inputs.map(({ id }) => id)).toEqual(["case", "proofKind"]);
  const chosen = {
    who: who("ULUIS"),
    action: "attach-proof",
    caseId: "other",
    finding: null,
  } as const;
  const done = await desk.submit(chosen, { proofKind: "photo", files: [photo()] });
  expect(done.kind).toBe("done");
  expect(given[0]?.finding).toBe(c.findings.map(findingKey)[0]);
  expect(sentence(await desk.attachFrom(who("ULUIS"), []))).toContain("no tiene archivos");
  known.cases = [];
  expect(sentence(await desk.attachFrom(who("ULUIS"), [photo()]))).toContain("Ningún caso");
});
