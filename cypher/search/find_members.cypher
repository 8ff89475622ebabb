// name: search.find_members
// access: read
// rows: one
// param viewer_id: string
// param filters: map
// param bounds: map
// param nearness: list<float>
// param after: list<string>
// param limit: integer
// column items: list<map>
// column total: integer
// column facets: map
// column may_know_others: boolean
//
// The members who fit every filter, the best by text and nearness first; a page of them, and how many
// of all that were ranked have which employer and so on. Filters, each of which may be null: query, in
// Lucene's words (null: those who are near), degree, of_id, whose connections they are, and employed,
// whether facets count employers of now or of before. Of whom the viewer may not know that a member
// knows them nothing is said. May_know_others tells whether the viewer has imported who is not here
// yet, or shares imports in a group. No row when the viewer or that member does not exist, or the two
// have a block.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
OPTIONAL MATCH (of:Member {id: $filters.of_id})
WITH
  viewer,
  of,
  COLLECT { MATCH (viewer)-[:BLOCKS]-(member:Member) RETURN member } AS blocked,
  COLLECT { MATCH (viewer)-[:CONNECTED_TO]-(near:Member) RETURN near } AS first
  WHERE viewer IS NOT NULL AND ($filters.of_id IS NULL OR of IS NOT NULL AND NOT of IN blocked)
CALL (viewer, first) {
  // A hub's second degree is most of the graph; it is found from the members' side.
  WITH viewer, first
    WHERE size(first) <= $bounds.hub
  UNWIND first AS near
  MATCH (near)-[:CONNECTED_TO]-(far)
  RETURN collect(DISTINCT far) AS second
}
CALL (viewer, of, first) {
  MATCH (of)-[:CONNECTED_TO]-(member:Member)
  WHERE
    of = viewer OR
    member IN first OR
    member = viewer OR
    coalesce(member.connections_visible_to, 'connections') = 'everyone' OR
    CASE coalesce(of.connections_visible_to, 'connections')
      WHEN 'everyone' THEN true
      WHEN 'connections' THEN of IN first
      ELSE false
    END
  RETURN collect(member) AS known
}
CALL (viewer, of, blocked, first, second, known) {
  CALL (first, second) {
    // Of those who are not near there are too many to start from.
    WITH *
      WHERE
        $filters.query IS NOT NULL OR
        $filters.of_id IS NULL AND
        ($filters.degree = 3 OR $filters.degree = 2 AND size(first) > $bounds.hub)
    CALL db.index.fulltext.queryNodes(
      'member_search', coalesce($filters.query, '*:*'), {limit: $bounds.hits}
    )
      YIELD node, score
    RETURN node AS member, score
    UNION ALL
    WITH *
      WHERE
        $filters.query IS NULL AND
        $filters.of_id IS NULL AND
        (
          $filters.degree IS NULL OR
          $filters.degree = 1 OR
          $filters.degree = 2 AND size(first) <= $bounds.hub
        )
    UNWIND (first + second)[..$bounds.hits] AS member
    RETURN DISTINCT member, 1.0 AS score
    UNION ALL
    WITH *
      WHERE $filters.query IS NULL AND $filters.of_id IS NOT NULL
    MATCH (:Member {id: $filters.of_id})-[:CONNECTED_TO]-(member)
    RETURN member, 1.0 AS score
  }
  WITH *
    WHERE
      member <> viewer AND
      NOT member IN blocked AND
      ($filters.of_id IS NULL OR member IN known)
  WITH
    viewer,
    blocked,
    first,
    second,
    member,
    score,
    CASE
      WHEN member IN first THEN 1
      WHEN member IN second THEN 2
    END AS degree
  WITH *
    WHERE
      $filters.degree IS NULL OR
      degree = $filters.degree OR
      degree IS NULL AND
      ($filters.degree = 3 OR size(first) > $bounds.hub AND $filters.degree = 2)
  WITH
    blocked,
    first,
    second,
    member,
    degree,
    score * $nearness[coalesce(degree, 3) - 1] AS score
    ORDER BY score DESC, member.id
  // Asked after the sort, of the best alone.
  WITH
    member,
    score,
    CASE
      WHEN degree IS NOT NULL OR $filters.degree IS NULL THEN degree
      WHEN size(first) <= $bounds.hub THEN
        CASE
          WHEN EXISTS {
            MATCH (member)-[:CONNECTED_TO]-(between)
            WHERE between IN second AND NOT between IN blocked
          } THEN 3
        END
      WHEN EXISTS {
        MATCH (member)-[:CONNECTED_TO]-(between)
        WHERE between IN first
      } THEN 2
      WHEN EXISTS {
        MATCH (member)-[:CONNECTED_TO]-(far)-[:CONNECTED_TO]-(between)
        WHERE NOT far IN blocked AND between IN first
      } THEN 3
    END AS degree
    WHERE $filters.degree IS NULL OR degree = $filters.degree
    LIMIT $bounds.ranked
  RETURN collect({member: member, degree: degree, score: score}) AS ranked
}
CALL (ranked) {
  UNWIND ranked AS hit
  WITH hit.member AS member
  MATCH (member)-[fact:WORKS_AT|STUDIED_AT|HAS_SKILL]->(thing)
  WHERE
    $filters.employed IS NULL OR
    type(fact) <> 'WORKS_AT' OR
    (fact.ended_on IS NULL) = $filters.employed
  WITH DISTINCT type(fact) AS kind, thing, member
  WITH kind, thing, count(*) AS members
    ORDER BY members DESC, thing.id
  WITH
    kind,
    collect({value: thing.id, name: thing.name, count: members})[..$bounds.values] AS found
  RETURN collect({kind: kind, found: found}) AS things
}
CALL (ranked) {
  UNWIND ranked AS hit
  WITH hit.member AS member
  WITH member.industry AS industry, count(*) AS members
    ORDER BY members DESC, industry
  WITH industry, members
    WHERE industry IS NOT NULL
  RETURN collect({value: industry, name: industry, count: members})[..$bounds.values] AS industries
}
CALL (ranked) {
  UNWIND ranked AS hit
  WITH hit.member AS member
  WITH member.location AS location, count(*) AS members
    ORDER BY members DESC, location
  WITH location, members
    WHERE location IS NOT NULL
  RETURN collect({value: location, name: location, count: members})[..$bounds.values] AS locations
}
CALL (blocked, first, second, ranked) {
  UNWIND ranked AS hit
  WITH blocked, first, second, hit.member AS member, hit.degree AS degree, hit.score AS score
    WHERE
      $after IS NULL OR
      score < toFloat($after[0]) OR
      score = toFloat($after[0]) AND member.id > $after[1]
  WITH *
    LIMIT $limit
  CALL (first, member) {
    WITH *
      WHERE COUNT { (member)-[:CONNECTED_TO]-() } <= $bounds.hub OR size(first) > $bounds.hub
    MATCH (member)-[:CONNECTED_TO]-(mutual)
    WHERE mutual IN first
    RETURN count(*) AS found
    UNION ALL
    // A hub is looked up from the viewer's side.
    WITH *
      WHERE COUNT { (member)-[:CONNECTED_TO]-() } > $bounds.hub AND size(first) <= $bounds.hub
    UNWIND first AS mutual
    WITH member, mutual
      WHERE EXISTS { (mutual)-[:CONNECTED_TO]-(member) }
    RETURN count(*) AS found
  }
  WITH blocked, first, second, member, degree, score, sum(found) AS mutual_count
  WITH
    member,
    score,
    mutual_count,
    CASE
      WHEN degree IS NOT NULL THEN degree
      WHEN mutual_count > 0 THEN 2
      WHEN size(first) <= $bounds.hub THEN
        CASE
          WHEN EXISTS {
            MATCH (member)-[:CONNECTED_TO]-(between)
            WHERE between IN second AND NOT between IN blocked
          } THEN 3
        END
      WHEN EXISTS {
        MATCH (member)-[:CONNECTED_TO]-(far)-[:CONNECTED_TO]-(between)
        WHERE NOT far IN blocked AND between IN first
      } THEN 3
    END AS degree
    ORDER BY score DESC, member.id
  RETURN
    collect({
      id: member.id,
      name: member.name,
      headline: member.headline,
      degree: degree,
      mutual_count: mutual_count,
      score: score
    }) AS items
}
RETURN
  items,
  size(ranked) AS total,
  {
    degree: [
      {value: 1, count: size([hit IN ranked WHERE hit.degree = 1])},
      {value: 2, count: size([hit IN ranked WHERE hit.degree = 2])},
      {value: null, count: size([hit IN ranked WHERE coalesce(hit.degree, 3) = 3])}
    ],
    things: things,
    industry: industries,
    location: locations
  } AS facets,
  EXISTS { (viewer)-[:KNOWS_UNCONFIRMED]->() } OR
    EXISTS { (viewer)-[part:MEMBER_OF]->(:Group) WHERE part.shares_imports } AS may_know_others
