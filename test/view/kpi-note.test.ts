import { describe, expect, it } from "vitest";
import type { Note } from "../../src/view/card.ts";
import { kpiDigest } from "../../src/view/kpi-digest.ts";
import { kpiNote } from "../../src/view/kpi-note.ts";
import { prospectsNote } from "../../src/view/prospects-note.ts";
import { kpis, NOW, ZONE } from "./figure-notes.ts";

const reader = (lang: "es" | "en" = "es") => ({ lang, zone: ZONE, now: NOW });
const HOUR = 3_600_000;

const lineOf = ({ lines = [] }: Note, name: string) => lines.find((line) => line.startsWith(name));

describe("the figures as they read", () => {
  it("what is not known is said to be without data, and no number", () => {
    const { lines = [] } = kpiNote(kpis([{}]), reader());
    const values = lines.filter((line) => !line.startsWith("↳"));
    expect(values).toHaveLength(16);
    expect(values.filter((line) => line.endsWith("· sin datos"))).toHaveLength(15);
    expect(values[0]).toBe("Por cobrar · MXN 0.00");
    expect(lines.join("\n")).not.toMatch(/NaN|null|undefined|Infinity/);
  });

  it("one company and one currency needs no name", () => {
    const note = kpiNote(kpis([{ legalEntity: "Norte", dsoDays: 1 }]), reader());
    expect(lineOf(note, "Días de cobro")).toBe("Días de cobro (DSO) · 1 día");
  });

  it("documents without a legal entity are told apart from those that have one", () => {
    const note = kpiNote(kpis([{ legalEntity: "Norte", dsoDays: 3 }, { dsoDays: 4 }]), reader());
    expect(lineOf(note, "Días de cobro")).toBe(
      "Días de cobro (DSO) · Norte: 3 días · sin razón social: 4 días",
    );
  });

  it("of many companies four are named", () => {
    const many = Array.from({ length: 7 }, (_, n) => ({ legalEntity: `Empresa ${n}`, dsoDays: n }));
    expect(lineOf(kpiNote(kpis(many), reader("en")), "Days sales")).toBe(
      "Days sales outstanding (DSO) · Empresa 0: 0 days · Empresa 1: 1 day · Empresa 2: 2 days · Empresa 3: 3 days · and 3 more",
    );
  });

  it("filing, disputes and credit notes tell what there is of them", () => {
    const spread = { count: 3, medianMs: 5 * HOUR, p90Ms: 60 * HOUR };
    const all = kpis([
      {
        filingTurnaround: spread,
        firstPassAcceptance: { part: 1, whole: 2 },
        openDisputes: { ...spread, count: 1 },
        creditNotes: {
          count: 2,
          creditedMinor: 30_000,
          invoicedMinor: 0,
          explainedMinor: 20_000,
          avoidableMinor: 5_000,
          byReason: [],
        },
      },
    ]);
    const note = kpiNote(all, reader());
    expect(lineOf(note, "De la emisión")).toBe(
      "De la emisión a la presentación · mediana 5 h, 9 de cada 10 en 2.5 días o menos (3), a la primera 50% (1 de 2)",
    );
    expect(lineOf(note, "Disputas")).toBe("Disputas · 1 abierta desde hace 5 h");
    // Nothing was invoiced: there is no share of it.
    expect(lineOf(note, "Notas de crédito")).toBe(
      "Notas de crédito · 2 notas por MXN 300.00, evitable 25%",
    );
  });

  it("a part of what there is says that it is one", () => {
    const some = kpis([{}], { isPartial: true });
    expect(kpiNote(some, reader()).text).toContain("son cifras de una parte");
    expect(kpiDigest(some, reader("en")).text).toContain("figures of a part");
  });

  it("the weekly message has eight lines", () => {
    expect(kpiDigest(kpis([{}]), reader()).lines).toHaveLength(8);
  });
});

describe("prospects as they read", () => {
  it("none of those with a limit, and nobody with a limit", () => {
    expect(prospectsNote({ top: [], total: 0, considered: 4 }, reader()).text).toBe(
      "Ningún cliente con límite de crédito está al corriente y con crédito disponible.",
    );
    expect(prospectsNote({ top: [], total: 0, considered: 0 }, reader("en")).text).toBe(
      "No source has told the credit limit of any customer.",
    );
  });
});
