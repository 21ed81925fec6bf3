import type { DataOf } from "../../core/rules/index.ts";
import type { Format, Lang } from "../format.ts";
import type { RuleTexts } from "../rule-text.ts";

type Data = DataOf<"order-changed-after-release">;
type Side = "before" | "after";

const WORDS = {
  es: {
    Before: "Antes",
    After: "Ahora",
    active: "pedido vigente",
    cancelled: "pedido cancelado",
    unknown: "sin dato",
    on: (day: string) => `para el ${day}`,
    pieces: (quantity: string) => `cantidad ${quantity}`,
  },
  en: {
    Before: "Before",
    After: "Now",
    active: "order in force",
    cancelled: "order cancelled",
    unknown: "not known",
    on: (day: string) => `for ${day}`,
    pieces: (quantity: string) => `quantity ${quantity}`,
  },
} as const;

/** Everything that changed, as it was or as it is, in one line. */
function seen(lang: Lang, data: Data, side: Side, f: Format): string {
  const words = WORDS[lang];
  if (data.cancelled) return side === "before" ? words.active : words.cancelled;
  const { address, requestedOn, quantity } = data;
  const day = requestedOn?.[side];
  const pieces = quantity?.[side];
  return [
    ...(address ? [address[side] ?? words.unknown] : []),
    ...(requestedOn ? [day ? words.on(f.date(day)) : words.unknown] : []),
    ...(quantity ? [words.pieces(f.quantity(pieces ?? 0))] : []),
  ].join(" · ");
}

function fields(lang: Lang, data: Data, f: Format) {
  return [
    [WORDS[lang].Before, seen(lang, data, "before", f)],
    [WORDS[lang].After, seen(lang, data, "after", f)],
  ] as const;
}

export const orderChangedAfterRelease: RuleTexts<"order-changed-after-release"> = {
  es: {
    tag: "Cambio por confirmar",
    title: ({ cancelled, address, requestedOn, quantity }, f) => {
      if (cancelled) return "pedido cancelado";
      return f.list([
        ...(address ? ["nueva dirección de entrega"] : []),
        ...(requestedOn ? ["nueva fecha solicitada"] : []),
        ...(quantity ? ["nueva cantidad"] : []),
      ]);
    },
    why: ({ requestedBy, changedAt, cancelled }, f) =>
      `${requestedBy ? `Lo pidió ${requestedBy} el` : "Se pidió el"} ${f.moment(changedAt)}, con el pedido ya liberado al almacén. ${
        cancelled
          ? "Si sale de todos modos, habrá que pagar el regreso."
          : "Sin confirmar, puede salir como estaba, y Ventas no sabe qué decirle al cliente."
      }`,
    fields: (data, f) => fields("es", data, f),
  },
  en: {
    tag: "Change to confirm",
    title: ({ cancelled, address, requestedOn, quantity }, f) => {
      if (cancelled) return "order cancelled";
      return f.list([
        ...(address ? ["new delivery address"] : []),
        ...(requestedOn ? ["new requested date"] : []),
        ...(quantity ? ["new quantity"] : []),
      ]);
    },
    why: ({ requestedBy, changedAt, cancelled }, f) =>
      `${requestedBy ? `Asked for by ${requestedBy} on` : "Asked for on"} ${f.moment(changedAt)}, when the order was already released to the warehouse. ${
        cancelled
          ? "If it leaves anyway, bringing it back has to be paid."
          : "Unconfirmed, it may leave as it was, and Sales does not know what to tell the customer."
      }`,
    fields: (data, f) => fields("en", data, f),
  },
};
