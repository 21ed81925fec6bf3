-- What people type of a name: small letters, no accents, single blanks. The bodies are parsed here
-- once, so that no search path changes what an index holds.
CREATE FUNCTION "remo_plain"("name" TEXT) RETURNS TEXT
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(btrim(translate(lower("name"),
        'áàâäãéèêëíìîïóòôöõúùûüñçÁÀÂÄÃÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇ',
        'aaaaaeeeeiiiiooooouuuuncaaaaaeeeeiiiiooooouuuunc')), '\s+', ' ', 'g');

-- The pieces of three letters of a name's words, each word with a blank before and behind it. The
-- extension that does this is not for every database user to install.
CREATE FUNCTION "remo_pieces"("name" TEXT) RETURNS TEXT[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT coalesce(array_agg(DISTINCT substr(word, at, 3)), '{}')
        FROM (SELECT ' ' || one || ' ' AS word
            FROM regexp_split_to_table("remo_plain"("name"), '[^[:alnum:]]+') AS one
            WHERE one <> '') words, generate_series(1, length(word) - 2) AS at);

-- Customers by their names, whole and in pieces: rows of other kinds are in neither.
CREATE INDEX "subjects_customer_name" ON "subjects" ("remo_plain"("state"->>'name'))
    WHERE "key" LIKE 'customer:%';
CREATE INDEX "subjects_customer_pieces" ON "subjects" USING GIN ("remo_pieces"("state"->>'name'))
    WHERE "key" LIKE 'customer:%';

-- Open cases by the rules in them, and by whom they were given to.
CREATE INDEX "cases_open_rules" ON "cases" USING GIN ("rules") WHERE "state" <> 'closed';
CREATE INDEX "cases_open_assignee" ON "cases" (("body"->'assignee'->>'personId'))
    WHERE "state" <> 'closed' AND "body"->'assignee'->>'personId' IS NOT NULL;

-- Codes that make two chat accounts one person: their digest alone, for ten minutes.
CREATE TABLE "link_codes" (
    "digest" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "account_name" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_codes_pkey" PRIMARY KEY ("digest"),
    CONSTRAINT "link_codes_digest" CHECK ("digest" ~ '^[0-9a-f]{64}$'),
    CONSTRAINT "link_codes_platform" CHECK ("platform" IN ('slack', 'teams'))
);
CREATE UNIQUE INDEX "link_codes_platform_account_key" ON "link_codes" ("platform", "account");
