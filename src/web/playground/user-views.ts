import { z } from "zod";
import { refuse } from "./backend.ts";
import type { Backend } from "./backend.ts";
import { fieldProblems, stateValues } from "./element-state.ts";
import type { Values } from "./element-state.ts";
import { MODAL_STACK_MAX, replaceView, stackView } from "./methods/views.ts";
import { viewClosed, viewSubmission } from "./payloads.ts";
import { fileLookup, outcome } from "./driving.ts";
import type { Driving, Outcome } from "./driving.ts";
import { checkView } from "./views.ts";
import type { View } from "./views.ts";

const acknowledgement = z.discriminatedUnion("response_action", [
  z.object({
    response_action: z.literal("errors"),
    errors: z.record(z.string(), z.string()),
  }),
  z.object({ response_action: z.literal("update"), view: z.unknown() }),
  z.object({ response_action: z.literal("push"), view: z.unknown() }),
  z.object({ response_action: z.literal("clear") }),
]);

/** Sends a filled dialog to the app and does what its acknowledgement says. */
export async function submitView(
  o: Driving,
  userId: string,
  submission: { viewId: string; values: Values },
): Promise<Outcome> {
  const { backend } = o;
  const view = openView(backend, userId, submission.viewId);
  if (view === undefined) return refuse("view_not_found");
  const fields = fieldProblems(view.blocks, submission.values);
  if (Object.keys(fields).length > 0) return { ok: false, error: "incomplete", fields };
  const values = stateValues(view.blocks, submission.values, fileLookup(backend));
  const payload = viewSubmission(backend, { userId, view, values });
  const delivered = await o.deliver("interactive", payload);
  if (!delivered.ok) return refuse(delivered.error);
  if (delivered.body === undefined || delivered.body === "") {
    unstack(backend, userId, view.id);
    return { ok: true };
  }
  const ack = acknowledgement.safeParse(delivered.body);
  if (!ack.success) return refuse("invalid_response_action");
  return applyAck(backend, view, ack.data);
}

/** Closes a dialog and those above it; the app hears of it if the view asked for that. */
export async function closeView(o: Driving, userId: string, viewId: string): Promise<Outcome> {
  const view = openView(o.backend, userId, viewId);
  if (view?.type !== "modal") return refuse("view_not_found");
  const cleared = view.clear_on_close === true;
  if (cleared) o.backend.store.commit({ op: "modals", userId, views: [] });
  else unstack(o.backend, userId, viewId);
  if (view.notify_on_close !== true) return { ok: true };
  const payload = viewClosed(o.backend, userId, view, cleared);
  return outcome(await o.deliver("interactive", payload));
}

function applyAck(backend: Backend, view: View, ack: z.infer<typeof acknowledgement>): Outcome {
  switch (ack.response_action) {
    case "errors":
      return { ok: false, error: "refused_by_app", fields: ack.errors };
    case "clear":
      backend.store.commit({ op: "modals", userId: view.userId, views: [] });
      return { ok: true };
    case "update":
    case "push": {
      const checked = checkView(ack.view);
      if ("refused" in checked) return refuse("invalid_view", checked.refused);
      const stack = backend.store.modalsOf(view.userId);
      if (ack.response_action === "update") replaceView(backend, view, checked.view);
      else if (stack.length >= MODAL_STACK_MAX) return refuse("push_limit_reached");
      else stackView(backend, view.userId, checked.view, stack);
      return { ok: true };
    }
  }
}

function openView(backend: Backend, userId: string, viewId: string): View | undefined {
  return backend.store.modalsOf(userId).find((view) => view.id === viewId);
}

function unstack(backend: Backend, userId: string, viewId: string): void {
  const views = [...backend.store.modalsOf(userId)];
  const index = views.findIndex((view) => view.id === viewId);
  if (index < 0) return;
  backend.store.commit({ op: "modals", userId, views: views.slice(0, index) });
}
