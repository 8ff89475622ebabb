// name: linkedin.lock_profile
// access: write
// rows: one
// param owner_id: string
// column empty: list<string>
//
// Which fields of the owner's profile are empty, kept as they are meanwhile. No row when there is no
// such member.
MATCH (owner:Member {id: $owner_id})
// Written before anything is read: who changes the profile meanwhile waits.
SET owner.updated_at = owner.updated_at
WITH count(*) AS locked
MATCH (owner:Member {id: $owner_id})
RETURN
  [field IN [
    CASE WHEN owner.name IS NULL THEN 'name' END,
    CASE WHEN owner.headline IS NULL THEN 'headline' END,
    CASE WHEN owner.about IS NULL THEN 'about' END,
    CASE WHEN owner.industry IS NULL THEN 'industry' END,
    CASE WHEN owner.location IS NULL THEN 'location' END,
    CASE WHEN coalesce(owner.languages, []) = [] THEN 'languages' END,
    CASE WHEN NOT EXISTS { (owner)-[:WORKS_AT]->() } THEN 'positions' END,
    CASE WHEN NOT EXISTS { (owner)-[:STUDIED_AT]->() } THEN 'schools' END,
    CASE WHEN NOT EXISTS { (owner)-[:HAS_SKILL]->() } THEN 'skills' END
  ] WHERE field IS NOT NULL] AS empty
