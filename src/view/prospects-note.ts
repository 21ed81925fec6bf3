import type { Prospects } from "../core/prospects.ts";
import type { Note } from "./card.ts";
import { type Reader, speechFor } from "./reader.ts";

/** `/remo prospects`, and the weekly message for Sales: who may buy, and for how much. */
export function prospectsNote({ top, total, considered }: Prospects, reader: Reader): Note {
  const { text, f } = speechFor(reader);
  const { prospects, account } = text;
  const { lang } = reader;
  if (total === 0) return { lang, text: considered === 0 ? prospects.noLimits : prospects.none };
  const hidden = total - top.length;
  return {
    lang,
    title: prospects.title(f.quantity(total)),
    text: prospects.about,
    lines: [
      ...top.map(({ name, customerId, available, limit, orders }) =>
        prospects.line(
          account.named(name, customerId),
          f.money(available),
          f.money(limit),
          prospects.orders(f.quantity(orders), orders === 1),
        ),
      ),
      ...(hidden > 0 ? [prospects.andMore(f.quantity(hidden))] : []),
    ],
  };
}
