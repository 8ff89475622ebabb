// A conversation is found by its id.
CREATE CONSTRAINT conversation_id_unique IF NOT EXISTS
FOR (conversation:Conversation) REQUIRE conversation.id IS UNIQUE
