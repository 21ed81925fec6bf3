import type { WebClient } from "@slack/web-api";
import type { Desk, Directory, Who } from "../../app/ports.ts";
import type { InFlight } from "./drain.ts";
import type { FileSource } from "./files.ts";
import type { Log } from "./logger.ts";
import { homeView } from "./render-view.ts";
import type { ShownNames } from "./shown-names.ts";

export type HandlerNeeds = {
  readonly desk: Desk;
  readonly directory: Directory;
  readonly client: WebClient;
  readonly names: ShownNames;
  readonly files: FileSource;
  readonly inFlight: InFlight;
  readonly log: Log;
  readonly onRevoked?: (() => void) | undefined;
};

export async function showHome(who: Who, { desk, client }: HandlerNeeds): Promise<void> {
  const home = await desk.home(who);
  await client.views.publish({ user_id: who.userId, view: homeView(home) });
}
