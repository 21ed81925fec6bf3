import { randomBytes } from "node:crypto";
import express from "express";
import type { Request, Response, Router } from "express";
import { z } from "zod";

const LIFE_SECONDS = 3600;
const ISSUED_MAX = 1000;

const asked = z.object({
  grant_type: z.literal("client_credentials"),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.string(),
});

export type Tokens = {
  readonly router: Router;
  /** Whether a request carries a token that was issued here and has not run out. */
  admits(request: Request): boolean;
  /** As when Microsoft withdraws what it issued: every token so far is refused. */
  revoke(): void;
};

/** `POST /<tenant>/oauth2/v2.0/token`: what login.microsoftonline.com does for a bot. */
export function tokenDesk(o: { tenantId: string; appId: string; secret: string }): Tokens {
  const issued = new Map<string, number>();
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: "16kb" });
  router.post("/:tenant/oauth2/v2.0/token", form, (request, response) => {
    if (request.params["tenant"] !== o.tenantId) {
      return refuse(response, 400, "invalid_request", "AADSTS90002: Tenant not found.");
    }
    const parsed = asked.safeParse(request.body);
    if (!parsed.success) {
      return refuse(response, 400, "invalid_request", "AADSTS900144: A parameter is missing.");
    }
    if (parsed.data.client_id !== o.appId) {
      return refuse(response, 400, "unauthorized_client", "AADSTS700016: Application not found.");
    }
    if (parsed.data.client_secret !== o.secret) {
      return refuse(response, 401, "invalid_client", "AADSTS7000215: Invalid client secret.");
    }
    const token = randomBytes(32).toString("base64url");
    issued.set(token, Date.now() + LIFE_SECONDS * 1000);
    if (issued.size > ISSUED_MAX) issued.delete(issued.keys().next().value ?? "");
    response.json({
      token_type: "Bearer",
      expires_in: LIFE_SECONDS,
      ext_expires_in: LIFE_SECONDS,
      access_token: token,
    });
  });
  return {
    router,
    admits(request) {
      const token = /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1] ?? "";
      return (issued.get(token) ?? 0) > Date.now();
    },
    revoke: () => issued.clear(),
  };
}

function refuse(response: Response, status: number, error: string, description: string): void {
  response.status(status).json({ error, error_description: description });
}
