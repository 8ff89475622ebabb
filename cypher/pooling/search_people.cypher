// name: pooling.search_people
// access: read
// rows: one
// param viewer_id: string
// param filters: map
// param bounds: map
// param nearness: list<float>
// param after: list<string>
// param limit: integer
// column total: integer
// column degrees: list<integer>
// column companies: list<map>
// column items: list<map>
//
// The unconfirmed members, the viewer's own (degree 1) and those of the pool (2), who fit every
// filter, the best by text and nearness first; a page of them, how many were ranked, of what degree
// and at which companies. Filters, each of which may be null: query, in Lucene's words (null: all
// at these companies), company_ids and degree. A person in several imports is found once, as the
// strongest tie has them, the viewer's own first. Who is the viewer, a connection of theirs or, of
// another's import, has a block with them is not found. No row when the viewer does not exist.
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
WITH viewer, mates, [owner IN [viewer] + mates | owner.id] AS owner_ids
CALL (viewer, mates, owner_ids) {
  CALL (owner_ids) {
    WITH owner_ids
      WHERE $filters.query IS NOT NULL
    // An id is taken apart into words as the text is: so that only few others' are found besides.
    CALL db.index.fulltext.queryNodes(
      'unconfirmed_search',
      $filters.query + ' +(' + reduce(some = '', id IN owner_ids | some + ' owner_id:"' + id + '"^0') + ')',
      {limit: $bounds.hits}
    )
      YIELD node, score
    RETURN node AS person, score
    UNION ALL
    WITH owner_ids
      WHERE $filters.query IS NULL
    UNWIND owner_ids AS owner_id
    UNWIND $filters.company_ids AS company_id
    WITH DISTINCT owner_id, company_id
    MATCH (person:UnconfirmedMember {owner_id: owner_id, company_id: company_id})
    RETURN person, 1.0 AS score
  }
  WITH *
    WHERE
      person.owner_id IN owner_ids AND
      ($filters.company_ids IS NULL OR person.company_id IN $filters.company_ids)
  MATCH (owner:Member)-[knows:KNOWS_UNCONFIRMED]->(person)
  WHERE
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
    knows,
    score,
    CASE
      WHEN owner = viewer OR
        EXISTS {
          (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(:UnconfirmedMember)<-[:KNOWS_UNCONFIRMED]-(viewer)
        }
        THEN 1
      ELSE 2
    END AS degree
  WITH
    viewer,
    person,
    degree,
    score * $nearness[degree - 1] AS score,
    [owner = viewer, coalesce(knows.strength, 0.0)] AS rank
    WHERE $filters.degree IS NULL OR degree = $filters.degree
    ORDER BY score DESC, person.id
    LIMIT $bounds.ranked
  WITH
    collect({person: person, degree: degree, score: score, rank: rank}) AS hits,
    collect(person) AS people
  CALL (hits, people) {
    UNWIND hits AS hit
    WITH hits, people, hit, hit.person AS person
    CALL (people, person) {
      MATCH (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(same:UnconfirmedMember)
      WHERE same IN people
      RETURN collect(same) AS same
    }
    WITH hit, person, [other IN hits WHERE other.person IN same] AS others
      WHERE
        none(other IN others WHERE other.rank > hit.rank OR
          other.rank = hit.rank AND other.person.id < person.id)
    RETURN collect(hit) AS ranked
  }
  RETURN ranked
}
CALL (ranked) {
  UNWIND ranked AS hit
  WITH hit.person AS person
  WITH person.company_id AS company_id, min(person.company) AS company, count(*) AS people
    ORDER BY people DESC, company_id
  WITH company_id, company, people
    WHERE company_id IS NOT NULL
  RETURN
    collect({value: company_id, name: company, count: people})[..$bounds.values] AS companies
}
CALL (viewer, mates, ranked) {
  UNWIND ranked AS hit
  WITH viewer, mates, hit.person AS person, hit.degree AS degree, hit.score AS score
    WHERE
      $after IS NULL OR
      score < toFloat($after[0]) OR
      score = toFloat($after[0]) AND person.id > $after[1]
  WITH *
    ORDER BY score DESC, person.id
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
  RETURN
    collect(
      person {
        .id,
        .name,
        .position,
        .company,
        degree: degree,
        mutual_count: mutual_count,
        score: score
      }) AS items
}
RETURN size(ranked) AS total, [hit IN ranked | hit.degree] AS degrees, companies, items
