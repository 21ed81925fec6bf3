import { createHash } from "node:crypto";

/**
 * One local Microsoft 365 tenant with one team, its channels and people, and one app. Ids follow
 * Microsoft's: people are known by their Entra object id (a GUID) and, to this one bot, by an MRI
 * ("29:…"); the bot by "28:" and its app id; a channel by "19:…@thread.tacv2".
 */
export type Tenant = {
  tenantId: string;
  tenantName: string;
  /** The team's own id is the id of its General channel. */
  team: { id: string; name: string; groupId: string };
  app: { id: string; name: string };
  people: readonly TenantPerson[];
  channels: readonly TenantChannel[];
};

/** `entra` is the Entra object id; `locale` BCP 47 (es-MX), `tz` an IANA zone. */
export type TenantPerson = {
  entra: string;
  name: string;
  email: string;
  title: string;
  locale: string;
  tz: string;
};

/** `members` are Entra object ids: who sees the channel. */
export type TenantChannel = {
  id: string;
  name: string;
  topic: string;
  members: readonly string[];
};

/** The id by which this bot, and no other, knows a person. */
export function mriOf(tenant: Tenant, entra: string): string {
  return `29:1${digest(`${tenant.app.id} ${entra}`)}`;
}

export function botMri(tenant: Tenant): string {
  return `28:${tenant.app.id}`;
}

/** The conversation between one person and the bot: always the same. */
export function personalId(tenant: Tenant, entra: string): string {
  return `a:1${digest(`${tenant.tenantId} ${tenant.app.id} ${entra}`)}`;
}

/** By Entra object id, MRI or e-mail address, as the connector takes them. */
export function findPerson(tenant: Tenant, id: string): TenantPerson | undefined {
  const wanted = id.toLowerCase();
  return tenant.people.find(
    (one) =>
      one.entra.toLowerCase() === wanted ||
      mriOf(tenant, one.entra) === id ||
      one.email.toLowerCase() === wanted,
  );
}

export function findChannel(tenant: Tenant, id: string): TenantChannel | undefined {
  return tenant.channels.find((channel) => channel.id === id);
}

export function ownerOfPersonal(tenant: Tenant, id: string): TenantPerson | undefined {
  return tenant.people.find((one) => personalId(tenant, one.entra) === id);
}

/** "19:…;messageid=17…" is a thread: the conversation, and the id of its first message. */
export function splitConversation(id: string): { conversation: string; root?: string } {
  const [conversation = "", root] = id.split(";messageid=");
  return root === undefined ? { conversation } : { conversation, root };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
