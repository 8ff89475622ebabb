// The messages of a conversation that ask for advice are found without reading the others.
CREATE INDEX advice_topic IF NOT EXISTS
FOR (message:Message) ON (message.conversation_id, message.advice_topic)
