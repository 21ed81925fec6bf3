import type pg from "pg";
import type { Conversation, Conversations, Member } from "../app/conversations.ts";

type Row = {
  channel: string;
  kind: Conversation["kind"];
  conversation_id: string;
  service_url: string;
  tenant_id: string;
  bot_id: string;
};
type MemberRow = { account: string; member_id: string; name: string };

const COLUMNS = "channel, kind, conversation_id, service_url, tenant_id, bot_id";

export function createConversations(pool: pg.Pool): Conversations {
  return {
    async remember(one, now) {
      // Most activities tell an address that is known: then nothing is written.
      await pool.query({
        name: "remember-conversation",
        text: `
          INSERT INTO teams_conversations (${COLUMNS}, heard_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
          ON CONFLICT (channel) DO UPDATE SET kind = excluded.kind,
            conversation_id = excluded.conversation_id, service_url = excluded.service_url,
            tenant_id = excluded.tenant_id, bot_id = excluded.bot_id,
            heard_at = excluded.heard_at, revoked_at = NULL
          WHERE teams_conversations.revoked_at IS NOT NULL
            OR (teams_conversations.conversation_id, teams_conversations.service_url,
                teams_conversations.tenant_id, teams_conversations.bot_id)
              IS DISTINCT FROM (excluded.conversation_id, excluded.service_url,
                excluded.tenant_id, excluded.bot_id)`,
        values: [
          one.channel,
          one.kind,
          one.conversationId,
          one.serviceUrl,
          one.tenantId,
          one.botId,
          now,
        ],
      });
    },
    async revoke(channel, now) {
      await pool.query({
        name: "revoke-conversation",
        text: `UPDATE teams_conversations SET revoked_at = $2
          WHERE channel = $1 AND revoked_at IS NULL`,
        values: [channel, now],
      });
    },
    async arrived() {
      await pool.query({
        name: "conversations-again",
        text: `UPDATE teams_conversations SET revoked_at = NULL WHERE revoked_at IS NOT NULL
          AND kind = 'channel'`,
      });
      // Only what waited for this: other refusals are for the administrator to look at.
      await pool.query({
        name: "dead-teams-messages-again",
        text: `UPDATE messages SET state = 'behind', attempts = 0, error = NULL, next_at = now()
          WHERE state = 'dead' AND platform = 'teams' AND error LIKE 'Remo is %Teams conversation%'`,
      });
    },
    async of(channel) {
      const { rows } = await pool.query<Row & { revoked: boolean }>({
        name: "conversation-of",
        text: `SELECT ${COLUMNS}, revoked_at IS NOT NULL AS revoked FROM teams_conversations
          WHERE channel = $1`,
        values: [channel],
      });
      return rows[0]?.revoked ? "revoked" : conversationIn(rows);
    },
    async any() {
      const { rows } = await pool.query<Row>({
        name: "any-conversation",
        text: `SELECT ${COLUMNS} FROM teams_conversations
          WHERE revoked_at IS NULL ORDER BY heard_at DESC LIMIT 1`,
      });
      return conversationIn(rows);
    },
    async learn(members) {
      if (members.length === 0) return;
      const once = [...new Map(members.map((one) => [one.account, one])).values()];
      await pool.query({
        name: "learn-members",
        text: `
          INSERT INTO teams_members (account, member_id, name)
          SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
          ON CONFLICT (account) DO UPDATE SET member_id = excluded.member_id, name = excluded.name
          WHERE (teams_members.member_id, teams_members.name)
            IS DISTINCT FROM (excluded.member_id, excluded.name)`,
        values: [
          once.map((one) => one.account),
          once.map((one) => one.memberId),
          once.map((one) => one.name.slice(0, 200)),
        ],
      });
    },
    async membersOf(accounts) {
      if (accounts.length === 0) return [];
      const { rows } = await pool.query<MemberRow>({
        name: "members-of",
        text: `
          SELECT account, member_id, name FROM teams_members
          JOIN unnest($1::text[]) WITH ORDINALITY AS asked (account, at) USING (account)
          ORDER BY at`,
        values: [accounts],
      });
      return rows.map((row): Member => ({
        account: row.account,
        memberId: row.member_id,
        name: row.name,
      }));
    },
  };
}

function conversationIn([row]: readonly Row[]): Conversation | null {
  if (!row) return null;
  return {
    channel: row.channel,
    kind: row.kind,
    conversationId: row.conversation_id,
    serviceUrl: row.service_url,
    tenantId: row.tenant_id,
    botId: row.bot_id,
  };
}
