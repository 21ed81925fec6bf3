import { refuse } from "./backend.ts";
import type { Backend } from "./backend.ts";
import type { Deliver, Delivered } from "./deliver.ts";
import { fileObject } from "./files.ts";

/**
 * What the person sees after doing something. `error` is Slack's own word (operation_timeout,
 * dispatch_failed) or a reason of this server; `fields` holds the app's errors by block id, or with
 * `error: "incomplete"` the problems that Slack's client would have shown.
 */
export type Outcome =
  | { ok: true }
  | { ok: false; error: string; fields?: Readonly<Record<string, string>> };

/** What a person's actions work with: the workspace, and the ways to reach the app. */
export type Driving = { backend: Backend; deliver: Deliver; event: Deliver };

export function outcome(delivered: Delivered): Outcome {
  return delivered.ok ? { ok: true } : refuse(delivered.error);
}

/** File objects for the state of a file_input, by the ids that `upload` gave. */
export function fileLookup(backend: Backend): (id: string) => unknown {
  return (id) => {
    const file = backend.store.files.get(id);
    return file && fileObject(file, backend.base());
  };
}
