import type { RunVerb } from "../command-context.ts";
import { creditCommand } from "../credit-command.ts";

/** `credit INVOICE [AMOUNT [REASON]]`: the dialog of a request, filled with what was typed. */
export const credit: RunVerb = (c) => creditCommand(c.words, c.word, c.person, c.asker, c);
