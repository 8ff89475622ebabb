// name: pooling.list_people
// access: read
// rows: one
// param viewer_id: string
// param degree: integer
// param filters: map
// param after: list<string>
// param limit: integer
// column total: integer
// column items: list<map>
//
// A page of the unconfirmed members whom the viewer imported (degree 1), or of those whom only
// members of their pool did (2), by name and id, and how many fit in all. Filters: company_ids and
// title; one that is null lets everybody through. A person in several imports is listed once, as
// the strongest tie has them. Not listed is who is the viewer, a connection of theirs, or, of
// another's import, has a block with them. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
WITH
  viewer,
  COLLECT {
    MATCH (viewer)-[own:MEMBER_OF]->(:Group)<-[part:MEMBER_OF]-(mate:Member)
    WHERE
      own.shares_imports AND
      part.shares_imports AND
      NOT EXISTS { (viewer)-[:BLOCKS]-(mate) }
    RETURN DISTINCT mate
  } AS mates
CALL (viewer, mates) {
  UNWIND CASE $degree WHEN 1 THEN [viewer] ELSE mates END AS owner
  MATCH (owner)-[knows:KNOWS_UNCONFIRMED]->(person:UnconfirmedMember)
  WHERE
    ($filters.company_ids IS NULL OR person.company_id IN $filters.company_ids) AND
    ($filters.title IS NULL OR toLower(person.position) CONTAINS toLower($filters.title)) AND
    NOT EXISTS {
      MATCH (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(member:Member)
      WHERE
        member = viewer OR
        EXISTS { (viewer)-[:CONNECTED_TO]-(member) } OR
        owner <> viewer AND EXISTS { (viewer)-[:BLOCKS]-(member) }
    } AND
    ($degree = 1 OR
      NOT EXISTS {
        MATCH
          (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(same:UnconfirmedMember)<-[other:KNOWS_UNCONFIRMED]-(knower:Member)
        WHERE
          knower = viewer OR
          knower IN mates AND
            (other.strength > knows.strength OR
              other.strength = knows.strength AND same.id < person.id)
      })
  RETURN collect(person) AS fitting
}
// One row more, so that a total is told where no page is left.
UNWIND fitting + [null] AS person
WITH
  viewer,
  mates,
  size(fitting) AS total,
  person,
  [toLower(coalesce(person.name, person.id)), person.id] AS sort_key
  WHERE person IS NULL OR $after IS NULL OR sort_key > $after
// Grouped, so that the list is left behind.
WITH viewer, mates, total, person, sort_key, count(*) AS once
  ORDER BY person IS NULL, sort_key
  LIMIT $limit
CALL (viewer, mates, person) {
  CALL (person) {
    MATCH (person)<-[:KNOWS_UNCONFIRMED]-(knower:Member)
    RETURN knower
    UNION
    MATCH
      (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(:UnconfirmedMember)<-[:KNOWS_UNCONFIRMED]-(knower:Member)
    RETURN knower
  }
  WITH viewer, mates, knower
    WHERE knower IN mates AND EXISTS { (viewer)-[:CONNECTED_TO]-(knower) }
  RETURN count(*) AS mutual_count
}
WITH
  total,
  CASE
    WHEN person IS NOT NULL
      THEN person {.id, .name, .position, .company, mutual_count: mutual_count, sort_key: sort_key}
  END AS item
RETURN total, collect(item) AS items
