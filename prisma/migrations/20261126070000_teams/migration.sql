-- Where Teams can be spoken to: a bot has to have been there first.
CREATE TABLE "teams_conversations" (
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "service_url" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "bot_id" TEXT NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "teams_conversations_pkey" PRIMARY KEY ("channel"),
    CONSTRAINT "teams_conversations_kind" CHECK ("kind" IN ('channel', 'personal'))
);
CREATE INDEX "teams_conversations_heard_at_idx" ON "teams_conversations" ("heard_at");

-- What Teams calls people in its messages, by who they are in Microsoft Entra.
CREATE TABLE "teams_members" (
    "account" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "teams_members_pkey" PRIMARY KEY ("account")
);
