/**
 * The statements behind the figures. Each finds what a period touched in a range of an index
 * (`facts_measured`, `subjects_first_promised`, `subjects_open`): what happened before and is settled
 * is not looked at.
 */

/** Orders first promised for these days ($1, $2), or delivered, billed or paid in the period. */
export const ORDER_KEYS = `
  SELECT key FROM subjects
  WHERE first_promised_on BETWEEN $1 AND $2
  UNION
  SELECT l.order_key FROM facts f JOIN links l ON l.subject_key = f.subject
  WHERE f.type IN ('delivery.delivered', 'invoice.issued', 'invoice.paid', 'invoice.credited',
      'withholding.certified')
    AND f.occurred_at >= $3 AND f.occurred_at < $4
  ORDER BY key LIMIT $5`;

export const ORDER_STATES = (columns: string) => `
  SELECT ${columns} FROM subjects WHERE key IN (
    SELECT unnest($1::text[])
    UNION SELECT subject_key FROM links WHERE order_key = ANY($1::text[]))`;

export const WITH_CASE = `
  SELECT DISTINCT group_id AS id FROM cases WHERE group_type = 'order' AND group_id = ANY($1::text[])`;

export const REFUSED = `
  SELECT DISTINCT subject FROM facts
  WHERE subject = ANY($1::text[]) AND type IN ('invoice.rejected', 'invoice.disputed')`;

/** Invoices that are open, or were at some moment since the period began ($1). */
export const INVOICE_KEYS = `
  SELECT key FROM subjects WHERE account IS NOT NULL AND key LIKE 'invoice:%'
  UNION
  SELECT l.subject_key FROM subjects o JOIN links l ON l.order_key = o.key
  WHERE o.account IS NOT NULL AND o.key LIKE 'order:%' AND l.subject_key LIKE 'invoice:%'
  UNION
  SELECT subject FROM facts
  WHERE type IN ('invoice.issued', 'invoice.paid', 'invoice.credited', 'invoice.debited',
      'invoice.cancelled', 'invoice.corrected', 'withholding.applied')
    AND occurred_at >= $1
  ORDER BY key LIMIT $2`;

export const ISSUED_KEYS = `
  SELECT DISTINCT subject AS key FROM facts
  WHERE type = 'invoice.issued' AND occurred_at >= $1 AND occurred_at < $2
  ORDER BY key LIMIT $3`;

/**
 * The first order of an invoice `i`: what the invoice does not say of itself, it says. The limit
 * also keeps the planner from reading all subjects for a page of them.
 */
const FIRST_ORDER = `
  LEFT JOIN LATERAL (
    SELECT s."legalEntity" AS legal_entity, coalesce(s."payerId", s."buyerId") AS customer_id
    FROM links l JOIN subjects o ON o.key = l.order_key,
      json_to_record(o.state) AS s ("legalEntity" text, "payerId" text, "buyerId" text)
    WHERE l.subject_key = i.key ORDER BY l.order_key LIMIT 1) first_order ON true`;

// A state is taken apart once for all its fields: each "->>" would parse it anew.
export const INVOICE_STATES = (columns: string) => `
  SELECT ${columns}, coalesce(own."legalEntity", legal_entity) AS legal_entity,
    customer.zone, customer.payment_days,
    EXISTS (SELECT FROM facts f WHERE f.subject = i.key AND f.type = 'invoice.rejected')
      AS was_rejected
  FROM subjects i
  CROSS JOIN LATERAL json_to_record(i.state) AS own ("payerId" text, "legalEntity" text)
  ${FIRST_ORDER}
  LEFT JOIN LATERAL (
    SELECT s."timeZone" AS zone, s."paymentDays" AS payment_days
    FROM subjects c, json_to_record(c.state) AS s ("timeZone" text, "paymentDays" int)
    WHERE c.key = 'customer:' || coalesce(own."payerId", customer_id) LIMIT 1) customer ON true
  WHERE i.key = ANY($1::text[])`;

/** Of the invoices objected to since $1 and before $2: what opened and what ended each dispute. */
export const DISPUTES = `
  WITH objected AS MATERIALIZED (
    SELECT DISTINCT subject FROM facts
    WHERE type = 'invoice.disputed' AND occurred_at >= $1 AND occurred_at < $2
    ORDER BY subject LIMIT $3)
  SELECT f.subject, f.occurred_at AS at, f.type = 'invoice.disputed' AS opens,
    coalesce(i.state->>'legalEntity', legal_entity) AS legal_entity, i.state->>'currency' AS currency
  FROM objected JOIN facts f USING (subject) JOIN subjects i ON i.key = f.subject ${FIRST_ORDER}
  WHERE f.type IN ('invoice.disputed', 'invoice.dispute-resolved', 'invoice.accepted',
      'invoice.cancelled')
    AND i.state->>'currency' IS NOT NULL
  ORDER BY f.subject, f.occurred_at, f.source, f.external_id`;

/**
 * What stands for itself in open cases by rules that stop billing or collection ($1): of an order
 * once, however many rules look at it, and of an account each invoice.
 */
export const BLOCKED = `
  WITH standing AS (
    SELECT DISTINCT ON (c.id, about) c.team, about, abs(f.amount_minor) AS minor, f.currency
    FROM cases c
    CROSS JOIN LATERAL (
      SELECT s.subject, place, (s.amount->>'minor')::bigint AS amount_minor,
        s.amount->>'currency' AS currency
      FROM json_array_elements(c.body->'findings') WITH ORDINALITY AS e (value, place),
        json_to_record(e.value) AS s (rule text, subject text, amount json, "foldedUnder" text)
      WHERE s.rule = ANY($1::text[]) AND s."foldedUnder" IS NULL
        AND s.amount->>'minor' IS NOT NULL) f
    CROSS JOIN LATERAL (SELECT CASE WHEN c.group_type = 'order' THEN 'order:' || c.group_id
      ELSE f.subject END AS about) named
    WHERE c.state <> 'closed' AND c.rules && $1::text[]
    ORDER BY c.id, about, f.place)
  SELECT b.team, b.currency, b.minor,
    (SELECT s.state->>'legalEntity' FROM subjects s WHERE s.key = b.about) AS "legalEntity"
  FROM standing b LIMIT $2`;

/** Who had the ball of the cases that lived in a period ($1 to $2). $3: all teams, for the index. */
export const BALLS = `
  WITH lived AS MATERIALIZED (
    SELECT id FROM cases WHERE state <> 'closed' AND opened_at < $2
    UNION ALL
    SELECT id FROM cases
    WHERE state = 'closed' AND team = ANY($3::text[]) AND closed_at >= $1 AND opened_at < $2)
  SELECT e.case_id, e.body FROM lived JOIN case_events e ON e.case_id = lived.id
  WHERE e.type IN ('opened', 'ball-passed', 'closed')
  ORDER BY e.case_id, e.seq LIMIT $4`;
