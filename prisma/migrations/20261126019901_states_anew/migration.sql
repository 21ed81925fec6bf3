-- What an older version of Remo made of its facts lacks what came since: who paid what, what was
-- found wrong with a proof. States are folded anew from their facts before anything is judged.
INSERT INTO "settings" ("key", "value")
    SELECT 'states.anew', 'true' WHERE EXISTS (SELECT FROM "subjects")
    ON CONFLICT ("key") DO NOTHING;
