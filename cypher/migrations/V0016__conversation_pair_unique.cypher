// Two members have one conversation, whoever writes first.
CREATE CONSTRAINT conversation_pair_unique IF NOT EXISTS
FOR (conversation:Conversation) REQUIRE conversation.pair IS UNIQUE
