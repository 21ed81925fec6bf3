import type { TeamsAdapter } from "@microsoft/teams-ai";
import { z } from "zod";

const token = z.object({ access_token: z.string(), expires_in: z.number() });

/** A new token is fetched this long before the old one runs out. */
const EARLY_MS = 5 * 60_000;
const TIMEOUT_MS = 10_000;

/**
 * Credentials from a token address that is not Microsoft's: MSAL, which the SDK would use, takes
 * none that begins with http. It speaks the same OAuth 2.0 client credentials grant (RFC 6749, 4.4).
 * Tokens are kept here and not in the SDK's cache, which is one for the whole process.
 */
export function localCredentials(o: {
  appId: string;
  secret: string;
  tokenUrl: () => string;
}): TeamsAdapter["credentialsFactory"] {
  let held: { token: Promise<string>; until: number } | undefined;
  const fresh = async (scope: string): Promise<string> => {
    const asked = { grant_type: "client_credentials", scope };
    const response = await fetch(o.tokenUrl(), {
      method: "POST",
      body: new URLSearchParams({ ...asked, client_id: o.appId, client_secret: o.secret }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The token was refused (${response.status}): ${text}`);
    const answer = token.parse(JSON.parse(text));
    if (held !== undefined) held.until = Date.now() + answer.expires_in * 1000 - EARLY_MS;
    return answer.access_token;
  };
  const current = (scope: string): Promise<string> => {
    if (held === undefined || held.until <= Date.now()) {
      const asking = fresh(scope);
      held = { token: asking, until: Date.now() + TIMEOUT_MS };
      asking.catch(() => (held = undefined));
    }
    return held.token;
  };
  return {
    isValidAppId: async (appId) => appId === o.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async (_appId, audience) => ({
      async signRequest(request) {
        request.headers.set("authorization", `Bearer ${await current(`${audience}/.default`)}`);
        return request;
      },
    }),
  };
}
