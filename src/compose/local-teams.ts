import { localCredentials } from "../chat/teams/local-credentials.ts";
import type { TeamsServer } from "../web/playground/teams/teams-server.ts";
import type { LocalTeams } from "./platforms.ts";

/** What Microsoft's tokens for bots are issued by. */
const ISSUER = "https://api.botframework.com";

/** A local Teams in Microsoft's place: its keys, its tokens, its files. */
export function localTeams(server: TeamsServer, secret: string): LocalTeams {
  const { openIdUrl, tokenUrl, serviceUrl } = server.addresses();
  const { origin } = new URL(serviceUrl);
  return {
    cloud: { loginUrl: tokenUrl, openIdMetadataUrl: openIdUrl, tokenIssuer: ISSUER },
    credentials: localCredentials({
      appId: server.tenant.app.id,
      secret,
      tokenUrl: () => server.addresses().tokenUrl,
    }),
    mayFetch: (url) => URL.canParse(url) && new URL(url).origin === origin,
  };
}
