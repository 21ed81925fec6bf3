import type { Lang } from "./format.ts";

/** What only Teams needs said. */
export type TeamsText = {
  readonly cancelled: string;
  /** In a team's channel that remo.yaml names. */
  readonly arrived: string;
  arrivedUnknown(channel: string): string;
  readonly back: string;
};

export const TEAMS_WORDS: Readonly<Record<Lang, TeamsText>> = {
  es: {
    cancelled: "Cancelado: no cambió nada.",
    arrived: "Remo está aquí: las alertas de este equipo aparecerán en este canal.",
    arrivedUnknown: (channel) =>
      `Remo está aquí, pero ningún equipo tiene este canal. En remo.yaml, bajo "channels": ` +
      `teams: "${channel}"`,
    back: "Volver",
  },
  en: {
    cancelled: "Cancelled: nothing changed.",
    arrived: "Remo is here: this team's alerts will appear in this channel.",
    arrivedUnknown: (channel) =>
      `Remo is here, but no team has this channel. In remo.yaml, under "channels": ` +
      `teams: "${channel}"`,
    back: "Back",
  },
};
