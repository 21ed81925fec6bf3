import { type Command, formOf, offered, type Refusal } from "../../core/answer.ts";
import type { CreditPolicy } from "../../core/credit-policy.ts";
import type { Case } from "../../core/case.ts";
import { findingKey } from "../../core/finding.ts";
import { demandedEvidence } from "../../core/customer.ts";
import { localDate } from "../../core/calendar.ts";
import { VERBS } from "../../text/verbs.ts";
import { titleOf } from "../../view/case-fields.ts";
import { invoiceTargeted } from "../../view/credit-dialog.ts";
import { dialogFor } from "../../view/dialog.ts";
import { findingNamed } from "../../view/finding-token.ts";
import { attachDialog } from "../../view/proof-dialog.ts";
import type {
  AskCredit,
  Clock,
  Desk,
  IncomingFile,
  KeepEvidence,
  KnownPerson,
  Press,
  Reply,
  Submission,
  Who,
} from "../ports.ts";
import { type Asker, askerOf, greetStranger, say } from "./asker.ts";
import type { CommandNeeds } from "./command-context.ts";
import { runCommand } from "./commands.ts";
import { assignable } from "./assignable.ts";
import { reopenCredit, submitCredit } from "./credit-command.ts";
import { comment } from "./comment.ts";
import { ordersLike } from "./find-orders.ts";
import { homeOf } from "./home.ts";
import { readForm } from "./read-form.ts";
import { asksForProof, refuse } from "./refusal.ts";
import { onlyTells, tell } from "./tell.ts";
import { viewCase } from "./view-case.ts";
import { findingFor, waitingForProof } from "./waiting-proofs.ts";

export type DeskOptions = Omit<CommandNeeds, "demanded"> & {
  readonly clock: Clock;
  /** Decides and commits, on the case as it stands when it is locked. */
  readonly answer: (
    command: Command,
    caseId: string,
  ) => Promise<{ readonly done: Case } | { readonly refusal: Refusal }>;
  readonly askCredit: AskCredit;
  /** Who signs which credit notes, and whose codes their reasons carry. */
  readonly credit: CreditPolicy;
  readonly keepEvidence: KeepEvidence;
  /** Which proofs a delivery must have under the rules file; default: what its customer demands. */
  readonly demanded?: CommandNeeds["demanded"];
};

/** The same answers on every chat platform: it decides nothing that `offered` and `answer` do not. */
export function createDesk(o: DeskOptions): Desk {
  const ask = async (who: Who) => {
    // An account that was linked since, here or on another replica, is in the office's books.
    if (!o.directory.personOf(who.platform, who.userId)) {
      o.directory.learn((await o.lookups.office()).accounts);
    }
    return askerOf(who, o.directory, o.clock);
  };
  const demanded = o.demanded ?? byCustomer;
  return {
    async press(press) {
      const asker = await ask(press.who);
      if (!asker.person) return greetStranger(asker);
      const invoiceId = invoiceOf(press);
      if (invoiceId !== null) return reopenCredit(invoiceId, asker.person, asker, o);
      return pressed(o, press, asker, asker.person);
    },
    async submit(press, submission) {
      const asker = await ask(press.who);
      if (!asker.person) return greetStranger(asker);
      const invoiceId = invoiceOf(press);
      if (invoiceId !== null) {
        return submitCredit(invoiceId, submission, asker.person, asker, o);
      }
      return submitted(o, press, submission, asker, asker.person);
    },
    async command(who, typed) {
      const asker = await ask(who);
      return runCommand(typed, asker, { ...o, demanded }, (person) => ({
        press: (on) => pressed(o, { who, ...on }, asker, person),
        submit: (on, given) => submitted(o, { who, ...on }, given, asker, person),
      }));
    },
    async attachFrom(who, files) {
      const asker = await ask(who);
      if (!asker.person) return greetStranger(asker);
      return attach(o, files, asker, asker.person);
    },
    home: async (who) => homeOf(await ask(who), o),
    comment: async (who, written) => comment(written, await ask(who), o),
    async find(who, typed, limit) {
      const asker = await ask(who);
      if (!asker.person) return [];
      const ids = await ordersLike(typed, o.reads, limit);
      const found = await Promise.all(
        ids.map(async (orderId) => {
          const reply = await this.command(who, `${VERBS.status.en[0]} ${orderId}`);
          const picture = await o.reads.order(orderId);
          const customer = picture?.customer?.name ?? null;
          return reply.kind === "note" ? [{ orderId, customer, note: reply.note }] : [];
        }),
      );
      return found.flat();
    },
    view: async (who, caseId) => viewCase(caseId, await ask(who), o),
  };
}

const byCustomer: CommandNeeds["demanded"] = ({ customer, zone }, { deliveredAt }) =>
  (deliveredAt && demandedEvidence(customer, localDate(deliveredAt, zone))) || [];

/** The invoice that a credit note is asked for outside of any case. */
function invoiceOf({ action, caseId }: Press): string | null {
  return action === "credit-note" ? invoiceTargeted(caseId) : null;
}

type Pressed = {
  readonly case: Case | null;
  readonly command: Omit<Command, "input">;
};

/** The press as the core knows it: its finding by key, whatever the platform sent. */
async function read(o: DeskOptions, press: Press, person: KnownPerson): Promise<Pressed> {
  const c = await o.reads.caseById(press.caseId);
  return { case: c, command: { action: press.action, person, finding: named(c, press, person) } };
}

function named(c: Case | null, press: Press, person: KnownPerson): string | null {
  if (!c) return press.finding;
  if (press.finding !== null) return findingNamed(c.findings, press.finding);
  // Files taken from a message name only the case that the person chose.
  const chosen = asksForProof(press.action) ? findingFor(c, person) : null;
  return chosen && findingKey(chosen);
}

async function pressed(
  o: DeskOptions,
  press: Press,
  asker: Asker,
  person: KnownPerson,
): Promise<Reply> {
  const { case: c, command } = await read(o, press, person);
  const offer = offered(c, command);
  if ("refused" in offer) return refuse(offer, press, asker, o);
  if (c && onlyTells(press.action)) {
    const told = tell(offer.finding, await o.reads.picture(c.group), asker);
    return told ?? say(asker, asker.speech.text.answer.caseGone);
  }
  if (c && formOf(press.action, offer.finding) !== "none") {
    const picture = await o.reads.picture(c.group);
    const people = assignable(c, o.directory);
    const { credit } = o;
    const about = { ...asker.reader, case: c, finding: offer.finding, picture, people, credit };
    const dialog = dialogFor(press.action, about);
    if (dialog) return { kind: "dialog", dialog };
  }
  return conclude(o, press, { ...command, input: {} }, asker);
}

async function submitted(
  o: DeskOptions,
  press: Press,
  submission: Submission,
  asker: Asker,
  person: KnownPerson,
): Promise<Reply> {
  const { case: c, command } = await read(o, press, person);
  const offer = offered(c, command);
  if ("refused" in offer) return refuse(offer, press, asker, o);
  const form = formOf(press.action, offer.finding);
  if (!c || form === "none") return conclude(o, press, { ...command, input: {} }, asker);
  const picture = await o.reads.picture(c.group);
  const { text } = asker.speech;
  const about = { case: c, finding: offer.finding, picture, text };
  const parts = { directory: o.directory, keep: o.keepEvidence };
  const filled = await readForm(form, submission, { ...about, ...parts });
  if ("errors" in filled) return { kind: "invalid", errors: filled.errors };
  return conclude(o, press, { ...command, input: filled.input }, asker);
}

async function conclude(
  o: DeskOptions,
  press: Press,
  command: Command,
  asker: Asker,
): Promise<Reply> {
  const result = await o.answer(command, press.caseId);
  if ("refusal" in result) return refuse(result.refusal, press, asker, o);
  const { text } = asker.speech;
  const label = text.action[press.action];
  const subject = titleOf(result.done, await o.reads.picture(result.done.group));
  const sentence =
    result.done.state === "closed"
      ? text.answer.closed(label, subject)
      : text.answer.done(label, subject);
  return { kind: "done", note: { lang: asker.reader.lang, text: sentence } };
}

async function attach(
  o: DeskOptions,
  files: readonly IncomingFile[],
  asker: Asker,
  person: KnownPerson,
): Promise<Reply> {
  const { text } = asker.speech;
  if (files.length === 0) return say(asker, text.answer.noFiles);
  const waiting = await waitingForProof(person, o.reads);
  if (waiting.length === 0) return say(asker, text.answer.noCaseForProof);
  const names = files.map((file) => file.name);
  return { kind: "dialog", dialog: attachDialog(waiting, names, asker.reader) };
}
