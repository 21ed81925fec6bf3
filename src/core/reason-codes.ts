import type { ReasonCode } from "./fact.ts";

/** Countries whose tax authority numbers the reasons of credit notes. Ecuador's is free text. */
export const COUNTRIES = ["MX", "CO", "PE"] as const;
export type Country = (typeof COUNTRIES)[number];

/**
 * What a canonical reason is called by an authority. `code` is the CFDI 4.0 relation type (with
 * the cancellation motive after a slash where the invoice is to be replaced), the DIAN concept of
 * a credit note, or the code of SUNAT's catalogue 09.
 */
export type LocalReason = { readonly list: string; readonly code: string };

type CodeList = {
  readonly list: string;
  /** The published edition these codes were taken from: countries change them. */
  readonly edition: string;
  readonly codes: Readonly<Record<ReasonCode, string>>;
};

/** Peppol's clarification reasons, as each country's list says them. */
export const REASON_LISTS: Readonly<Record<Country, CodeList>> = {
  MX: {
    list: "CFDI",
    edition: "4.0",
    codes: {
      REF: "01",
      LEG: "04/01",
      REC: "04/01",
      QUA: "03",
      DEL: "01",
      PRI: "01",
      QTY: "01",
      ITM: "03",
      PAY: "01",
      UNR: "01",
      FIN: "01",
      PPD: "07",
      OTH: "01",
    },
  },
  // Codes 1 to 5 only: they are in the older annex as well, where 5 is any other reason.
  CO: {
    list: "DIAN",
    edition: "1.9",
    codes: {
      REF: "2",
      LEG: "2",
      REC: "2",
      QUA: "1",
      DEL: "1",
      PRI: "4",
      QTY: "1",
      ITM: "1",
      PAY: "5",
      UNR: "2",
      FIN: "3",
      PPD: "2",
      OTH: "3",
    },
  },
  PE: {
    list: "SUNAT",
    edition: "catalogue 09",
    codes: {
      REF: "01",
      LEG: "01",
      REC: "02",
      QUA: "07",
      DEL: "07",
      PRI: "09",
      QTY: "07",
      ITM: "03",
      PAY: "13",
      UNR: "01",
      FIN: "13",
      PPD: "09",
      OTH: "10",
    },
  },
};

const BY_CURRENCY: Readonly<Record<string, Country>> = { MXN: "MX", COP: "CO", PEN: "PE" };

/** Countries by legal entity or by currency, where they are not the currency's own. */
export type CountrySetting = Readonly<Record<string, Country>>;

/** Whose codes an invoice's credit notes carry; null where no list is known. */
export function countryOf(
  invoice: { readonly legalEntity: string | null; readonly currency: string | null },
  setting: CountrySetting,
): Country | null {
  const { legalEntity, currency } = invoice;
  const told = legalEntity === null ? undefined : setting[legalEntity];
  if (told !== undefined) return told;
  return currency === null ? null : (setting[currency] ?? BY_CURRENCY[currency] ?? null);
}

/** The country's own code for a canonical reason. */
export function localReason(code: ReasonCode, country: Country | null): LocalReason | null {
  if (country === null) return null;
  const { list, codes } = REASON_LISTS[country];
  return { list, code: codes[code] };
}
