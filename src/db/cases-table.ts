import { groupKey } from "../app/store.ts";
import {
  amountOf,
  type Case,
  type CaseChange,
  caseRecheckAt,
  leading,
  restoreCase,
} from "../core/case.ts";
import { GROUP_TYPES } from "../core/fact-fields.ts";
import type { Group } from "../core/fact.ts";
import { SEVERITIES } from "../core/rule.ts";
import { type Trail, vouchForEvent } from "./audit-trail.ts";
import { binaryArray, texts } from "./binary-array.ts";
import type { Db } from "./statements.ts";

// One index range a type: a list of pairs would be looked up by neither column.
const OPEN_CASES = GROUP_TYPES.map(
  (type, index) => `
    SELECT body FROM cases WHERE state <> 'closed' AND group_type = '${type}'
      AND group_id = ANY($${index + 1}::text[])`,
).join(" UNION ALL ");

export async function openCasesOf(
  db: Db,
  groups: readonly Group[],
): Promise<ReadonlyMap<string, Case>> {
  if (groups.length === 0) return new Map();
  const { rows } = await db.query<{ body: Case }>({
    name: "open-cases-of",
    text: OPEN_CASES,
    values: GROUP_TYPES.map((type) => idsOf(groups, type)),
  });
  return new Map(rows.map(({ body }) => [groupKey(body.group), restoreCase(body)]));
}

export async function casesNamed(db: Db, ids: readonly string[]): Promise<readonly Case[]> {
  const { rows } = await db.query<{ body: Case }>({
    name: "cases-named",
    text: `SELECT body FROM cases WHERE id = ANY($1::text[])`,
    values: [[...new Set(ids)]],
  });
  return rows.map(({ body }) => restoreCase(body));
}

function idsOf(groups: readonly Group[], type: Group["type"]): Buffer {
  return texts(groups.filter((group) => group.type === type).map((group) => group.id));
}

/**
 * Writes the cases that changed, and the events of all; answers each change's event numbers, in the
 * order given.
 */
export async function saveCases(
  db: Db,
  changes: readonly CaseChange[],
  trail: Pick<Trail, "event">,
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (changes.length === 0) return new Map();
  const cases = changes.filter(({ visible }) => visible).map((change) => change.case);
  const saved = cases.length > 0 ? saveRows(db, cases) : null;
  const [numbers] = await Promise.all([saveEvents(db, changes, trail), saved]);
  return numbers;
}

async function saveRows(db: Db, cases: readonly Case[]): Promise<void> {
  const amounts = cases.map(amountOf);
  await db.query({
    name: "save-cases",
    text: `
      INSERT INTO cases (id, group_type, group_id, state, team, severity, amount_minor, currency,
        rules, version, opened_at, closed_at, body, teams, due_at)
      SELECT id, group_type, group_id, state, team, severity, amount_minor, currency,
        string_to_array(rules, ','), version, opened_at, closed_at, body,
        string_to_array(teams, ','), due_at
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[],
        $7::bigint[], $8::text[], $9::text[], $10::int[], $11::timestamptz[], $12::timestamptz[],
        $13::json[], $14::text[], $15::timestamptz[]) AS c (id, group_type, group_id, state, team,
        severity, amount_minor, currency, rules, version, opened_at, closed_at, body, teams,
        due_at)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, team = excluded.team,
        severity = excluded.severity, amount_minor = excluded.amount_minor,
        currency = excluded.currency, rules = excluded.rules, teams = excluded.teams,
        version = excluded.version, due_at = excluded.due_at,
        closed_at = excluded.closed_at, body = excluded.body`,
    values: [
      cases.map((one) => one.id),
      cases.map((one) => one.group.type),
      cases.map((one) => one.group.id),
      cases.map((one) => one.state),
      cases.map((one) => one.ball.team),
      cases.map((one) => SEVERITIES.indexOf(leading(one)?.severity ?? "notice")),
      amounts.map((amount) => amount?.minor ?? null),
      amounts.map((amount) => amount?.currency ?? null),
      cases.map((one) => one.findings.map((finding) => finding.rule).join(",")),
      cases.map((one) => one.version),
      cases.map((one) => one.openedAt),
      cases.map((one) => one.closedAt),
      binaryArray(
        "json",
        cases.map((one) => JSON.stringify(one)),
      ),
      cases.map((one) => one.teams.join(",")),
      cases.map(caseRecheckAt),
    ],
  });
}

async function saveEvents(
  db: Db,
  changes: readonly CaseChange[],
  trail: Pick<Trail, "event">,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const events = changes.flatMap((change) =>
    change.events.map((event) => ({
      caseId: change.case.id,
      event,
      body: JSON.stringify(event),
    })),
  );
  const { rows } = await db.query<{ seq: number }>({
    name: "save-case-events",
    text: `
      INSERT INTO case_events (case_id, type, at, body)
      SELECT case_id, type, at, body
      FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::json[]) WITH ORDINALITY
        AS e (case_id, type, at, body, position) ORDER BY position
      RETURNING seq`,
    values: [
      events.map(({ caseId }) => caseId),
      events.map(({ event }) => event.type),
      events.map(({ event }) => event.at),
      binaryArray(
        "json",
        events.map(({ body }) => body),
      ),
    ],
  });
  const numbers = new Map<string, number[]>();
  rows.forEach(({ seq }, position) => {
    const added = events[position];
    if (!added) throw new Error("More events were stored than were asked for.");
    const { caseId, event, body } = added;
    trail.event(seq, vouchForEvent({ caseId, type: event.type, at: event.at, body }));
    const known = numbers.get(caseId);
    if (known) known.push(seq);
    else numbers.set(caseId, [seq]);
  });
  return numbers;
}
