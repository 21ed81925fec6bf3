import type { Deliver } from "./deliver.ts";
import { findChannel, findPerson, mriOf, ownerOfPersonal } from "./tenant.ts";
import type { Tenant } from "./tenant.ts";
import type { TenantStore } from "./store.ts";

/**
 * What the connector and the people's actions work on. `now` is the tenant's clock in epoch
 * milliseconds; `base` is this server's own URL up to its mount point, `serviceUrl` the same as bots
 * are told it.
 */
export type Backend = {
  tenant: Tenant;
  store: TenantStore;
  now: () => number;
  base: () => string;
  serviceUrl: () => string;
  deliver: Deliver;
  /** Whose clients are open, by Entra object id: only these refresh cards by themselves. */
  watches: (entra: string) => boolean;
};

/** Who is in a conversation, by Entra object id; undefined when there is no such conversation. */
export function membersOf(backend: Backend, conversation: string): readonly string[] | undefined {
  const { tenant, store } = backend;
  if (store.closed.has(conversation)) return undefined;
  const owner = ownerOfPersonal(tenant, conversation);
  if (owner !== undefined) return [owner.entra];
  const channel = findChannel(tenant, conversation);
  if (channel !== undefined) return channel.members;
  return conversation === tenant.team.id ? tenant.people.map((one) => one.entra) : undefined;
}

/**
 * Whether the app may speak and hear in a conversation. Being in a team it may begin a chat with
 * each of its members, though none of them added it for themselves.
 */
export function botIsIn(backend: Backend, conversation: string): boolean {
  const { installed } = backend.store;
  if (installed.has(backend.tenant.team.id)) return true;
  const personal = ownerOfPersonal(backend.tenant, conversation) !== undefined;
  return personal && installed.has(conversation);
}

/** A person as the connector's rosters show one. */
export function rosterEntry(backend: Backend, entra: string): Record<string, unknown> {
  const person = findPerson(backend.tenant, entra);
  const [givenName = "", ...rest] = (person?.name ?? "").split(" ");
  return {
    id: mriOf(backend.tenant, entra),
    name: person?.name ?? "",
    objectId: entra,
    aadObjectId: entra,
    givenName,
    surname: rest.join(" "),
    email: person?.email ?? "",
    userPrincipalName: person?.email ?? "",
    tenantId: backend.tenant.tenantId,
    userRole: "user",
  };
}
