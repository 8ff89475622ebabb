// Two members are connected at most once, whoever asks first.
CREATE CONSTRAINT connection_pair_unique IF NOT EXISTS
FOR ()-[connection:CONNECTED_TO]-() REQUIRE connection.pair IS UNIQUE
