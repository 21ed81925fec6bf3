import type { Dialog, Message, OwnView, StoredFile, Toast } from "./message.ts";

/** Everything that can happen to what is on the screens; the journal is a list of these. */
export type Change =
  | { op: "message"; message: Message }
  | { op: "delete"; conversation: string; id: string }
  | { op: "view"; view: OwnView }
  | { op: "toast"; toast: Toast }
  | { op: "toast-gone"; entra: string; id: string }
  | { op: "dialog"; entra: string; dialog: Dialog | null }
  | { op: "file"; file: StoredFile }
  /** `where` is the team's id or a personal conversation. */
  | { op: "installed"; where: string; present: boolean }
  | { op: "channel-deleted"; conversation: string }
  | { op: "reset" };

export const OPS = [
  "message",
  "delete",
  "view",
  "toast",
  "toast-gone",
  "dialog",
  "file",
  "installed",
  "channel-deleted",
  "reset",
] as const satisfies readonly Change["op"][];
