// Two members with one skill share its node.
CREATE CONSTRAINT skill_id_unique IF NOT EXISTS
FOR (skill:Skill) REQUIRE skill.id IS UNIQUE
