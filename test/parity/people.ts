import { type Remo, type RemoOptions, startRemo } from "../support/remo.ts";
import { entraOf, PEOPLE } from "../support/remo-settings.ts";
import type { Side } from "./rows.ts";
import { seatOf } from "./seats.ts";

export const EVERYWHERE = [
  "sales",
  "logistics",
  "collections",
  "controller",
  "administrator",
] as const;

/** All teams in Teams, and none in Slack. */
export function inTeams(options: RemoOptions = {}): Promise<Remo> {
  return startRemo({ inTeams: EVERYWHERE, notInSlack: EVERYWHERE, ...options });
}

/** remo.yaml's people, of whom one has no account on this side: who it is there is not known. */
export function peopleBut(side: Side, name: string): readonly object[] {
  return PEOPLE.map(({ name: id, realName, id: slack, team, roles }) => ({
    id,
    name: realName,
    ...(side === "Slack" && id === name ? {} : { slack }),
    ...(side === "Teams" && id === name ? {} : { entra: entraOf(id) }),
    teams: [team],
    roles: [...roles],
  }));
}

/** Shows a code on the other side, and types it on this one. */
export async function linkWith(remo: Remo, side: Side, name: string): Promise<void> {
  const other = side === "Slack" ? "Teams" : "Slack";
  const shown = await seatOf(remo, other, name).ask("vincular", /El código es [0-9A-Z-]{14}\./);
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(shown.words)?.[0] ?? "";
  await seatOf(remo, side, name).ask(`vincular ${code}`, /la misma persona para Remo/);
}
