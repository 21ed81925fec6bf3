import { expect, test } from "vitest";
import type { Reply } from "../../src/app/ports.ts";
import { at } from "../support/rule-table.ts";
import { CUSTOMER } from "../view/firing.ts";
import { opened, sentence, who } from "./office.ts";

function noteOf(reply: Reply) {
  if (reply.kind !== "note") throw new Error(`expected a note, got ${reply.kind}`);
  return reply.note;
}

test("status tells the order at a glance and shows its case with its buttons", async () => {
  const { desk } = opened("evidence-missing");
  const note = noteOf(await desk.command(who("ULUIS"), "estado PED-1"));
  expect(note.title).toBe("Pedido PED-1");
  expect(note.text).toBe("Responsable: Logística · abierto");
  expect(note.fields).toEqual([
    { label: "Cliente", value: CUSTOMER },
    { label: "Monto", value: "MXN 184,000.00" },
    { label: "Prometido", value: "jue 19 nov" },
  ]);
  expect(note.lines).toEqual(["Entrega ENT-1: entregada jue 19 nov, 14:10", "Todavía sin factura"]);
  expect(note.cards?.[0]?.buttons[0]?.label).toBe("Adjuntar evidencia");
});

test("delivery and invoice numbers lead to their order, and small letters do", async () => {
  const { desk, known } = opened("evidence-missing");
  known.documents["ENT-1"] = "PED-1";
  for (const typed of ["status ENT-1", "status ent-1", "status ped-1", "PED-1"]) {
    expect(noteOf(await desk.command(who("ULUIS"), typed)).title).toBe("Pedido PED-1");
  }
});

test("its digits alone find an order; those of several ask which one", async () => {
  const { desk, known } = opened("evidence-missing");
  known.numbered = [
    { id: "PED-1", orderId: "PED-1" },
    { id: "FAC-1", orderId: "PED-1" },
  ];
  for (const typed of ["estado 1", "evidencia 1", "1"]) {
    expect(JSON.stringify(await desk.command(who("ULUIS"), typed))).toContain("PED-1");
  }
  known.numbered = [
    { id: "FAC-1042", orderId: "PED-7" },
    { id: "PED-1042", orderId: "PED-1042" },
  ];
  expect(sentence(await desk.command(who("ULUIS"), "estado 1042"))).toBe("¿FAC-1042 o PED-1042?");
  expect(sentence(await desk.command(who("UANA"), "status 1042"))).toBe("FAC-1042 or PED-1042?");
});

test("delivered with every proof, the next step is said at once", async () => {
  const { desk, known, case: c } = opened("delivered-not-invoiced");
  known.cases = [];
  const [picture] = known.pictures;
  if (!picture) throw new Error("no picture");
  const status = async (user: string) => sentence(await desk.command(who(user), "status PED-1"));
  expect(await status("ULUIS")).toBe(
    "PED-1 no tiene casos: nada lo detiene. Ya se puede facturar; le toca a Cobranza.",
  );
  expect(await status("UANA")).toMatch(/Ready to invoice; Collections is next\.$/);
  // Not while a case is open, nor with a proof missing, nor once it is billed.
  known.cases = [c];
  expect(await status("ULUIS")).not.toContain("facturar;");
  known.cases = [];
  const [delivery] = picture.deliveries;
  if (!delivery) throw new Error("no delivery");
  known.pictures = [{ ...picture, deliveries: [{ ...delivery, evidence: [] }] }];
  expect(await status("ULUIS")).not.toContain("facturar;");
  known.pictures = [{ ...picture, deliveries: [] }];
  expect(await status("ULUIS")).not.toContain("facturar;");
});

test("times of an order are those of its own clock, which is named where it is another", async () => {
  const { desk, known } = opened("evidence-missing");
  const [picture] = known.pictures;
  if (!picture) throw new Error("no picture");
  known.pictures = [{ ...picture, zone: "America/Bogota" }];
  const note = noteOf(await desk.command(who("ULUIS"), "estado PED-1"));
  expect(note.lines?.[0]).toBe("Entrega ENT-1: entregada jue 19 nov, 15:10");
  expect(note.cards?.[0]?.notes).toEqual(["Fechas y horas en hora de Colombia."]);
  known.cases = [];
  const quiet = noteOf(await desk.command(who("UANA"), "status PED-1"));
  expect(quiet.lines?.at(-1)).toBe("Dates and times are in Colombia Time.");
  const proofs = noteOf(await desk.command(who("UANA"), "evidence PED-1"));
  expect(proofs.lines?.at(-1)).toBe("Dates and times are in Colombia Time.");
});

test("an order without a case, or with a closed one, is said in one sentence", async () => {
  const { desk, known, case: c } = opened("evidence-missing");
  known.cases[0] = { ...c, state: "closed", closedAt: at("11-21 17:40") };
  expect(sentence(await desk.command(who("ULUIS"), "estado PED-1"))).toBe(
    "PED-1 no tiene casos abiertos. El último se cerró ayer 17:40: evidencia completa.",
  );
  known.cases = [];
  const quiet = noteOf(await desk.command(who("UANA"), "status PED-1"));
  expect([quiet.text, quiet.cards]).toEqual(["PED-1 has no cases: nothing holds it up.", []]);
});

test("a number that does not exist gets the nearest ones", async () => {
  const { desk, known } = opened("evidence-missing");
  known.similar = [
    { id: "PED-1042", customerName: "Distribuidora del Bajío" },
    { id: "PED-1027", customerName: null },
  ];
  expect(sentence(await desk.command(who("ULUIS"), "estado PED-1024"))).toBe(
    "PED-1024 no existe. ¿PED-1042 (Distribuidora del Bajío) o PED-1027?",
  );
  expect(sentence(await desk.command(who("UANA"), "evidence PED-1024"))).toBe(
    "PED-1024 does not exist. Did you mean PED-1042 (Distribuidora del Bajío) or PED-1027?",
  );
  known.similar = [];
  expect(sentence(await desk.command(who("ULUIS"), "estado XYZ"))).toBe(
    "XYZ no existe, y no hay nada parecido.",
  );
});

test("cases are those of my teams, or of the channel's", async () => {
  const { desk, known, case: c } = opened("evidence-missing");
  const mine = noteOf(await desk.command(who("ULUIS"), "casos"));
  expect(mine.text).toBe("1 caso abierto para mis equipos");
  expect(mine.lines).toEqual([
    "PED-1 · Bloqueado: falta evidencia de entrega · MXN 184,000.00 · Logística",
  ]);
  // In the channel of Logistics "team" means Logistics, whoever asks.
  const team = noteOf(await desk.command(who("UCAR", "C1"), "casos equipo"));
  expect(team.text).toBe("1 caso abierto para Logística");
  expect(sentence(await desk.command(who("UCAR", "D1"), "casos"))).toBe(
    "No hay casos abiertos para mis equipos.",
  );
  known.cases[0] = { ...c, state: "closed", closedAt: at("11-21 17:40") };
  expect(sentence(await desk.command(who("UCAR", "C1"), "casos equipo"))).toBe(
    "No hay casos abiertos para Logística. El último se cerró ayer 17:40.",
  );
});

test("more cases than are shown are counted", async () => {
  const { desk, known, case: c } = opened("evidence-missing");
  known.cases = Array.from({ length: 40 }, (_, index) => ({ ...c, id: `c${index}` }));
  const note = noteOf(await desk.command(who("ULUIS"), "casos"));
  expect(note.text).toBe("40 casos abiertos para mis equipos");
  expect([note.lines?.length, note.lines?.at(-1)]).toEqual([16, "y 25 casos más"]);
});

test("evidence lists what came and what is missing", async () => {
  const { desk } = opened("evidence-missing");
  expect(noteOf(await desk.command(who("ULUIS"), "evidencia PED-1"))).toMatchObject({
    text: "Evidencia de PED-1",
    lines: ["ENT-1 · entregada jue 19 nov, 14:10", "✗ guía", "✗ firma de recibido", "✗ foto"],
  });
  const whole = opened("delivered-not-invoiced");
  const note = noteOf(await whole.desk.command(who("UANA"), "evidence PED-1"));
  expect(note.lines).toContain("✓ waybill · waybill.jpg · Thu 19 Nov, 15:00");
  expect(note.lines).toHaveLength(4);
});

test("help, typos and unknown words", async () => {
  const { desk } = opened("evidence-missing");
  const help = noteOf(await desk.command(who("ULUIS"), ""));
  expect([help.text, help.lines?.length]).toEqual(["Remo · ayuda", 6]);
  expect(sentence(await desk.command(who("ULUIS"), "estdo PED-1"))).toBe(
    "«estdo» no es un comando. ¿/remo estado PED-1?",
  );
  expect(sentence(await desk.command(who("ULUIS"), "hola"))).toBe(
    "«hola» no es un comando. La lista está en /remo ayuda.",
  );
  expect(sentence(await desk.command(who("UANA"), "status"))).toBe(
    "The number is missing: /remo status PED-1042",
  );
});

test("home shows what waits for me, then what my teams follow", async () => {
  const { desk, known, case: c } = opened("promise-broken");
  const mine = await desk.home(who("ULUIS", null));
  expect(mine.sections.map(({ cards }) => cards.length)).toEqual([1, 0]);
  const followed = await desk.home(who("UANA", null));
  expect(followed.greeting).toBe("To do for Ana Ruiz");
  expect(followed.sections.map(({ cards }) => cards.length)).toEqual([0, 1]);
  expect(followed.sections[1]?.cards[0]?.buttons.map(({ label }) => label)).toEqual([
    "Give new date",
    "Customer told",
    "Escalate",
  ]);
  known.cases = Array.from({ length: 130 }, (_, index) => ({ ...c, id: `c${index}` }));
  const many = await desk.home(who("ULUIS", null));
  expect(many.sections[0]?.cards).toHaveLength(10);
  expect(many.sections[0]?.moreCount).toBe(120);
});
