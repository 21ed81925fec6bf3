import { parseMinor } from "../../core/money.ts";
import { all, type Element, text } from "./xml.ts";

/** What the documents share: parties, addresses, items, amounts. Absent parts are undefined. */

/**
 * The id under which the seller knows a party, else one the party gives itself. The order of the
 * choices is the same in every document, so that the same party gets the same id.
 */
export function partyId(party: Element | undefined): string | undefined {
  if (!party) return undefined;
  return (
    text(party, "SupplierAssignedAccountID") ??
    text(party, "Party", "PartyIdentification", "ID") ??
    text(party, "Party", "EndpointID") ??
    text(party, "Party", "PartyLegalEntity", "CompanyID") ??
    text(party, "Party", "PartyTaxScheme", "CompanyID") ??
    text(party, "CustomerAssignedAccountID") ??
    partyName(party)
  );
}

/** The id of one of our own companies: what it calls itself, before what a customer calls it. */
export function sellerId(party: Element | undefined): string | undefined {
  if (!party) return undefined;
  return (
    text(party, "Party", "PartyIdentification", "ID") ??
    text(party, "Party", "EndpointID") ??
    text(party, "Party", "PartyLegalEntity", "CompanyID") ??
    text(party, "Party", "PartyTaxScheme", "CompanyID") ??
    text(party, "CustomerAssignedAccountID") ??
    partyName(party)
  );
}

export function partyName(party: Element | undefined): string | undefined {
  if (!party) return undefined;
  return (
    text(party, "Party", "PartyName", "Name") ??
    text(party, "PartyName", "Name") ??
    text(party, "Party", "PartyLegalEntity", "RegistrationName")
  );
}

/** One line of text; UBL 2.0 has DeliveryAddress where later versions have DeliveryLocation. */
export function deliveryAddress(delivery: Element | undefined): string | undefined {
  if (!delivery) return undefined;
  const [address] = [
    ...all(delivery, "DeliveryAddress"),
    ...all(delivery, "DeliveryLocation", "Address"),
  ];
  if (!address) return undefined;
  const street = [text(address, "StreetName"), text(address, "BuildingNumber")];
  const parts = [
    street.filter((part) => part !== undefined).join(" ") || undefined,
    text(address, "AdditionalStreetName"),
    text(address, "BuildingName"),
    ...all(address, "AddressLine", "Line").map((line) => line.text),
    text(address, "PostalZone"),
    text(address, "CityName"),
    text(address, "CountrySubentity"),
    text(address, "Country", "IdentificationCode") ?? text(address, "Country", "Name"),
  ];
  const line = parts.filter((part) => part !== undefined && part !== "").join(", ");
  return line === "" ? undefined : line.slice(0, 300);
}

export type Amount = { readonly minor: number; readonly currency: string };

/** An amount with its own currency, or the document's where it names none. */
export function amount(
  from: Element,
  path: readonly string[],
  currency: string | undefined,
): Amount | undefined {
  const [element] = all(from, ...path);
  const code = element?.attributes.get("currencyID") ?? currency;
  if (!element || code === undefined) return undefined;
  const minor = parseMinor(element.text, code);
  return minor === null ? undefined : { minor, currency: code };
}

/** The document's currency: as declared, else that of its total, else that of its lines. */
export function currencyOf(document: Element, totals: string, lines: readonly Element[]) {
  return (
    text(document, "DocumentCurrencyCode") ??
    all(document, totals, "PayableAmount")[0]?.attributes.get("currencyID") ??
    lines
      .flatMap((line) => all(line, "LineExtensionAmount"))
      .map((found) => found.attributes.get("currencyID"))
      .find((code) => code !== undefined)
  );
}

/** A quantity and its unit; undefined when there is none or it is no number. */
export function quantity(line: Element, name: string) {
  const [element] = all(line, name);
  if (!element || !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(element.text)) return undefined;
  const unit = element.attributes.get("unitCode")?.slice(0, 12);
  return { value: Number(element.text), unit };
}

/** The seller's number of an item, else the global one, else the buyer's: a line's `sku`. */
export function skuOf(line: Element): string | undefined {
  return (
    text(line, "Item", "SellersItemIdentification", "ID") ??
    text(line, "Item", "StandardItemIdentification", "ID") ??
    text(line, "Item", "BuyersItemIdentification", "ID")
  );
}

/** The order line this line is about; its own number says nothing about the order's. */
export function orderLineId(line: Element): string | undefined {
  return text(line, "OrderLineReference", "LineID");
}

/** The order a line names for itself. */
export function lineOrderId(line: Element): string | undefined {
  return text(line, "OrderLineReference", "OrderReference", "ID");
}

/** Leaves out what is undefined: a fact says only what the document says. */
export function known<T extends object>(given: T) {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
