import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { delivered, order, photo, TWO_PROOFS } from "../support/orders.ts";
import { type Remo, startRemo } from "../support/remo.ts";
import { linkFor, open, sendForm } from "../support/upload-page.ts";

const LUIS = { userId: "U0LUIS" };
const MB = 1024 * 1024;

async function opened(rules: Readonly<Record<string, unknown>> = TWO_PROOFS) {
  const remo = await startRemo({ rules });
  await remo.tell(order("PED-1"), delivered("ENT-1", "PED-1"));
  await remo.pass(5);
  return { remo, link: await linkFor(remo, "PED-1", LUIS) };
}

async function nothingKept(remo: Remo): Promise<void> {
  expect(await remo.facts("evidence.attached")).toEqual([]);
  expect(await remo.facts("answer.given")).toEqual([]);
}

/** A photo of so many bytes. */
function large(name: string, sizeBytes: number) {
  const { bytes } = photo(name);
  return { name, bytes: Buffer.concat([bytes, Buffer.alloc(sizeBytes - bytes.length)]) };
}

function leftovers({ home }: Remo): Promise<readonly string[]> {
  return readdir(join(home, "uploads"));
}

it("what is wrong is said beside its field, and what was typed and chosen stays", async () => {
  const { remo, link } = await opened();
  const zip = { name: "guia.jpg", bytes: Buffer.from("PK\u0003\u0004 a zip") };
  const note = `La firmó "Omar" <el de almacén> & Cía.`;
  const wrong = await sendForm(link, { proofKind: "signature", reason: note }, [zip]);
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain(
    "guia.jpg no es foto ni PDF. Sirven JPG, PNG, WebP, HEIC y PDF. " +
      "Los archivos hay que elegirlos otra vez.",
  );
  expect(wrong.html).toMatch(/value="signature"\s+checked/);
  expect(wrong.html).not.toMatch(/value="waybill"\s+checked/);
  expect(wrong.html).toContain(
    "La firmó &quot;Omar&quot; &lt;el de almacén&gt; &amp; Cía.</textarea>",
  );
  const none = await sendForm(link, { proofKind: "signature", reason: note }, []);
  expect(none.status).toBe(422);
  expect(none.html).toMatch(/id="files-problem"\s*>\s*Falta al menos un archivo\.\s*</);
  await nothingKept(remo);
  const kind = await sendForm(link, { proofKind: "painting" }, [photo("a.jpg")]);
  expect(kind.status).toBe(422);
  expect(kind.html).toMatch(/id="proofKind-problem"\s*>\s*Falta el tipo de evidencia\.\s*</);
  await nothingKept(remo);
});

it("a file of 25 MB is taken; one byte more, a sixth file, or too much in all is a sentence", async () => {
  const { remo, link } = await opened();
  const over = await sendForm(link, { proofKind: "waybill" }, [large("foto.jpg", 25 * MB + 1)]);
  expect(over.status).toBe(422);
  expect(over.text).toContain("foto.jpg pesa demasiado: el límite es 25 MB.");
  const six = ["a", "b", "c", "d", "e", "f"].map((name) => photo(`${name}.jpg`));
  const many = await sendForm(link, { proofKind: "waybill" }, six);
  expect(many.status).toBe(422);
  expect(many.text).toContain("El límite es de 5 archivos por envío");
  const forty = Array.from({ length: 40 }, (_, index) => photo(`${index}.jpg`));
  expect((await sendForm(link, { proofKind: "waybill" }, forty)).status).toBe(422);
  const whole = await sendForm(link, { proofKind: "waybill" }, [large("mucho.jpg", 131 * MB)]);
  expect(whole.status).toBe(413);
  expect(whole.text).toContain("El envío pesa más de 130 MB en total.");
  await nothingKept(remo);
  expect(await leftovers(remo)).toEqual([]);
  const exact = await sendForm(link, { proofKind: "waybill" }, [large("justa.jpg", 25 * MB)]);
  expect(exact.status).toBe(200);
  expect(await remo.facts("evidence.attached")).toMatchObject([{ body: { sizeBytes: 25 * MB } }]);
});

it("what is no form of this page is refused before it is read", async () => {
  const { remo, link } = await opened();
  const post = (headers: Record<string, string>, body = "proofKind=waybill") =>
    fetch(link, { method: "POST", headers, body });
  const plain = await post({ "content-type": "application/x-www-form-urlencoded" });
  expect(plain.status).toBe(415);
  expect(await plain.text()).toContain("Ese envío no salió de esta página");
  expect((await post({ "content-type": "multipart/form-data" })).status).toBe(415);
  const garbage = await post({ "content-type": "multipart/form-data; boundary=x" }, "garbage");
  expect(garbage.status).toBe(400);
  expect(await garbage.text()).toContain("llegó incompleto");
  const good = [photo("a.jpg")];
  const foreign = await sendForm(link, { proofKind: "waybill" }, good, {
    origin: "https://elsewhere.example",
  });
  expect(foreign.status).toBe(403);
  const site = await sendForm(link, { proofKind: "waybill" }, good, {
    "sec-fetch-site": "cross-site",
  });
  expect(site.status).toBe(403);
  await nothingKept(remo);
  // A page without a referrer sends "null", and one behind a proxy the proxy's own name.
  for (const origin of ["null", remo.url]) {
    const sent = await sendForm(link, { proofKind: "waybill" }, good, { origin });
    expect([origin, sent.status]).toEqual([origin, 200]);
  }
});

it("the same photo twice is one proof: in one form, and in two", async () => {
  const { remo, link } = await opened();
  const same = photo("b.jpg", "the same picture");
  const sent = await sendForm(link, { proofKind: "waybill" }, [
    photo("a.jpg", "the same picture"),
    same,
  ]);
  expect(sent.status).toBe(200);
  expect(await remo.facts("evidence.attached")).toHaveLength(1);
  expect((await sendForm(link, { proofKind: "waybill" }, [same])).status).toBe(200);
  const told = await remo.as("luis").command("/remo evidencia PED-1", "logistica");
  expect(told).toContain("a.jpg");
  expect(told).not.toContain("b.jpg");
  expect(await remo.database.prisma.evidenceFile.count()).toBe(1);
});

it("of two who send the last proof at once, one finishes the case and the other is told so", async () => {
  const { remo } = await opened({ "evidence-missing": { required: ["waybill"], graceHours: 4 } });
  const links = await Promise.all(
    [LUIS, { userId: "U0MARTA", userName: "marta" }].map((who) => linkFor(remo, "PED-1", who)),
  );
  const sent = await Promise.all(
    links.map((link, index) =>
      sendForm(link, { proofKind: "waybill" }, [photo(`${index}.jpg`, String(index))]),
    ),
  );
  expect(sent.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const late = sent.find(({ status }) => status === 409);
  expect(late?.text).toMatch(/ya adjuntó evidencia|se resolvió: evidencia completa/);
  expect(await remo.facts("answer.given")).toHaveLength(1);
  expect(await remo.facts("evidence.attached")).toHaveLength(1);
});

it("a case that was answered meanwhile says by whom and when, on looking and on sending", async () => {
  const { remo } = await opened();
  const shownAt = remo.now();
  const link = await linkFor(remo, "PED-1", { ...LUIS, shownAt });
  await remo.pass(1);
  const marta = remo.as("marta");
  const card = await marta.channel("logistica").expectCard("PED-1");
  await card.choose("Dispensar evidencia");
  await (await marta.expectDialog("Motivo")).fill({ Motivo: "Avisó el cliente" }).submit();
  await card.expectUpdate("✅ Evidencia dispensada");
  const why =
    /Este botón es de .*15:00\. .*Marta Gil \(Logística\) ya dispensó la evidencia; nada que hacer\./;
  expect((await open(link)).text).toMatch(why);
  const sent = await sendForm(link, { proofKind: "waybill" }, [photo("a.jpg")]);
  expect(sent.status).toBe(409);
  expect(sent.text).toMatch(why);
  expect(await remo.facts("evidence.attached")).toEqual([]);
});

it("a link used over and over is asked to wait", async () => {
  const { remo, link } = await opened();
  const looks = await Promise.all(Array.from({ length: 31 }, () => open(link)));
  expect(looks.filter(({ status }) => status === 200)).toHaveLength(30);
  const asked = looks.find(({ status }) => status === 429);
  expect(asked?.text).toContain("Hace falta esperar un minuto.");
  expect(asked?.headers.get("retry-after")).toBe("60");
  const other = await linkFor(remo, "PED-1", { userId: "U0MARTA", userName: "marta" });
  expect((await open(other)).status).toBe(200);
});

it("a phone that loses its signal in the middle leaves nothing behind", async () => {
  const { remo, link } = await opened();
  const { port, pathname } = new URL(link);
  const socket = connect(Number(port), "127.0.0.1");
  const head =
    '--x\r\nContent-Disposition: form-data; name="proofKind"\r\n\r\nwaybill\r\n--x\r\n' +
    'Content-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n';
  socket.write(
    `POST ${pathname} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n` +
      `Content-Type: multipart/form-data; boundary=x\r\n\r\n${head}`,
  );
  socket.write(photo("a.jpg").bytes);
  await expect.poll(() => leftovers(remo)).toHaveLength(1);
  socket.destroy();
  await expect.poll(() => leftovers(remo)).toEqual([]);
  await nothingKept(remo);
  expect((await sendForm(link, { proofKind: "waybill" }, [photo("a.jpg")])).status).toBe(200);
});
