import type { Lang } from "./format.ts";

/** What only Teams needs said. */
export type TeamsText = {
  readonly cancelled: string;
  /** In a team's channel that remo.yaml names. */
  readonly arrived: string;
  arrivedUnknown(channel: string): string;
  /** For a file from a channel: a bot receives none there. */
  readonly upload: string;
  readonly uploadHere: string;
  readonly back: string;
  readonly failed: string;
};

export const TEAMS_WORDS: Readonly<Record<Lang, TeamsText>> = {
  es: {
    cancelled: "Cancelado: no cambió nada.",
    arrived: "Remo está aquí: las alertas de este equipo aparecerán en este canal.",
    arrivedUnknown: (channel) =>
      `Remo está aquí, pero ningún equipo tiene este canal. En remo.yaml, bajo "channels": ` +
      `teams: "${channel}"`,
    upload: "Abrir la página para adjuntar",
    uploadHere: "Los archivos se envían en este chat: adjuntarlos a un mensaje para Remo.",
    back: "Volver",
    failed: "An activity from Teams could not be handled.",
  },
  en: {
    cancelled: "Cancelled: nothing changed.",
    arrived: "Remo is here: this team's alerts will appear in this channel.",
    arrivedUnknown: (channel) =>
      `Remo is here, but no team has this channel. In remo.yaml, under "channels": ` +
      `teams: "${channel}"`,
    upload: "Open the page to attach files",
    uploadHere: "Files are sent in this chat: attach them to a message to Remo.",
    back: "Back",
    failed: "An activity from Teams could not be handled.",
  },
};
