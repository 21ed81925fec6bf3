import { describe, expect, it } from "vitest";
import type { AdaptiveCard } from "../../src/chat/teams/card-json.ts";
import { formOf } from "../../src/chat/teams/form.ts";
import { creditPolicyOf } from "../../src/core/credit-policy.ts";
import type { Lang } from "../../src/text/format.ts";
import type { Dialog } from "../../src/view/card.ts";
import { dialogFor } from "../../src/view/dialog.ts";
import { pictureOf, ZONE } from "../view/every-card.ts";
import { openCase } from "../view/firing.ts";
import { read } from "./read-card.ts";

const AT = "2026-11-22T21:00:00.000Z";

describe("a form", () => {
  const dialog = (action: Parameters<typeof dialogFor>[0], lang: Lang = "es"): Dialog => {
    const opened = openCase("evidence-missing");
    const { case: c, now } = opened;
    const made = dialogFor(action, {
      lang,
      zone: ZONE,
      now,
      case: c,
      finding: c.findings[0] ?? null,
      picture: pictureOf(opened),
      people: [],
      credit: creditPolicyOf({}),
    });
    if (!made) throw new Error(`${action} asks nothing.`);
    return made;
  };
  const inputs = (form: AdaptiveCard) =>
    form.body.filter((one) => one.type.startsWith("Input.")) as unknown as Record<
      string,
      unknown
    >[];
  const verbs = (form: AdaptiveCard) =>
    (form.actions ?? []).map((one) => (one.type === "Action.Execute" ? one.verb : one.type));

  it("asks for what the answer needs and says what is missing in the reader's language", () => {
    const form = formOf(dialog("escalate"), { drawnAt: AT, files: "upload" });
    expect(inputs(form)).toEqual([
      {
        type: "Input.Text",
        id: "reason",
        label: "Motivo",
        isRequired: true,
        errorMessage: "Falta el motivo.",
        maxLength: 300,
        isMultiline: true,
        placeholder: "Lo leerán los demás equipos en el hilo del caso.",
      },
    ]);
    expect(verbs(form)).toEqual(["submit", "cancel"]);
    const english = formOf(dialog("escalate", "en"), { drawnAt: AT, files: "upload" });
    expect(inputs(english)[0]).toMatchObject({ errorMessage: "The reason is missing." });
    expect(form.actions?.[1]).toMatchObject({ associatedInputs: "none" });
  });

  it("keeps what was typed, under what was wrong with it", () => {
    const form = formOf(dialog("dispute"), {
      drawnAt: AT,
      files: "upload",
      typed: { amount: "12 mil", reasonCode: "QTY", reason: "faltan" },
      errors: { amount: "«12 mil» no es un monto.", files: "Falta al menos un archivo." },
    });
    expect(inputs(form).map(({ value }) => value)).toEqual(["QTY", "faltan", "12 mil"]);
    const lines = read(form.body);
    // What is wrong elsewhere stands above all inputs.
    expect(lines.indexOf("Falta al menos un archivo.")).toBeLessThan(lines.indexOf("(Causa)"));
    const at = lines.indexOf("«12 mil» no es un monto.");
    expect(lines[at + 1]).toBe("(Monto en disputa, si no es todo)");
  });

  it("leads to where its files can be sent", () => {
    const uploadUrl = "https://remo.example/u/abc";
    const channel = formOf(dialog("attach-proof"), { drawnAt: AT, files: "upload", uploadUrl });
    expect(channel.actions?.[0]).toEqual({
      type: "Action.OpenUrl",
      title: "Subir archivos",
      url: uploadUrl,
      style: "positive",
    });
    expect(inputs(channel)).toEqual([]);
    const personal = formOf(dialog("attach-proof"), { drawnAt: AT, files: "personal" });
    expect(verbs(personal)).toEqual(["cancel"]);
    expect(read(personal.body)).toContain(
      "Los archivos se envían aquí, en este chat; Remo pregunta después de qué caso son.",
    );
    // Files that may be left out leave the form as it is.
    const refuse = formOf(dialog("refuse-dispute"), { drawnAt: AT, files: "upload", uploadUrl });
    expect(verbs(refuse)).toEqual(["submit", "cancel"]);
    expect(read(refuse.body)).toContain("[Subir archivos]");
    const without = formOf(dialog("refuse-dispute"), { drawnAt: AT, files: "personal" });
    expect(read(without.body).join()).not.toContain("archivos?");
  });

  it("shows fewer of very long choices rather than nothing", () => {
    const choices = Array.from({ length: 300 }, (_, n) => ({
      value: `${n}-${"F".repeat(120)}`,
      label: `${n} ${"ñ".repeat(150)}`,
    }));
    const long: Dialog = {
      ...dialog("escalate"),
      inputs: [{ kind: "choice", id: "invoiceId", label: "Factura", choices }],
    };
    const [set] = inputs(formOf(long, { drawnAt: AT, files: "upload" }));
    const offered = set?.["choices"] as { value: string }[];
    expect(offered.length).toBeGreaterThan(20);
    expect(offered.map(({ value }) => value)).toEqual(
      choices.slice(0, offered.length).map(({ value }) => value),
    );
  });
});
