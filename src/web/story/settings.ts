import { EVIDENCE_KINDS, type EvidenceKind, type Team } from "../../core/fact.ts";
import type { Customer } from "./customers.ts";
import { HOME_ZONE, STORY_PEOPLE } from "./people.ts";
import { STORY_TEAMS_CHANNELS, STORY_WORKSPACE } from "./workspace.ts";

/** The transport system speaks at least this often, until the day it does not. */
const TMS_EVERY_HOURS = 4;

const TEAM_OF_CHANNEL: Readonly<Record<string, Team>> = {
  ventas: "sales",
  logistica: "logistics",
  cobranza: "collections",
  contraloria: "controller",
  administracion: "administrator",
};

/** The content of the story's remo.yaml, as a user would write it. */
export const STORY_REMO = {
  language: "es",
  timeZone: HOME_ZONE,
  currencyWeights: { MXN: 1, COP: 0.0045 },
  channels: [
    ...STORY_WORKSPACE.channels.flatMap(({ id, name }) => {
      const team = TEAM_OF_CHANNEL[name];
      return team ? [{ team, slack: id }] : [];
    }),
    ...STORY_TEAMS_CHANNELS.map(({ id, team }) => ({ team, teams: id })),
  ],
  people: STORY_PEOPLE.map(({ id, slack, entra, name, teams, roles, language }) => ({
    id,
    name,
    slack,
    entra,
    teams: [...teams],
    roles: [...roles],
    language,
  })),
};

const EVIDENCE: {
  required: readonly EvidenceKind[];
  perCustomer: Readonly<Record<string, readonly EvidenceKind[]>>;
} = {
  required: ["waybill"],
  perCustomer: { "CLI-103": ["waybill", "signature"], "CLI-203": ["waybill", "signature"] },
};

/** The content of the story's rules file; what it does not say has its default. */
export const STORY_RULES = {
  version: 1,
  rules: {
    "promise-at-risk": { hoursBefore: 24 },
    "delivery-stuck": { stuckHours: 48 },
    "evidence-missing": { graceHours: 4, ...EVIDENCE },
    "delivered-not-invoiced": { invoiceWithinHours: 24 },
    "invoiced-not-delivered": { graceHours: 24 },
    // Its ERP tells which invoices it sent to the customer's portal.
    "invoice-not-filed": { enabled: true },
    // Approvals have been in use for longer than the story goes back.
    "credit-note-unapproved": { from: "2026-01-01" },
    "source-silent": { everyHours: { tms: TMS_EVERY_HOURS } },
  },
};

/** The proofs a delivery to this customer needs, by the rules file or by its own demand. */
export function proofsFor(customer: Customer): readonly EvidenceKind[] {
  const kinds = EVIDENCE.perCustomer[customer.id] ?? customer.evidence ?? EVIDENCE.required;
  return EVIDENCE_KINDS.filter((kind) => kinds.includes(kind));
}
