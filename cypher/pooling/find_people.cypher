// name: pooling.find_people
// access: read
// rows: many
// param viewer_id: string
// param member_ids: list<string>
// column id: string
// column name: string
// column company_id: string
// column company: string
// column position: string
// column profile_url: string
// column email: string
// column degree: integer
// column mutual_count: integer
//
// Of these ids those that are unconfirmed members whom the viewer may see: their own, and those of
// the members with whom they share imports; not one who is the viewer, a connection of theirs or,
// of another's import, has a block with them. The email address is the owner's alone. Degree is 1
// where the viewer imported the person too, and else 2; counted are the viewer's connections in the
// pool who did. No row when the viewer does not exist.
MATCH (viewer:Member {id: $viewer_id})
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
UNWIND $member_ids AS member_id
MATCH (person:UnconfirmedMember {id: member_id})<-[:KNOWS_UNCONFIRMED]-(owner:Member)
WHERE
  (owner = viewer OR owner IN mates) AND
  NOT EXISTS {
    MATCH (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(member:Member)
    WHERE
      member = viewer OR
      EXISTS { (viewer)-[:CONNECTED_TO]-(member) } OR
      owner <> viewer AND EXISTS { (viewer)-[:BLOCKS]-(member) }
  }
WITH
  viewer,
  person,
  owner,
  [owner] +
    COLLECT {
      MATCH
        (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(:UnconfirmedMember)<-[:KNOWS_UNCONFIRMED]-(knower:Member)
      WHERE knower = viewer OR knower IN mates
      RETURN knower
    } AS knowers
RETURN
  person.id AS id,
  person.name AS name,
  person.company_id AS company_id,
  person.company AS company,
  person.position AS position,
  person.profile_url AS profile_url,
  CASE WHEN owner = viewer THEN person.email END AS email,
  CASE WHEN viewer IN knowers THEN 1 ELSE 2 END AS degree,
  COUNT {
    UNWIND knowers AS knower
    WITH DISTINCT knower
    MATCH (viewer)-[:CONNECTED_TO]-(knower)
    RETURN knower
  } AS mutual_count
