import { expect, it } from "vitest";
import { dispatched, order, planned } from "../support/orders.ts";
import { startRemo } from "../support/remo.ts";

const TMS = { "source-silent": { everyHours: { tms: 4 } } };
const LATE = { promisedOn: "2026-11-17" };
const ADA = { personId: "ada", personName: "Ada Mora" };
const fromTms = (fact: ReturnType<typeof planned>) => ({ ...fact, source: "tms" });

it("una fuente calla: los casos que se apoyan en ella lo dicen, y dejan de decirlo", async () => {
  const remo = await startRemo({ rules: TMS });
  const luis = remo.as("luis");
  const logistica = luis.channel("logistica");
  await remo.tell(order("PED-1", LATE), order("PED-2", LATE));
  await remo.tell(fromTms(planned("ENT-1", "PED-1")), fromTms(dispatched("ENT-1", "PED-1")));
  const resting = await logistica.expectCard("PED-1");
  const other = await logistica.expectCard("PED-2");
  expect(resting.text()).not.toContain("sin novedades");

  await remo.pass(4);
  await remo.as("ada").channel("administracion").expectCard("tms");
  const mark = "Datos de tms sin novedades desde las 10:00: esto pudo cambiar.";
  await resting.expectUpdate(mark);
  expect(await luis.command("/remo estado PED-1", "logistica")).toContain(mark);
  await remo.settled();
  expect(other.refresh().text()).not.toContain("sin novedades");

  await remo.tell(fromTms(planned("ENT-9", "PED-9")));
  await expect.poll(() => resting.refresh().text()).not.toContain("sin novedades");
});

it("English: an order without a case says so in its status as well", async () => {
  const remo = await startRemo({ lang: "en", rules: TMS });
  const luis = remo.as("luis");
  await remo.tell(order("SO-1", { promisedOn: "2026-12-01" }));
  await remo.tell(fromTms(planned("DEL-1", "SO-1")));
  await remo.pass(5);
  expect(await luis.command("/remo status SO-1", "logistica")).toContain(
    "No news from tms since 10:00: this may have changed.",
  );
});

it("mantenimiento: el silencio de la fuente no es noticia hasta que termina", async () => {
  const remo = await startRemo({ rules: TMS });
  const admin = remo.as("ada").channel("administracion");
  await remo.tell(fromTms(planned("ENT-1", "PED-1")));
  await remo.tell({
    type: "maintenance.started",
    feed: "tms",
    until: "2026-11-19T00:00:00.000Z",
    ...ADA,
  });
  await remo.pass(5);
  await admin.expectNoCard("tms", 100);
  await remo.pass(3);
  await admin.expectCard("tms");
});

it("mantenimiento que empieza con el caso abierto lo cierra, y si termina antes vuelve a mirar", async () => {
  const remo = await startRemo({ rules: TMS });
  const admin = remo.as("ada").channel("administracion");
  await remo.tell(fromTms(planned("ENT-1", "PED-1")));
  await remo.pass(4);
  const card = await admin.expectCard("tms");
  const until = "2026-11-20T00:00:00.000Z";
  await remo.tell({ type: "maintenance.started", feed: "tms", until, ...ADA });
  await remo.pass(0);
  await card.expectUpdate("✅");
  await remo.pass(1);
  await remo.tell({ type: "maintenance.ended", feed: "tms", ...ADA });
  await remo.pass(0);
  expect(admin.cards().filter(({ text }) => text?.includes("tms"))).toHaveLength(1);
  await remo.pass(26);
  await admin.expectCard(/🟠.*tms/);
});
