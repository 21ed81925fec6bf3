import { type CaseState, ROLES } from "../../src/core/action.ts";
import { addHours } from "../../src/core/calendar.ts";
import type { Case } from "../../src/core/case.ts";
import { TEAMS } from "../../src/core/fact.ts";
import { may } from "../../src/core/may.ts";
import type { Answer } from "../../src/core/order.ts";
import type { CasePicture } from "../../src/core/picture.ts";
import type { Lang } from "../../src/text/format.ts";
import type { Button, Card } from "../../src/view/card.ts";
import { caseCard, type CaseCardOptions } from "../../src/view/case-card.ts";
import { type Opened, openCase } from "./firing.ts";

export const ZONE = "America/Mexico_City";
export const LANGS = ["es", "en"] as const satisfies readonly Lang[];

const ana = { personId: "U3", personName: "Ana <!here> <at>Ana</at> **Ruiz**" };
const said = (c: Case, now: string): Answer => ({
  group: c.group,
  action: "new-date",
  personId: "U1",
  personName: "Luis <@U2> & co [x](https://evil.example)",
  team: "logistics",
  at: now,
  on: "2026-11-25",
  reason: "x".repeat(300),
});

type Shown = { readonly c: Partial<Case>; readonly o?: Partial<CaseCardOptions> };
type Situation = (opened: Opened) => Shown;

const snoozed = ({ now }: Opened, wakeWhen: NonNullable<Case["snooze"]>["wakeWhen"]): Shown => ({
  c: { state: "snoozed", snooze: { at: now, until: addHours(now, 5), wakeWhen, etaAt: null } },
});
const closed = ({ case: c, now }: Opened): Partial<Case> => ({
  state: "closed",
  closedAt: now,
  lastAnswer: said(c, now),
  heldMs: { logistics: 3 * 3_600_000, sales: 86_400_000 },
});

/** A card for each state of a case; a new state does not compile without its own. */
const STATES = {
  open: () => ({ c: {} }),
  acknowledged: () => ({ c: { state: "acknowledged", assignee: ana } }),
  escalated: () => ({ c: { state: "escalated", notified: [ana] } }),
  snoozed: (opened) => snoozed(opened, null),
  closed: (opened) => ({ c: closed(opened) }),
} satisfies Record<CaseState, Situation>;

/** What else a card may be told to say. */
const SITUATIONS: Readonly<Record<string, Situation>> = {
  ...STATES,
  "snoozed until something happens": (o) => snoozed(o, { when: "eta-changes" }),
  "snoozed until it costs more": (o) => snoozed(o, { when: "amount-passes", minor: 9_900_000 }),
  "closed by nobody": (o) => ({ c: { ...closed(o), lastAnswer: null } }),
  silenced: ({ now }) => ({
    c: { silence: { id: "s1", until: addHours(now, 30), by: ana, reason: "<at>Ana</at>" } },
  }),
  waiting: ({ case: c, now }) => ({
    c: { state: "acknowledged", lastAnswer: said(c, now), assignee: ana, watchers: [ana] },
    o: { personId: ana.personId },
  }),
  folded: ({ case: c }) => ({ c: { findings: [...c.findings, ...consequences(c)] } }),
  "several of a kind": ({ case: c }) => ({
    c: { findings: c.findings.flatMap((one) => [one, { ...one, subject: "delivery:ENT-9" }]) },
  }),
  left: () => ({ c: {}, o: { left: true, personId: "U9" } }),
  "on a silent source": ({ now }) => ({
    c: {},
    o: { quietSources: [{ source: "erp", heardAt: addHours(now, -9) }] },
  }),
};

/** The findings of another rule, explained by the case's own. */
function consequences(c: Case): Case["findings"] {
  const rule = c.findings[0]?.rule ?? "";
  const other = openCase(rule === "evidence-missing" ? "promise-broken" : "evidence-missing");
  return other.case.findings.map((one) => ({ ...one, foldedUnder: rule }));
}

export const SITUATION_NAMES: readonly string[] = Object.keys(SITUATIONS);

export type ShownCard = { readonly name: string; readonly card: Card; readonly now: string };

/**
 * Every card of a rule: in each situation, for each team's channel, and as a person of that team
 * with each role may press it. Equal ones once.
 */
export function everyCard(rule: string, lang: Lang): readonly ShownCard[] {
  const opened = openCase(rule);
  const seen = new Map<string, ShownCard>();
  for (const [situation, shown] of Object.entries(SITUATIONS)) {
    const { c: more, o = {} } = shown(opened);
    const c: Case = { ...opened.case, ...more };
    for (const team of TEAMS) {
      const card = caseCard(c, {
        lang,
        zone: ZONE,
        now: opened.now,
        picture: pictureOf(opened),
        audience: team,
        ...o,
      });
      const views = [
        { role: "channel", card },
        ...ROLES.map((role) => ({ role, card: viewOf(card, c, { team, role }) })),
      ];
      for (const view of views) {
        const name = `${rule}, ${situation}, ${team}, ${view.role}, ${lang}`;
        const key = JSON.stringify(view.card);
        if (!seen.has(key)) seen.set(key, { name, card: view.card, now: opened.now });
      }
    }
  }
  return [...seen.values()];
}

/** The same card with the buttons that a person of this team and role may press. */
function viewOf(
  card: Card,
  c: Case,
  { team, role }: { readonly team: (typeof TEAMS)[number]; readonly role: (typeof ROLES)[number] },
): Card {
  const person = { id: "U7", name: "Marta", teams: [team], roles: [role] };
  const able = ({ action }: Button) => "allowed" in may(person, action, c);
  return { ...card, buttons: card.buttons.filter(able), more: card.more.filter(able) };
}

export function pictureOf({ picture }: Opened): CasePicture | null {
  return picture.kind === "source" ? null : picture;
}
