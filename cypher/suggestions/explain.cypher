// name: suggestions.explain
// access: read
// rows: one
// param viewer_id: string
// param candidates: list<map>
// param by_mutual: boolean
// param weights: map
// param activity_weights: map
// param hub_size: integer
// param now: datetime
// param limit: integer
// column items: list<map>
//
// The best of these candidates with the facts behind each: whom both know, and what the two
// share, of each kind the three that say most. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
CALL (viewer) {
  CALL (viewer) {
    WITH viewer
      WHERE COUNT { (viewer)-[:CONNECTED_TO]-() } <= $hub_size
    CALL (viewer) {
      UNWIND $candidates AS candidate
      MATCH (member:Member {id: candidate.id})
      WITH member
        WHERE COUNT { (member)-[:CONNECTED_TO]-() } <= $hub_size
      MATCH (member)-[:CONNECTED_TO]-(mutual)
      RETURN mutual, member, null AS tie
      UNION ALL
      // A hub is looked up from the viewer's side; not in one step with it, or a product would be planned.
      UNWIND $candidates AS candidate
      OPTIONAL MATCH (member:Member {id: candidate.id})
      WITH viewer, member
        WHERE COUNT { (member)-[:CONNECTED_TO]-() } > $hub_size
      MATCH (viewer)-[:CONNECTED_TO]-(mutual:Member)
      WHERE EXISTS { (mutual)-[:CONNECTED_TO]-(member) }
      RETURN mutual, member, null AS tie
      UNION ALL
      MATCH (viewer)-[tie:CONNECTED_TO]-(mutual:Member)
      RETURN mutual, null AS member, tie
    }
    // Grouped: a join by hash of all candidates at once.
    WITH mutual, collect(member) AS members, collect(tie)[0] AS tie
      WHERE tie IS NOT NULL
    UNWIND members AS member
    RETURN mutual, member, tie
    UNION ALL
    // The viewer is a hub: each tie is looked up by its pair.
    WITH viewer
      WHERE COUNT { (viewer)-[:CONNECTED_TO]-() } > $hub_size
    UNWIND $candidates AS candidate
    MATCH (member:Member {id: candidate.id})
    WITH viewer, member
    MATCH (member)-[:CONNECTED_TO]-(mutual:Member)
    WITH
      member,
      mutual,
      CASE
        WHEN viewer.id < mutual.id THEN viewer.id + '|' + mutual.id
        ELSE mutual.id + '|' + viewer.id
      END AS pair
    MATCH (:Member)-[tie:CONNECTED_TO {pair: pair}]->(:Member)
    RETURN mutual, member, tie
  }
  WITH
    member,
    mutual,
    log(COUNT { (mutual)-[:CONNECTED_TO]-() }) AS rarity,
    CASE
      WHEN tie.counted_at IS NULL THEN tie.strength
      ELSE
        1.0 - (1.0 - tie.context) *
          (1.0 - (1.0 - exp(-(tie.forward + tie.backward) *
            0.5 ^ (($now.epochMillis - tie.counted_at.epochMillis) / $activity_weights.half_life) /
            $activity_weights.volume_scale)) *
            (1.0 - $activity_weights.one_sided_loss *
              abs(tie.forward - tie.backward) / (tie.forward + tie.backward)))
    END AS strength
    ORDER BY strength DESC, mutual.id
  WITH
    member,
    count(*) AS mutual_count,
    sum(1.0 / rarity) AS adamic_adar,
    sum(strength / rarity) AS warmth,
    collect(mutual)[..3] AS strongest
  RETURN
    collect({
      member: member,
      mutual_count: mutual_count,
      adamic_adar: adamic_adar,
      warmth: warmth,
      mutual_connections: strongest
    }) AS ties
}
CALL (viewer) {
  MATCH (viewer)-[own:WORKS_AT|STUDIED_AT|HAS_SKILL|MEMBER_OF|ATTENDS]->(thing)
  WHERE thing.cancelled_at IS NULL
  WITH
    type(own) AS kind,
    thing,
    collect({started_on: own.started_on, ended_on: own.ended_on}) AS periods
  WITH
    kind,
    thing,
    periods,
    CASE kind
      WHEN 'WORKS_AT' THEN COUNT { (thing)<-[:WORKS_AT]-() }
      WHEN 'STUDIED_AT' THEN COUNT { (thing)<-[:STUDIED_AT]-() }
      WHEN 'HAS_SKILL' THEN COUNT { (thing)<-[:HAS_SKILL]-() }
      WHEN 'MEMBER_OF' THEN COUNT { (thing)<-[:MEMBER_OF]-() }
      ELSE COUNT { (thing)<-[:ATTENDS]-() }
    END AS size
  WITH kind, thing, periods, size, $weights[kind] / log(1 + size) AS weight
    ORDER BY size, thing.id
  RETURN
    collect({kind: kind, thing: thing, periods: periods, size: size, weight: weight}) AS own
}
CALL (ties, own) {
  UNWIND $candidates AS candidate
  MATCH (member:Member {id: candidate.id})
  WITH
    own,
    [entry IN own | entry.thing] AS things,
    member,
    candidate.shown AS shown,
    [tie IN ties WHERE tie.member = member][0] AS known
  CALL (own, things, member) {
    MATCH (member)-[theirs:WORKS_AT|STUDIED_AT|HAS_SKILL|MEMBER_OF|ATTENDS]->(thing)
    WHERE thing IN things
    WITH own, theirs, thing, [entry IN own WHERE entry.thing = thing][0] AS entry
    WITH
      entry,
      thing,
      max(
        CASE
          WHEN entry.kind <> 'WORKS_AT' THEN 1.0
          WHEN
            any(period IN entry.periods
              WHERE
                (period.ended_on IS NULL OR
                  theirs.started_on IS NULL OR
                  theirs.started_on <= period.ended_on) AND
                (theirs.ended_on IS NULL OR
                  period.started_on IS NULL OR
                  period.started_on <= theirs.ended_on))
            THEN 1.0
          ELSE $weights.at_other_times
        END
      ) AS together
    WITH entry.kind AS kind, entry.weight * together AS weight, together, thing
      ORDER BY weight DESC, thing.id
    // Much of one kind says little more than some.
    WITH
      kind,
      collect({
        id: thing.id,
        name: coalesce(thing.name, thing.title),
        weight: weight,
        together: together = 1.0
      })[..3] AS shared
    WITH
      kind,
      shared,
      reduce(total = 0.0, entry IN shared | total + entry.weight) AS weight
      ORDER BY weight DESC
    RETURN
      collect({kind: kind, shared: shared, weight: weight}) AS contexts,
      sum(weight) AS context_weight
  }
  WITH
    member,
    shown,
    coalesce(known.mutual_count, 0) AS mutual_count,
    coalesce(known.adamic_adar, 0.0) AS adamic_adar,
    coalesce(known.warmth, 0.0) AS warmth,
    coalesce(known.mutual_connections, []) AS mutual_connections,
    contexts,
    context_weight
  WITH
    *,
    ($weights.mutual_connections * adamic_adar +
        $weights.tie_strength * warmth +
        context_weight) *
      $weights.shown_again ^ shown AS score
    ORDER BY CASE WHEN $by_mutual THEN toFloat(mutual_count) ELSE score END DESC, member.id
    LIMIT $limit
  RETURN
    collect({
      id: member.id,
      name: member.name,
      headline: member.headline,
      mutual_count: mutual_count,
      adamic_adar: adamic_adar,
      warmth: warmth,
      mutual_connections: [mutual IN mutual_connections | mutual {.id, .name}],
      contexts: contexts,
      shown: shown,
      score: score
    }) AS items
}
RETURN items
