// Of one author and one member there is one recommendation at a time.
CREATE CONSTRAINT recommendation_key_unique IF NOT EXISTS
FOR (recommendation:Recommendation) REQUIRE recommendation.key IS UNIQUE
