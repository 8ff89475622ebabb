// name: suggestions.find_candidates
// access: read
// rows: one
// param viewer_id: string
// param by_mutual: boolean
// param weights: map
// param bounds: map
// param recent: datetime
// param now: datetime
// column candidates: list<map>
//
// Whom the viewer may know, the likeliest first: members of the second degree and, where those are
// few, who share an employer, a school, a group, an event or a skill with the viewer; each
// with how often they were shown. Left out are who has a block with the viewer, was dismissed, takes
// no request, or has one with the viewer that is open or recent. No row when the viewer does not
// exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
CALL (viewer) {
  MATCH (viewer)-[tie:CONNECTED_TO]-(near)
  WITH near, tie
    LIMIT $bounds.looked_at
  WITH near, tie
    ORDER BY tie.strength DESC
    LIMIT $bounds.ties
  WITH near, tie.strength AS strength, COUNT { (near)-[:CONNECTED_TO]-() } AS size
    // A hub says next to nothing of those it knows, and knows too many.
    WHERE 1 < size <= $bounds.hub
  WITH
    near,
    size,
    CASE
      WHEN $by_mutual THEN 1.0
      ELSE ($weights.mutual_connections + $weights.tie_strength * strength) / log(size)
    END AS weight
    ORDER BY weight DESC, size
  WITH collect({near: near, size: size, weight: weight}) AS ways
  WITH
    ways,
    reduce(
      kept = {ways: 0, walks: 0},
      way IN ways |
        CASE
          WHEN kept.walks + way.size <= $bounds.walks
            THEN {ways: kept.ways + 1, walks: kept.walks + way.size}
          ELSE kept
        END
    ) AS kept
  RETURN ways[..kept.ways] AS ways
}
CALL (viewer, ways) {
  CALL (viewer, ways) {
    CALL (viewer, ways) {
      UNWIND ways AS way
      WITH way.near AS near, way.weight AS weight
      MATCH (near)-[:CONNECTED_TO]-(member)
      RETURN member, weight, 0 AS shown, 0 AS dismissed
      UNION ALL
      MATCH (viewer)-[past:WAS_SUGGESTED]->(member:Member)
      RETURN
        member,
        0.0 AS weight,
        CASE WHEN $by_mutual THEN 0 ELSE coalesce(past.shown, 0) END AS shown,
        CASE WHEN past.dismissed_at IS NULL THEN 0 ELSE 1 END AS dismissed
    }
    RETURN member, sum(weight) AS weight, sum(shown) AS shown, sum(dismissed) AS dismissed
  }
  WITH viewer, member, shown, weight
    WHERE weight > 0.0 AND dismissed = 0
  WITH viewer, member, shown, weight * $weights.shown_again ^ shown AS likely
    // Of equals, who is counted is chosen by id; of weights there are hardly any.
    ORDER BY likely DESC, CASE WHEN $by_mutual THEN member.id END
  WITH viewer, member, shown
    // Asked after the sort, of the best alone.
    WHERE
      member <> viewer AND
      NOT EXISTS { (viewer)-[:CONNECTED_TO|BLOCKS]-(member) } AND
      // Whom two hubs both know is too many to name.
      (COUNT { (viewer)-[:CONNECTED_TO]-() } <= $bounds.hub OR
        COUNT { (member)-[:CONNECTED_TO]-() } <= $bounds.hub) AND
      coalesce(member.requests_from, 'everyone') <> 'nobody' AND
      NOT EXISTS {
        MATCH
          (request:ConnectionRequest {
            pair: CASE
              WHEN viewer.id < member.id THEN viewer.id + '|' + member.id
              ELSE member.id + '|' + viewer.id
            END
          })
        WHERE
          request.state = 'pending' AND request.expires_at > $now OR
          request.created_at > $recent AND
            (request.state <> 'withdrawn' OR EXISTS { (viewer)-[:SENT]->(request) })
      }
    LIMIT $bounds.candidates
  RETURN collect({member: member, shown: shown}) AS second
}
CALL (viewer, second) {
  WITH viewer, second
    WHERE size(second) < $bounds.few AND NOT $by_mutual
  MATCH (viewer)-[own:WORKS_AT|STUDIED_AT|HAS_SKILL|MEMBER_OF|ATTENDS]->(thing)
  WHERE thing.cancelled_at IS NULL
  WITH DISTINCT viewer, second, type(own) AS kind, thing
  WITH
    viewer,
    second,
    kind,
    thing,
    CASE kind
      WHEN 'WORKS_AT' THEN COUNT { (thing)<-[:WORKS_AT]-() }
      WHEN 'STUDIED_AT' THEN COUNT { (thing)<-[:STUDIED_AT]-() }
      WHEN 'HAS_SKILL' THEN COUNT { (thing)<-[:HAS_SKILL]-() }
      WHEN 'MEMBER_OF' THEN COUNT { (thing)<-[:MEMBER_OF]-() }
      ELSE COUNT { (thing)<-[:ATTENDS]-() }
    END AS size
    ORDER BY size, thing.id
  WITH
    viewer,
    second,
    collect({thing: thing, size: size, weight: $weights[kind] / log(1 + size)}) AS own
  WITH
    viewer,
    second,
    own,
    reduce(
      kept = {things: 0, members: 0},
      entry IN own |
        CASE
          WHEN kept.members + entry.size <= $bounds.sharing
            THEN {things: kept.things + 1, members: kept.members + entry.size}
          ELSE kept
        END
    ) AS kept
  WITH viewer, second, own[..kept.things] AS kept_things
  CALL (second, kept_things) {
    CALL (second, kept_things) {
      UNWIND kept_things AS entry
      WITH entry.thing AS thing, entry.weight AS weight
      MATCH (thing)<-[:WORKS_AT|STUDIED_AT|HAS_SKILL|MEMBER_OF|ATTENDS]-(member:Member)
      RETURN member, weight, 0 AS found
      UNION ALL
      UNWIND second AS candidate
      RETURN candidate.member AS member, 0.0 AS weight, 1 AS found
    }
    RETURN member, sum(weight) AS weight, sum(found) AS found
  }
  WITH viewer, member, weight
    WHERE found = 0
  OPTIONAL MATCH (viewer)-[past:WAS_SUGGESTED]->(member)
  WITH viewer, member, weight, past
    WHERE past.dismissed_at IS NULL
  WITH viewer, member, weight, coalesce(past.shown, 0) AS shown
    ORDER BY weight * $weights.shown_again ^ shown DESC
  WITH viewer, member, shown
    WHERE
      member <> viewer AND
      NOT EXISTS { (viewer)-[:CONNECTED_TO|BLOCKS]-(member) } AND
      // Whom two hubs both know is too many to name.
      (COUNT { (viewer)-[:CONNECTED_TO]-() } <= $bounds.hub OR
        COUNT { (member)-[:CONNECTED_TO]-() } <= $bounds.hub) AND
      coalesce(member.requests_from, 'everyone') = 'everyone' AND
      NOT EXISTS {
        MATCH
          (request:ConnectionRequest {
            pair: CASE
              WHEN viewer.id < member.id THEN viewer.id + '|' + member.id
              ELSE member.id + '|' + viewer.id
            END
          })
        WHERE
          request.state = 'pending' AND request.expires_at > $now OR
          request.created_at > $recent AND
            (request.state <> 'withdrawn' OR EXISTS { (viewer)-[:SENT]->(request) })
      }
    LIMIT $bounds.candidates
  RETURN collect({member: member, shown: shown}) AS sharing
}
RETURN [candidate IN second + sharing | {id: candidate.member.id, shown: candidate.shown}] AS candidates
