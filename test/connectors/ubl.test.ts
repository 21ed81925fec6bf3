import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { factOrder } from "../../src/core/fact.ts";
import { netQuantity } from "../../src/core/receivable.ts";
import { evolveInvoice, newInvoice } from "../../src/core/invoice.ts";
import { evolveOrder, newOrder } from "../../src/core/order.ts";
import { planImport } from "../../src/connectors/import/plan.ts";
import { readUbl, tellUbl } from "../../src/connectors/ubl/read-ubl.ts";
import { parseXml } from "../../src/connectors/ubl/xml.ts";
import { ofType, readAll } from "./reading.ts";
import { isAbsent, shared } from "./shared-data.ts";

/** A document whose prefixes are not the usual ones. */
function ubl(kind: string, inside: string): string {
  const spaced = inside.replaceAll(/<(\/?)(\w)/g, "<$1q:$2");
  return `<?xml version="1.0"?>\n<!-- sample --><q:${kind} xmlns:q="urn:q">${spaced}</q:${kind}>`;
}

const item = (sku: string) =>
  `<Item><SellersItemIdentification><ID>${sku}</ID></SellersItemIdentification></Item>`;
const order = ubl(
  "Order",
  `<ID>O-1</ID><IssueDate>2026-11-19</IssueDate><DocumentCurrencyCode>CLP</DocumentCurrencyCode>
   <BuyerCustomerParty><SupplierAssignedAccountID>C-9</SupplierAssignedAccountID><Party>
     <PartyName><Name>Ferreter&#237;a Sur &amp; C&#xED;a &lt;&quot;&amp;amp;</Name></PartyName>
   </Party></BuyerCustomerParty>
   <AnticipatedMonetaryTotal><PayableAmount>1500</PayableAmount></AnticipatedMonetaryTotal>
   <OrderLine><LineItem><ID>1</ID><Quantity unitCode="KGM">10</Quantity>
     <Delivery><RequestedDeliveryPeriod><EndDate>2026-11-25</EndDate></RequestedDeliveryPeriod></Delivery>
     ${item("S-1")}</LineItem></OrderLine>
   <OrderLine><LineItem><ID>2</ID><Quantity>4</Quantity>
     <Delivery><RequestedDeliveryPeriod><EndDate>2026-11-30</EndDate></RequestedDeliveryPeriod></Delivery>
     ${item("S-2")}</LineItem></OrderLine>`,
);
const reference = "<OrderReference><ID>O-1</ID></OrderReference>";
const issued = "<IssueDate>2026-11-19</IssueDate>";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "remo-ubl-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(documents: readonly string[], zone = "America/Santiago") {
  const paths = await Promise.all(
    documents.map(async (text, index) => {
      const path = join(folder, `${index}.xml`);
      await writeFile(path, text);
      return path;
    }),
  );
  return readAll(readUbl(paths, { source: "ubl", zone }));
}

describe("orders", () => {
  it("are placed at the first instant of their day, for the last day a line asks for", async () => {
    const { facts, rejected } = await read([order]);
    expect(rejected).toEqual([]);
    expect(facts).toEqual([
      {
        type: "order.placed",
        source: "ubl",
        externalId: "ubl/1-order/O-1",
        occurredAt: "2026-11-19T03:00:00.000Z",
        orderId: "O-1",
        buyerId: "C-9",
        customerName: 'Ferretería Sur & Cía <"&amp;',
        requestedOn: "2026-11-30",
        currency: "CLP",
        totalMinor: 1500,
        lines: [
          { lineId: "1", sku: "S-1", quantity: 10, unit: "KGM" },
          { lineId: "2", sku: "S-2", quantity: 4 },
        ],
      },
    ]);
  });

  it("are changed and cancelled in the sequence of the documents, even within one day", async () => {
    const change = (sequence: number, quantity: number, status: string) =>
      ubl(
        "OrderChange",
        `<ID>A-${9 - sequence}</ID>${issued}<SequenceNumberID>${sequence}</SequenceNumberID>${reference}
         <OrderLine><LineItem><ID>2</ID><LineStatusCode>${status}</LineStatusCode>
         <Quantity>${quantity}</Quantity></LineItem></OrderLine>`,
      );
    const { facts } = await read([change(2, 9, "2"), change(1, 6, "3"), order]);
    const folded = facts.toSorted(factOrder).reduce(evolveOrder, newOrder("O-1"));
    expect(folded.lines.map(({ quantity }) => quantity)).toEqual([10, 0]);
    expect(folded.changes.map(({ quantity }) => quantity)).toEqual([
      { before: 14, after: 16 },
      { before: 16, after: 10 },
    ]);
    const note = "<CancellationNote>Duplicada</CancellationNote>";
    const cancelled = await read([
      ubl("OrderCancellation", `<ID>7</ID>${issued}${note}${reference}`),
    ]);
    expect(cancelled.facts).toMatchObject([{ type: "order.cancelled", reason: "Duplicada" }]);
  });

  it("are promised for the date of the response, or for their own when accepted as asked", async () => {
    const dated = ubl(
      "OrderResponse",
      `<ID>R-1</ID>${issued}<OrderResponseCode>CA</OrderResponseCode>${reference}<Delivery>
       <PromisedDeliveryPeriod><EndDate>2026-12-02</EndDate></PromisedDeliveryPeriod></Delivery>`,
    );
    expect((await read([dated])).facts).toMatchObject([{ promisedOn: "2026-12-02" }]);
    const simple = (accepted: boolean) =>
      ubl(
        "OrderResponseSimple",
        `<ID>R-2</ID>${issued}<AcceptedIndicator>${accepted}</AcceptedIndicator>
         <RejectionNote>Sin stock</RejectionNote>${reference}`,
      );
    const accepted = await read([simple(true), order]);
    expect(ofType(accepted.facts, "order.promised")).toMatchObject([{ promisedOn: "2026-11-30" }]);
    const alone = await read([simple(true)]);
    expect(alone.facts).toEqual([]);
    expect(alone.skipped).toMatchObject([{ reason: expect.stringContaining("accepts order O-1") }]);
    expect((await read([simple(false)])).facts).toMatchObject([
      { type: "order.cancelled", reason: "Rejected by the seller: Sin stock" },
    ]);
  });
});

describe("deliveries", () => {
  const line = (ofOrder: string, quantity: string) =>
    `<DespatchLine><ID>1</ID>${quantity}<OrderLineReference><LineID>1</LineID>
     <OrderReference><ID>${ofOrder}</ID></OrderReference></OrderLineReference>${item("S-1")}</DespatchLine>`;
  const left = '<DeliveredQuantity unitCode="KGM">7</DeliveredQuantity>';

  it("leave with what is outstanding, and are expected until the end of a day", async () => {
    const advice = ubl(
      "DespatchAdvice",
      `<ID>D-1</ID>${issued}<IssueTime>10:00:00</IssueTime><Shipment><Delivery>
       <EstimatedDeliveryPeriod><EndDate>2026-11-20</EndDate></EstimatedDeliveryPeriod></Delivery></Shipment>
       ${line("O-1", `${left}<OutstandingQuantity>3</OutstandingQuantity>`)}`,
    );
    expect((await read([advice])).facts).toMatchObject([
      {
        type: "delivery.dispatched",
        deliveryId: "D-1",
        orderId: "O-1",
        occurredAt: "2026-11-19T13:00:00.000Z",
        lines: [{ lineId: "1", sku: "S-1", quantity: 7, unit: "KGM", backorderQuantity: 3 }],
      },
      { type: "delivery.eta", etaAt: "2026-11-21T02:59:59.999Z" },
    ]);
  });

  it("of several orders are one delivery each, and are received as such", async () => {
    const advice = ubl(
      "DespatchAdvice",
      `<ID>D-2</ID>${issued}${line("O-1", left)}${line("O-2", left)}`,
    );
    const receipt = ubl(
      "ReceiptAdvice",
      `<ID>W-2</ID>${issued}<DespatchDocumentReference><ID>D-2</ID></DespatchDocumentReference>
       ${line("O-1", "<ReceivedQuantity>7</ReceivedQuantity>")}
       ${line(
         "O-2",
         "<ReceivedQuantity>7</ReceivedQuantity><RejectedQuantity>7</RejectedQuantity>" +
           "<RejectReason>Mojado</RejectReason>",
       )}`.replaceAll("DespatchLine>", "ReceiptLine>"),
    );
    const { facts } = await read([advice, receipt]);
    expect(facts).toMatchObject([
      { type: "delivery.dispatched", deliveryId: "D-2/O-1", orderId: "O-1" },
      { type: "delivery.dispatched", deliveryId: "D-2/O-2", orderId: "O-2" },
      { type: "delivery.delivered", deliveryId: "D-2/O-1", lines: [{ quantity: 7 }] },
      { type: "delivery.failed", deliveryId: "D-2/O-2", reason: "Mojado" },
    ]);
    expect(new Set(facts.map((fact) => fact.externalId)).size).toBe(4);
  });

  it("are not received before an order that gives its hour on the same day", async () => {
    const timed = reference.replace("</ID>", `</ID>${issued}<IssueTime>16:30:00-03:00</IssueTime>`);
    const advice = ubl("DespatchAdvice", `<ID>D-3</ID>${issued}${timed}${line("O-1", left)}`);
    expect((await read([advice])).facts).toMatchObject([
      { occurredAt: "2026-11-19T19:30:00.000Z" },
    ]);
  });
});

describe("invoices", () => {
  it("are credited where each line says, or where the note says", async () => {
    const line = (invoiceId: string) =>
      `<CreditNoteLine><CreditedQuantity>2</CreditedQuantity>
       <LineExtensionAmount currencyID="MXN">10.50</LineExtensionAmount>
       <BillingReference><InvoiceDocumentReference><ID>${invoiceId}</ID></InvoiceDocumentReference>
       </BillingReference></CreditNoteLine>`;
    const total =
      '<LegalMonetaryTotal><PayableAmount currencyID="MXN">24.36</PayableAmount></LegalMonetaryTotal>';
    const two = ubl("CreditNote", `<ID>N-1</ID>${issued}${total}${line("F-1")}${line("F-2")}`);
    expect((await read([two])).facts).toMatchObject([
      { type: "invoice.credited", invoiceId: "F-1", creditNoteId: "N-1", totalMinor: 1050 },
      { type: "invoice.credited", invoiceId: "F-2", creditNoteId: "N-1", totalMinor: 1050 },
    ]);
    const nameless = line("F").replace(/<BillingReference>[^]*<\/BillingReference>/, "");
    const lost = await read([ubl("CreditNote", `<ID>N-2</ID>${issued}${total}${nameless}`)]);
    expect(lost.rejected).toMatchObject([{ reason: expect.stringContaining("BillingReference") }]);
  });

  it("are accepted, disputed or rejected by their buyer", async () => {
    const response = (code: string) =>
      ubl(
        "ApplicationResponse",
        `<ID>A-1</ID>${issued}<DocumentResponse><Response><ResponseCode>${code}</ResponseCode>
         <Status><StatusReasonCode>NON</StatusReasonCode></Status>
         <Status><StatusReasonCode>REF</StatusReasonCode><StatusReason>Falta OC</StatusReason></Status></Response>
         <DocumentReference><ID>F-1</ID></DocumentReference></DocumentResponse>`,
      );
    const told = await read(["AP", "UQ", "RE", "AB", "IP", "constructor"].map(response));
    expect(told.facts).toMatchObject([
      { type: "invoice.accepted", invoiceId: "F-1" },
      { type: "invoice.disputed", reason: "Falta OC", reasonCode: "REF" },
      { type: "invoice.rejected", reason: "Falta OC", reasonCode: "REF", rejectedBy: "customer" },
      { type: "invoice.filed", invoiceId: "F-1" },
      { type: "invoice.filed", invoiceId: "F-1" },
    ]);
    expect(told.facts[0]).not.toHaveProperty("reason");
    expect(told.skipped).toHaveLength(1);
  });

  it("say by when they are due, in days too, and to whom they are made out", async () => {
    const issue = (terms: string) =>
      ubl(
        "Invoice",
        `<ID>F-9</ID>${issued}<DocumentCurrencyCode>MXN</DocumentCurrencyCode>
         <AccountingCustomerParty><Party><PartyTaxScheme><CompanyID>XAXX010101000</CompanyID>
         </PartyTaxScheme></Party></AccountingCustomerParty><PaymentTerms>${terms}</PaymentTerms>`,
      );
    const measure = (unit: string, days: string) =>
      `<SettlementPeriod><DurationMeasure unitCode="${unit}">${days}</DurationMeasure></SettlementPeriod>`;
    const told = await read(
      [measure("DAY", "30"), measure("MON", "1"), "<Note>a 30 días</Note>"].map(issue),
    );
    expect(told.facts.map((fact) => "paymentDays" in fact && fact.paymentDays)).toEqual([
      30,
      false,
      false,
    ]);
    expect(told.facts[0]).toMatchObject({ taxId: "XAXX010101000" });
  });

  it("are debited by notes of their own", async () => {
    const note = ubl(
      "DebitNote",
      `<ID>D-1</ID>${issued}
       <BillingReference><InvoiceDocumentReference><ID>F-1</ID></InvoiceDocumentReference></BillingReference>
       <RequestedMonetaryTotal><PayableAmount currencyID="MXN">50.00</PayableAmount></RequestedMonetaryTotal>
       <DebitNoteLine><DebitedQuantity unitCode="KGM">2</DebitedQuantity></DebitNoteLine>`,
    );
    const { facts } = await read([note]);
    expect(facts).toMatchObject([
      {
        type: "invoice.debited",
        invoiceId: "F-1",
        debitNoteId: "D-1",
        totalMinor: 5_000,
        lines: [{ quantity: 2, unit: "KGM" }],
      },
    ]);
  });

  it("are paid, each by its line, what was debited less what was credited", async () => {
    const line = (id: string, debit: string, credit: string) =>
      `<RemittanceAdviceLine><DebitLineAmount currencyID="MXN">${debit}</DebitLineAmount>
       <CreditLineAmount currencyID="MXN">${credit}</CreditLineAmount>${
         id === ""
           ? ""
           : `<BillingReference><InvoiceDocumentReference><ID>${id}</ID></InvoiceDocumentReference></BillingReference>`
       }</RemittanceAdviceLine>`;
    const advice = (lines: string) => ubl("RemittanceAdvice", `<ID>P-1</ID>${issued}${lines}`);
    const paid = line("F-1", "100.00", "0.00") + line("F-2", "80.50", "10.00");
    const told = await read([advice(paid + line("", "5.00", "0") + line("F-3", "0", "5.00"))]);
    expect(told.facts).toMatchObject([
      { type: "invoice.paid", invoiceId: "F-1", amountMinor: 10_000, paidWith: "P-1" },
      { type: "invoice.paid", invoiceId: "F-2", amountMinor: 7_050, paidWith: "P-1" },
    ]);
    expect(new Set(told.facts.map((fact) => fact.externalId)).size).toBe(2);
    const lost = await read([advice(line("", "5.00", "0"))]);
    expect(lost.rejected).toMatchObject([{ reason: expect.stringContaining("names an invoice") }]);
  });
});

describe("a document", () => {
  const deep = (levels: number) => "<a>".repeat(levels) + "</a>".repeat(levels);
  it.each([
    ["with a DTD", `<!DOCTYPE Order [<!ENTITY x "y">]>${order}`, "has a DOCTYPE"],
    [
      "with a hidden DTD",
      `<!-- <!-- --><!doctype Order SYSTEM "file:///etc/passwd">${order}`,
      "DOCTYPE",
    ],
    ["that is cut off", order.slice(0, -20), "is not well-formed XML"],
    ["nested too deep", deep(200), "is not XML that can be read"],
    ["that is no XML", "PED-1;2026", "not"],
    [
      "without a date",
      order.replace("2026-11-19", "2026-02-30"),
      "IssueDate: is missing, or is no date",
    ],
    ["without a number", order.replace("O-1", ""), "ID: is missing"],
    ["without a currency", order.replace("CLP", ""), "no currency is named"],
    [
      "with a line without quantity",
      order.replace(">10<", ">ten<"),
      "lines.0.quantity: is missing",
    ],
  ])("%s is rejected with its reason, and the next is read", async (_name, text, reason) => {
    const { facts, rejected } = await read([text, order]);
    expect(rejected).toMatchObject([{ file: "0.xml", reason: expect.stringContaining(reason) }]);
    expect(facts).toHaveLength(1);
  });

  it("expands no entity, twice or at all", () => {
    const text = order.replace("O-1", "&x;&amp;lt;");
    expect(tellUbl(text, { zone: "UTC" })).toMatchObject({ drafts: [{ orderId: "&x;&lt;" }] });
  });

  it("of any text is read or refused, never a crash", () => {
    const pieces = fc.constantFrom(
      "<a>",
      "</a>",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<?x",
      "?>",
      "&#0;",
      "<__proto__>",
      "<constructor/>",
      ' x="1"',
      "<!",
      "text",
      "<a b='&lt;'>",
      "\u0000",
      ">",
      "<",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const told = tellUbl(text, { zone: "UTC" });
        expect("refused" in told || "skipped" in told).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is searched for a DTD in time that grows with its length", () => {
    const begun = performance.now();
    parseXml("<!-- ".repeat(400_000));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

async function readShared(name: string) {
  const plan = await planImport([shared(name)], null);
  return readAll(readUbl(plan.xml, { source: "ubl", zone: "UTC" }));
}

describe.skipIf(isAbsent("ubl"))("the chain AEG012345 at ../shared/data/ubl", async () => {
  const { facts, rejected, skipped } = isAbsent("ubl")
    ? { facts: [], rejected: [], skipped: [] }
    : await readShared("ubl");

  it("reads every kind that tells facts", () => {
    expect(rejected).toEqual([]);
    expect(skipped.map(({ file }) => file)).toEqual(["UBL-Statement-2.0-Example.xml"]);
    expect(facts).toHaveLength(9);
  });

  it("is ordered 100, despatched 90 with 10 to come, received 90 short 10", () => {
    const [line] = [{ sku: "17589683", unit: "KGM" }];
    expect(ofType(facts, "order.placed")).toMatchObject([
      { orderId: "AEG012345", requestedOn: "2005-06-29", lines: [{ ...line, quantity: 100 }] },
    ]);
    expect(ofType(facts, "order.promised")).toMatchObject([
      { orderId: "AEG012345", promisedOn: "2005-06-29" },
    ]);
    const about = { orderId: "AEG012345", deliveryId: "565899" };
    expect(ofType(facts, "delivery.dispatched")).toMatchObject([
      { ...about, lines: [{ ...line, lineId: "1", quantity: 90, backorderQuantity: 10 }] },
    ]);
    expect(ofType(facts, "delivery.delivered")).toMatchObject([
      {
        ...about,
        occurredAt: "2005-06-20T11:30:00.000Z",
        lines: [{ ...line, quantity: 90, shortQuantity: 10 }],
      },
    ]);
  });

  it("is invoiced 100 and credited 100 on the same invoice", () => {
    const issuedInvoice = ofType(facts, "invoice.issued");
    expect(issuedInvoice).toMatchObject([
      {
        invoiceId: "A00095678",
        orderIds: ["AEG012345"],
        dueOn: "2005-07-21",
        totalMinor: 10_750,
        taxId: "12356478",
      },
    ]);
    const invoice = [...facts]
      .toSorted(factOrder)
      .reduce(
        (state, fact) => ("invoiceId" in fact ? evolveInvoice(state, fact) : state),
        newInvoice("A00095678"),
      );
    expect(invoice.credits).toMatchObject([{ id: "CN758494", totalMinor: 10_750 }]);
    expect(netQuantity(invoice)).toBe(0);
    // Its buyer advised to pay it the day after, and credit came before the money.
    expect(invoice.paid).toMatchObject([{ minor: 10_750, with: "6577884" }]);
  });

  it("happens in the order in which the documents follow from one another", () => {
    const chain = facts
      .filter((fact) => fact.occurredAt < "2006")
      .toSorted(factOrder)
      .map((fact) => fact.type);
    expect(chain).toEqual([
      "order.placed",
      "order.promised",
      "delivery.dispatched",
      "delivery.delivered",
      "invoice.issued",
      "invoice.paid",
      "invoice.credited",
    ]);
  });
});

describe.skipIf(isAbsent("peppol"))("Peppol documents at ../shared/data/peppol", async () => {
  const { facts, rejected } = isAbsent("peppol")
    ? { facts: [], rejected: [] }
    : await readShared("peppol");

  it("are read without a UUID, with their times and their rejection", () => {
    expect(rejected).toEqual([]);
    expect(ofType(facts, "order.placed")).toMatchObject([
      { occurredAt: "2013-07-01T05:10:10.000Z", requestedOn: "2013-07-16", totalMinor: 14_375 },
    ]);
    expect(ofType(facts, "order.changed")).toMatchObject([
      { orderId: "Order-1", lines: [{ quantity: 5 }, { quantity: 50 }] },
    ]);
    expect(ofType(facts, "delivery.dispatched")).toMatchObject([
      { occurredAt: "2019-03-13T08:00:00.000Z", carrier: "CarrierPart", orderId: "4321" },
    ]);
    expect(ofType(facts, "delivery.eta")).toMatchObject([{ etaAt: "2019-03-16T12:00:00.000Z" }]);
    expect(ofType(facts, "invoice.rejected")).toMatchObject([
      { invoiceId: "inv021", reasonCode: "REF", rejectedBy: "customer" },
    ]);
    expect(ofType(facts, "invoice.filed")).toMatchObject([{ invoiceId: "inv021" }]);
  });
});
