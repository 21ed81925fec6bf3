import type { EvidenceKind } from "../core/fact.ts";
import type { Lang } from "./format.ts";

/** The proofs' names, as people say them. */
export const EVIDENCE_WORDS: Readonly<Record<Lang, Readonly<Record<EvidenceKind, string>>>> = {
  es: {
    waybill: "guía",
    signature: "firma de recibido",
    photo: "foto",
    stamp: "sello del cliente",
  },
  en: {
    waybill: "waybill",
    signature: "signature",
    photo: "photo",
    stamp: "customer's stamp",
  },
};
