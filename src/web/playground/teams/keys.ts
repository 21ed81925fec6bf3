import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import type { KeyObject } from "node:crypto";
import express from "express";
import type { Router } from "express";

/** The issuer of what the real Bot Framework sends to bots. */
export const TOKEN_ISSUER = "https://api.botframework.com";
const TOKEN_LIFE_SECONDS = 3600;

export type SigningKey = { kid: string; privateKey: KeyObject; jwk: JsonWebKeyRsa };
type JsonWebKeyRsa = { kty: "RSA"; n: string; e: string };

/** What a token says instead of what the server itself would say; for tests of the bot's door. */
export type Claims = { iss?: string; aud?: string; serviceurl?: string; exp?: number };

export function newSigningKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  return { kid: randomUUID(), privateKey, jwk: { kty: "RSA", n, e } };
}

/** A bearer token as the Bot Framework signs it for one bot and one service URL. */
export function signedToken(
  key: SigningKey,
  o: { appId: string; serviceUrl: string; claims?: Claims },
): string {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const header = { alg: "RS256", kid: key.kid, x5t: key.kid, typ: "JWT" };
  const payload = {
    serviceurl: o.serviceUrl,
    nbf: nowSeconds - 5,
    exp: nowSeconds + TOKEN_LIFE_SECONDS,
    iss: TOKEN_ISSUER,
    aud: o.appId,
    ...o.claims,
  };
  const signed = `${part(header)}.${part(payload)}`;
  const signature = createSign("RSA-SHA256").update(signed).sign(key.privateKey, "base64url");
  return `${signed}.${signature}`;
}

/**
 * Where bots read the OpenID configuration, below the server's own URL. The key's id is a part of it
 * since the SDK keeps what it read from an address for the life of the process.
 */
export function openIdPath(key: SigningKey): string {
  return `/v1/${key.kid}/.well-known/openidconfiguration`;
}

/** The OpenID configuration and the keys, as login.botframework.com publishes them. */
export function openIdRoutes(key: SigningKey, base: () => string): Router {
  const router = express.Router();
  router.get(openIdPath(key), (_request, response) => {
    response.json({
      issuer: TOKEN_ISSUER,
      authorization_endpoint: "https://invalid.botframework.com/",
      jwks_uri: `${base()}/v1/.well-known/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["private_key_jwt"],
    });
  });
  router.get("/v1/.well-known/keys", (_request, response) => {
    const { kid, jwk } = key;
    response.json({ keys: [{ ...jwk, kid, use: "sig", x5t: kid, endorsements: ["msteams"] }] });
  });
  return router;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
