import type { EvidenceKind } from "../core/fact.ts";
import type { ProofProblem } from "../core/goods-facts.ts";
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

/** What is wrong with a proof, said after its name. */
export const PROBLEM_WORDS: Readonly<Record<Lang, Readonly<Record<ProofProblem, string>>>> = {
  es: {
    unreadable: "no se puede leer",
    "wrong-order": "es de otro pedido",
    reused: "ya se usó en otra entrega",
    "wrong-place": "se tomó en otro lugar",
    "wrong-time": "se tomó en otro momento",
    "quantity-differs": "muestra otra cantidad",
  },
  en: {
    unreadable: "cannot be read",
    "wrong-order": "is of another order",
    reused: "was already used for another delivery",
    "wrong-place": "was taken in another place",
    "wrong-time": "was taken at another time",
    "quantity-differs": "shows another quantity",
  },
};
