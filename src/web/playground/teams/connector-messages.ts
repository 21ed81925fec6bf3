import { z } from "zod";
import { botIsIn, membersOf } from "./backend.ts";
import type { Backend } from "./backend.ts";
import { CARD, readCard } from "./message.ts";
import type { Message } from "./message.ts";
import { refreshAll } from "./own-view.ts";
import { botMri, findPerson, personalId, splitConversation } from "./tenant.ts";
import { ERROR_CODES } from "./faults.ts";

export type Answer = { status: number; body: unknown };

/** Teams takes about 28 KB of JSON per message. */
const ACTIVITY_MAX_BYTES = 28 * 1024;

const activity = z.object({
  type: z.string(),
  text: z.string().optional(),
  textFormat: z.enum(["plain", "markdown", "xml"]).optional(),
  summary: z.string().optional(),
  attachments: z
    .array(
      z.object({
        contentType: z.string(),
        content: z.unknown().optional(),
        contentUrl: z.string().optional(),
        name: z.string().optional(),
      }),
    )
    .max(10)
    .optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
});
const mention = z.object({ text: z.string(), mentioned: z.object({ id: z.string() }) });
const creation = z.object({
  isGroup: z.boolean().optional(),
  members: z.array(z.object({ id: z.string() })).optional(),
  tenantId: z.string().optional(),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).optional(),
      channel: z.object({ id: z.string() }).optional(),
    })
    .optional(),
  activity: z.unknown().optional(),
});

type Content = Pick<Message, "text" | "textFormat" | "attachments" | "mentions" | "summary">;

export function refusal(status: number, code?: string, message?: string): Answer {
  const usual = ERROR_CODES[status] ?? { code: "ServiceError", message: "Unknown" };
  const error = { code: code ?? usual.code, message: message ?? usual.message };
  return { status, body: { error } };
}

/** `POST v3/conversations`: the personal conversation with somebody, or a thread of a channel. */
export function createConversation(backend: Backend, body: unknown): Answer {
  const parsed = creation.safeParse(body);
  if (!parsed.success) return refusal(400, "BadSyntax", z.prettifyError(parsed.error));
  const { members = [], channelData, activity: first } = parsed.data;
  const { tenant } = backend;
  if (channelData?.channel !== undefined) {
    const said = post(backend, { conversation: channelData.channel.id, body: first });
    if (said.status !== 201) return said;
    const { id } = said.body as { id: string };
    const thread = `${channelData.channel.id};messageid=${id}`;
    return { status: 201, body: { id: thread, activityId: id } };
  }
  const tenantId = parsed.data.tenantId ?? channelData?.tenant?.id;
  if (tenantId !== tenant.tenantId) return refusal(400, "BadSyntax", "Bad format of tenant id.");
  const [member] = members;
  if (member === undefined || members.length > 1 || parsed.data.isGroup === true) {
    return refusal(400, "BadSyntax", "A bot can begin a conversation with one person.");
  }
  const person = findPerson(tenant, member.id);
  if (person === undefined) return refusal(400, "BadSyntax", "Failed to decrypt pairwise id.");
  const id = personalId(tenant, person.entra);
  if (!botIsIn(backend, id)) return refusal(403);
  if (first === undefined) return { status: 201, body: { id } };
  const said = post(backend, { conversation: id, body: first });
  if (said.status !== 201) return said;
  return { status: 201, body: { id, activityId: (said.body as { id: string }).id } };
}

/** A message of the bot: the first of a thread, or in the thread of the id or of `replyTo`. */
export function post(
  backend: Backend,
  o: { conversation: string; replyTo?: string; body: unknown },
): Answer {
  const { conversation, root } = splitConversation(o.conversation);
  const wrong = notThere(backend, conversation);
  if (wrong !== undefined) return wrong;
  const begun = root ?? o.replyTo;
  const known = begun === undefined ? undefined : backend.store.message(conversation, begun);
  if (root !== undefined && known === undefined) return refusal(404);
  const content = readContent(o.body);
  if ("status" in content) return content;
  const id = backend.store.nextId();
  const message: Message = {
    id,
    conversation,
    rootId: known?.rootId ?? id,
    from: botMri(backend.tenant),
    ...content,
    version: 0,
  };
  backend.store.commit({ op: "message", message });
  refreshAll(backend, message);
  return { status: 201, body: { id } };
}

export function update(
  backend: Backend,
  o: { conversation: string; id: string; body: unknown },
): Answer {
  const found = ownMessage(backend, o);
  if ("status" in found) return found;
  const content = readContent(o.body);
  if ("status" in content) return content;
  const { summary: _old, ...kept } = found;
  const message: Message = { ...kept, ...content, version: found.version + 1 };
  backend.store.commit({ op: "message", message });
  refreshAll(backend, message);
  return { status: 200, body: { id: o.id } };
}

export function remove(backend: Backend, o: { conversation: string; id: string }): Answer {
  const found = ownMessage(backend, o);
  if ("status" in found) return found;
  backend.store.commit({ op: "delete", conversation: found.conversation, id: o.id });
  return { status: 200, body: undefined };
}

export function notThere(backend: Backend, conversation: string): Answer | undefined {
  if (membersOf(backend, conversation) === undefined) return refusal(404);
  return botIsIn(backend, conversation) ? undefined : refusal(403);
}

/** A bot may change what it wrote itself, and nothing else. */
function ownMessage(backend: Backend, o: { conversation: string; id: string }): Message | Answer {
  const { conversation } = splitConversation(o.conversation);
  const wrong = notThere(backend, conversation);
  if (wrong !== undefined) return wrong;
  const found = backend.store.message(conversation, o.id);
  if (found !== undefined && found.from === botMri(backend.tenant)) return found;
  const code = "ActivityNotFoundInConversation";
  return refusal(404, code, "Message does not exist in the thread.");
}

function readContent(body: unknown): Content | Answer {
  if (Buffer.byteLength(JSON.stringify(body) ?? "") > ACTIVITY_MAX_BYTES) return refusal(413);
  const parsed = activity.safeParse(body);
  if (!parsed.success) return refusal(400, "BadSyntax", z.prettifyError(parsed.error));
  const { type, text = "", textFormat = "markdown", summary } = parsed.data;
  // A sign of typing is shown for a moment and kept nowhere.
  if (type === "typing") return { status: 202, body: {} };
  if (type !== "message") return refusal(400, "BadSyntax", `Unknown activity type ${type}.`);
  const attachments = (parsed.data.attachments ?? []).map(({ contentType, content, ...rest }) => ({
    contentType,
    content,
    ...(rest.contentUrl === undefined ? {} : { contentUrl: rest.contentUrl }),
    ...(rest.name === undefined ? {} : { name: rest.name }),
  }));
  if (text === "" && attachments.length === 0) {
    return refusal(400, "BadSyntax", "Activity should have either text or attachments.");
  }
  for (const attached of attachments) {
    const card = attached.contentType === CARD ? readCard(attached.content) : undefined;
    if (card !== undefined && "refused" in card) return refusal(400, "BadSyntax", card.refused);
  }
  const mentions = (parsed.data.entities ?? []).flatMap((entity) => {
    const one = entity.type === "mention" ? mention.safeParse(entity).data : undefined;
    return one === undefined ? [] : [{ mri: one.mentioned.id, text: one.text }];
  });
  return { text, textFormat, attachments, mentions, ...(summary === undefined ? {} : { summary }) };
}
