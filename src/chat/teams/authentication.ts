import { TeamsAdapter } from "@microsoft/teams-ai";
import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from "botbuilder";
import {
  AuthenticationConstants,
  ClaimsIdentity,
  type ConnectorClient,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";

/** Where Microsoft's services are, when they are not Microsoft's own: a local Teams. */
export type TeamsCloud = {
  /** Without a slash at the end. */
  readonly loginUrl: string;
  readonly openIdMetadataUrl: string;
  readonly tokenIssuer: string;
};

export type TeamsCredentials = ServiceClientCredentialsFactory;

export type TeamsIdentity =
  | {
      readonly kind: "registered";
      readonly appId: string;
      readonly appPassword: string;
      readonly tenantId: string;
      readonly cloud?: TeamsCloud | undefined;
      readonly credentials?: TeamsCredentials | undefined;
    }
  /** Anybody on this machine is believed: for Microsoft's local client, and nothing else. */
  | { readonly kind: "local-client" };

export type TeamsGate = {
  readonly adapter: TeamsAdapter;
  /** Speaks to one service address; it calls once and says what came of it. */
  connector(serviceUrl: string): Promise<ConnectorClient>;
  /** Asks for a token, as whoever speaks has to; throws what Microsoft says against it. */
  prove(): Promise<void>;
};

/** Checks who calls, and proves who we are. Throws when the identity could let anybody in. */
export function openGate(identity: TeamsIdentity): TeamsGate {
  const { settings, credentials } = settingsOf(identity);
  const factory = credentials ?? new ConfigurationServiceClientCredentialFactory(settings);
  const adapter = new TeamsAdapter(settings, factory);
  const authentication = new ConfigurationBotFrameworkAuthentication(settings, factory);
  const appId = identity.kind === "registered" ? identity.appId : "";
  const known = new Map<string, Promise<ConnectorClient>>();
  return {
    adapter,
    async prove() {
      if (identity.kind === "local-client") return;
      const own = await factory.createCredentials(
        appId,
        AuthenticationConstants.ToChannelFromBotOAuthScope,
        identity.cloud?.loginUrl ?? AuthenticationConstants.ToChannelFromBotLoginUrl,
        identity.cloud === undefined,
      );
      if ("getToken" in own && typeof own.getToken === "function") await own.getToken();
    },
    connector(serviceUrl) {
      const asked = known.get(serviceUrl);
      if (asked) return asked;
      const made = connect(authentication, appId, serviceUrl);
      known.set(serviceUrl, made);
      made.catch(() => known.delete(serviceUrl));
      return made;
    },
  };
}

function settingsOf(identity: TeamsIdentity) {
  if (identity.kind === "local-client") return { settings: {}, credentials: undefined };
  const { appId, appPassword, tenantId, cloud, credentials } = identity;
  // An empty id turns the SDK's checks off without a word.
  if (!appId || !appPassword || !tenantId) {
    throw new Error("Teams needs an app id, its password and the tenant.");
  }
  const settings = {
    MicrosoftAppType: "SingleTenant",
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppTenantId: tenantId,
    ...(cloud
      ? {
          ValidateAuthority: false,
          ToChannelFromBotLoginUrl: cloud.loginUrl,
          ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
          ToBotFromChannelTokenIssuer: cloud.tokenIssuer,
          OAuthUrl: cloud.loginUrl,
          ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
          ToBotFromEmulatorOpenIdMetadataUrl: cloud.openIdMetadataUrl,
        }
      : {}),
  };
  return { settings, credentials };
}

async function connect(
  authentication: ConfigurationBotFrameworkAuthentication,
  appId: string,
  serviceUrl: string,
): Promise<ConnectorClient> {
  const claims = [AuthenticationConstants.AudienceClaim, AuthenticationConstants.AppIdClaim];
  const who = new ClaimsIdentity(claims.map((type) => ({ type, value: appId })));
  const factory = authentication.createConnectorFactory(who);
  const connector = await factory.create(
    serviceUrl,
    AuthenticationConstants.ToChannelFromBotOAuthScope,
  );
  withoutRetries(connector);
  return connector;
}

type Pipeline = { removePolicy(which: { readonly phase: "Retry" }): unknown };

/**
 * The SDK repeats what was reset or throttled: a post whose answer was lost would be there twice,
 * and a throttled one would hold its message for minutes. Retries are the outbox's business. The
 * SDK has no setting for it.
 */
function withoutRetries(connector: ConnectorClient): void {
  const inner: unknown = Reflect.get(connector, "client");
  const pipeline = typeof inner === "object" && inner && "pipeline" in inner && inner.pipeline;
  if (!isPipeline(pipeline)) throw new Error("The Teams SDK's pipeline is not where it was.");
  pipeline.removePolicy({ phase: "Retry" });
}

function isPipeline(value: unknown): value is Pipeline {
  return typeof value === "object" && value !== null && "removePolicy" in value;
}
