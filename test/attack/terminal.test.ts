import { expect, it, onTestFinished, vi } from "vitest";
import { printTable } from "../../src/cli/output.ts";

it("what a source wrote cannot move a terminal's cursor or clear its screen", () => {
  const written: string[] = [];
  const out = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  onTestFinished(() => out.mockRestore());
  printTable([
    ["ID", "WHY"],
    ["a\u001b[2Jb\u009bK", "PED-1\r\nPED-2"],
  ]);
  expect(written.join("")).toBe("ID        WHY\na\ufffd[2Jb\ufffdK  PED-1\ufffd\ufffdPED-2\n");
});
