import type { Instant } from "../../core/calendar.ts";
import { textFor } from "../../text/text.ts";
import type { Card, Home } from "../../view/card.ts";
import type { AdaptiveCard, Element } from "./card-json.ts";
import { frame, heading, headlineRuns, line, rich, run, small, toneRun } from "./elements.ts";
import { firstThatFits } from "./limits.ts";
import { listed } from "./note.ts";

export type HomeOptions = { readonly drawnAt: Instant };

type Kept = { readonly cards: number; readonly menus: number };

/** A person's page: Teams has no tab for it without a website, so that it is a card. */
export function homeOf(home: Home, o: HomeOptions): AdaptiveCard {
  return firstThatFits(smaller(home, o));
}

/** Menus go first, the last section's last card first; then cards, which are counted. */
function* smaller(home: Home, o: HomeOptions): Generator<AdaptiveCard> {
  const all = home.sections.reduce((sum, { cards }) => sum + cards.length, 0);
  for (let menus = all; menus > 0; menus -= 1) yield page(home, { cards: all, menus }, o);
  for (let cards = all; cards >= 0; cards -= 1) yield page(home, { cards, menus: 0 }, o);
}

function page(home: Home, kept: Kept, o: HomeOptions): AdaptiveCard {
  const shares = sharesOf(home, kept.cards);
  let before = 0;
  const body = home.sections.flatMap((section, at): readonly Element[] => {
    const first = before;
    const share = shares[at] ?? 0;
    before += share;
    return sectionBody(section, share, { menus: kept.menus - first, lang: home.lang, ...o });
  });
  return frame(home.lang, home.greeting, [heading(home.greeting), ...body]);
}

/** How many cards each section shows: the longest gives way first, the last of equals. */
function sharesOf({ sections }: Home, kept: number): readonly number[] {
  const shares = sections.map(({ cards }) => cards.length);
  for (let over = shares.reduce((sum, one) => sum + one, 0) - kept; over > 0; over -= 1) {
    const longest = shares.lastIndexOf(Math.max(...shares));
    shares[longest] = (shares[longest] ?? 0) - 1;
  }
  return shares;
}

function sectionBody(
  { title, empty, cards, moreCount }: Home["sections"][number],
  share: number,
  { menus, lang, drawnAt }: HomeOptions & { readonly menus: number; readonly lang: Home["lang"] },
): readonly Element[] {
  const hidden = moreCount + cards.length - share;
  return [
    rich([run(line(title), { weight: "bolder", size: "medium" })], "large"),
    ...(cards.length === 0 && empty ? [small(empty)] : []),
    ...cards
      .slice(0, share)
      .map((card, at) => listed(compact(card), card, { menu: at < menus, drawnAt })),
    ...(hidden > 0 ? [small(textFor(lang).command.andMore(hidden))] : []),
  ];
}

/** A card among others: its headline and one line of figures. */
function compact(card: Card): readonly Element[] {
  const figures = card.fields.map(({ label, value }) => `${label}: ${value}`).join(" · ");
  return [rich([toneRun(card.tone), ...headlineRuns(card)]), ...(figures ? [small(figures)] : [])];
}
