// One recommendation an id.
CREATE CONSTRAINT recommendation_id_unique IF NOT EXISTS
FOR (recommendation:Recommendation) REQUIRE recommendation.id IS UNIQUE
