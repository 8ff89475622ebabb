// name: erasure.forget_unused_names
// access: write
// rows: one
// param limit: integer
// column forgotten: integer
//
// Removes up to a limit of the companies, schools, skills and interests that nobody has any more:
// their names were a member's words.
MATCH (named:Company|School|Skill|Interest)
WHERE NOT EXISTS { (named)--() }
WITH named
  LIMIT $limit
// Written before it is looked at again: who takes the name up meanwhile waits, or was quicker.
SET named.id = named.id
WITH named
  WHERE NOT EXISTS { (named)--() }
DELETE named
RETURN count(*) AS forgotten
