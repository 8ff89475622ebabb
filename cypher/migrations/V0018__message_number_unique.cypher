// The messages of a conversation are numbered, and paged by the number.
CREATE CONSTRAINT message_number_unique IF NOT EXISTS
FOR (message:Message) REQUIRE (message.conversation_id, message.number) IS UNIQUE
