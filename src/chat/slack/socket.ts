import { SocketModeReceiver } from "@slack/bolt";
import { SLACK_API, withSlash } from "./client.ts";
import { type Log, slackLogger } from "./logger.ts";

const TRY_AGAIN_MS = 60_000;

/**
 * Socket Mode with options of its own. Bolt's `socketMode: true` shares the Web API client's
 * options, and there a low retry count ends the process; and the client itself lets a reconnection
 * that fails for good reject with nobody listening. Here it is logged and tried again.
 */
export function createSocketReceiver(o: {
  readonly appToken: string;
  readonly apiUrl: string | undefined;
  readonly log: Log;
}): { readonly receiver: SocketModeReceiver; close(): void } {
  const receiver = new SocketModeReceiver({
    appToken: o.appToken,
    logger: slackLogger(o.log),
    installerOptions: { clientOptions: { slackApiUrl: withSlash(o.apiUrl ?? SLACK_API) } },
  });
  const { client } = receiver;
  const connect = client.start.bind(client);
  let everConnected = false;
  let timer: NodeJS.Timeout | undefined;
  client.start = async () => {
    try {
      const opened = await connect();
      everConnected = true;
      return opened;
    } catch (error) {
      if (!everConnected) throw error;
      o.log.error({ err: error }, "Slack's socket could not be opened again; trying in a minute");
      timer = setTimeout(() => void client.start(), TRY_AGAIN_MS);
      return { ok: false };
    }
  };
  return { receiver, close: () => clearTimeout(timer) };
}
