// name: pooling.get_sharing
// access: read
// rows: one
// param viewer_id: string
// param group_id: string
// param most_named: integer
// column is_member: boolean
// column shares: boolean
// column member_count: integer
// column members: list<map>
// column gained: integer
//
// Whether the viewer is in a group and shares imports in it, who else shares there, so many named at
// most, and how many unconfirmed members the viewer sees through them, each person counted once: not
// whom the viewer imported too, or is, or is connected to, or has a block with. Who is not in the group
// is told of nobody. No row when the viewer or the group does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (group:Group {id: $group_id})
WITH viewer, group
  WHERE viewer IS NOT NULL AND group IS NOT NULL
OPTIONAL MATCH (viewer)-[own:MEMBER_OF]->(group)
WITH
  viewer,
  own,
  COLLECT {
    MATCH (mate:Member)-[part:MEMBER_OF]->(group)
    WHERE
      own IS NOT NULL AND
      part.shares_imports AND
      mate <> viewer AND
      NOT EXISTS { (viewer)-[:BLOCKS]-(mate) }
    WITH mate
      ORDER BY toLower(coalesce(mate.name, mate.id)), mate.id
    RETURN mate
  } AS mates
CALL (viewer, own, mates) {
  UNWIND mates AS owner
  MATCH (owner)-[knows:KNOWS_UNCONFIRMED]->(person:UnconfirmedMember)
  WHERE
    own.shares_imports AND
    NOT EXISTS {
      MATCH (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(member:Member)
      WHERE
        member = viewer OR
        EXISTS { (viewer)-[:CONNECTED_TO]-(member) } OR
        EXISTS { (viewer)-[:BLOCKS]-(member) }
    } AND
    NOT EXISTS {
      MATCH
        (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(same:UnconfirmedMember)<-[other:KNOWS_UNCONFIRMED]-(knower:Member)
      WHERE
        knower = viewer OR
        knower IN mates AND
          (other.strength > knows.strength OR
            other.strength = knows.strength AND same.id < person.id)
    }
  RETURN count(person) AS gained
}
RETURN
  own IS NOT NULL AS is_member,
  coalesce(own.shares_imports, false) AS shares,
  size(mates) AS member_count,
  [mate IN mates[..$most_named] | mate {.id, .name, .headline}] AS members,
  gained
