-- Whose thread somebody writes in: a card by its own name on the platform.
CREATE INDEX "messages_card_ref" ON "messages" ("platform", "channel", "ref")
    WHERE "kind" = 'card' AND "ref" IS NOT NULL;
