import type { Deliver } from "./deliver.ts";
import { botMri, findChannel, findPerson, mriOf, ownerOfPersonal } from "./tenant.ts";
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

/** Whether the app is installed where this conversation is: for one person, or in the team. */
export function botIsIn(backend: Backend, conversation: string): boolean {
  const personal = ownerOfPersonal(backend.tenant, conversation) !== undefined;
  return backend.store.installed.has(personal ? conversation : backend.tenant.team.id);
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

/** The name of whoever has this MRI: a person or the bot. */
export function nameOf(tenant: Tenant, mri: string): string {
  return mri === botMri(tenant) ? tenant.app.name : (findPerson(tenant, mri)?.name ?? mri);
}
