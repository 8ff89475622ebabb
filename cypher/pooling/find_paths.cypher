// name: pooling.find_paths
// access: read
// rows: one
// param viewer_id: string
// param wanted: map
// param max_hops: integer
// param limit: integer
// param default_cap: integer
// param context_weights: map
// param activity_weights: map
// param now: datetime
// column found: boolean
// column paths: list<map>
//
// The viewer's best introduction paths to an unconfirmed member, or to any who work at a company; the
// other of the two is null. Found tells whether the viewer may see one there. The last hop is what a
// member of the viewer's pool imported, as strong as it is now, rounded down to a twentieth: it is
// that member's own. The hops before it are connections, ranked and masked as introductions.find_paths
// does; or there is one, the groups in common with that member, where the two are not connected. A
// person in several imports is the one asked for, and at a company the viewer's own, else that of the
// strongest tie. No row when the viewer does not exist.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer
  WHERE viewer IS NOT NULL
WITH
  viewer,
  COLLECT { MATCH (viewer)-[:BLOCKS]-(member:Member) RETURN member } AS blocked,
  COLLECT {
    MATCH (viewer)-[own:MEMBER_OF]->(:Group)<-[part:MEMBER_OF]-(mate:Member)
    WHERE
      own.shares_imports AND
      part.shares_imports AND
      NOT EXISTS { (viewer)-[:BLOCKS]-(mate) }
    RETURN DISTINCT mate
  } AS mates
CALL (viewer, mates) {
  CALL (viewer, mates) {
    MATCH (person:UnconfirmedMember {id: $wanted.target_id})
    RETURN person, person AS shown
    UNION
    MATCH (target:UnconfirmedMember {id: $wanted.target_id})<-[:KNOWS_UNCONFIRMED]-(owner:Member)
    WHERE owner = viewer OR owner IN mates
    MATCH (target)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(person:UnconfirmedMember)
    RETURN person, target AS shown
    UNION
    UNWIND [viewer] + mates AS owner
    WITH viewer, mates, owner.id AS owner_id
    MATCH (person:UnconfirmedMember {owner_id: owner_id, company_id: $wanted.company_id})
    CALL (viewer, mates, person) {
      MATCH (person)-[:IDENTIFIED_BY]->(identity:Identity)
      // Apart, so that the person is among them.
      MATCH
        (identity)<-[:IDENTIFIED_BY]-(same:UnconfirmedMember {company_id: $wanted.company_id})<-[tie:KNOWS_UNCONFIRMED]-(knower:Member)
      WHERE knower = viewer OR knower IN mates
      WITH same
        ORDER BY knower = viewer DESC, tie.strength DESC, same.id
        LIMIT 1
      RETURN collect(same) AS same
    }
    RETURN person, coalesce(same[0], person) AS shown
  }
  MATCH (owner:Member)-[knows:KNOWS_UNCONFIRMED]->(person)
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
    owner,
    knows,
    shown,
    // Who is asked for may be hidden where the same person of another import is not.
    CASE WHEN $wanted.target_id IS NULL OR person.id = $wanted.target_id THEN 1 ELSE 0 END AS asked,
    floor(
      20.0 *
        CASE
          WHEN knows.counted_at IS NULL THEN knows.strength
          ELSE
            1.0 - (1.0 - knows.context) *
              (1.0 - (1.0 - exp(-(knows.forward + knows.backward) *
                0.5 ^ (($now.epochMillis - knows.counted_at.epochMillis) / $activity_weights.half_life) /
                $activity_weights.volume_scale)) *
                (1.0 - $activity_weights.one_sided_loss *
                  abs(knows.forward - knows.backward) / (knows.forward + knows.backward)))
        END
    ) / 20.0 AS strength
    ORDER BY strength DESC
  WITH viewer, owner, shown, collect({knows: knows, strength: strength})[0] AS tie, sum(asked) AS asked
  WITH
    viewer,
    owner,
    collect({person: shown, knows: tie.knows, strength: tie.strength}) AS known,
    sum(asked) AS asked
  RETURN
    collect(CASE WHEN owner <> viewer THEN {owner: owner, known: known} END) AS sources,
    sum(asked) > 0 AS found
}
WITH viewer, blocked, found, CASE WHEN found THEN sources ELSE [] END AS sources
CALL (viewer, blocked, sources) {
  CALL (viewer, blocked, sources) {
    UNWIND sources AS source
    WITH viewer, source.owner AS owner, source.known AS known
    OPTIONAL MATCH (viewer)-[tie:CONNECTED_TO]-(owner)
    RETURN known, [owner] AS between, CASE WHEN tie IS NULL THEN [] ELSE [tie] END AS ties
    UNION ALL
    WITH *
      WHERE $max_hops >= 3
    UNWIND sources AS source
    WITH viewer, source.owner AS owner, source.known AS known
    // Joined by hash: each side is expanded once, which a hub on either side survives.
    MATCH (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(owner)
    USING JOIN ON a
    RETURN known, [a, owner] AS between, [first, second] AS ties
    UNION ALL
    WITH *
      WHERE $max_hops >= 4
    UNWIND sources AS source
    WITH viewer, blocked, source.owner AS owner, source.known AS known
    MATCH
      (viewer)-[first:CONNECTED_TO]-(a:Member)-[second:CONNECTED_TO]-(b:Member)-[third:CONNECTED_TO]-(owner)
    USING JOIN ON b
    WHERE a <> owner AND b <> viewer AND NOT b IN blocked
    RETURN known, [a, b, owner] AS between, [first, second, third] AS ties
  }
  WITH *, between[0] AS connector
  WITH
    *,
    CASE
      WHEN ties = []
        THEN COUNT {
          MATCH (viewer)-[:MEMBER_OF]->(group:Group)
          WHERE EXISTS { (connector)-[:MEMBER_OF]->(group) }
        }
    END AS group_count
  WITH
    viewer,
    known,
    ties,
    group_count,
    CASE
      WHEN ties = []
        THEN [
          CASE
            WHEN group_count * $context_weights.shared_group > $context_weights.most_of_shared_groups
              THEN $context_weights.most_of_shared_groups
            ELSE group_count * $context_weights.shared_group
          END
        ]
      ELSE [tie IN ties |
        CASE
          WHEN tie.counted_at IS NULL THEN tie.strength
          ELSE
            1.0 - (1.0 - tie.context) *
              (1.0 - (1.0 - exp(-(tie.forward + tie.backward) *
                0.5 ^ (($now.epochMillis - tie.counted_at.epochMillis) / $activity_weights.half_life) /
                $activity_weights.volume_scale)) *
                (1.0 - $activity_weights.one_sided_loss *
                  abs(tie.forward - tie.backward) / (tie.forward + tie.backward)))
        END]
    END AS strengths,
    between,
    // Which of them lets the viewer see its connections; a hop is seen from either end, and the last one
    // by whoever shares imports with its owner.
    [member IN between |
      CASE coalesce(member.connections_visible_to, 'connections')
        WHEN 'everyone' THEN true
        WHEN 'connections' THEN member = between[0] OR EXISTS { (viewer)-[:CONNECTED_TO]-(member) }
        ELSE false
      END] + [true] AS open
  WITH
    viewer,
    known,
    ties,
    group_count,
    strengths,
    [i IN range(0, size(between) - 1) |
      CASE WHEN i = 0 OR open[i] OR open[i - 1] AND open[i + 1] THEN between[i] END] AS shown
  WITH *, shown[0] AS a
    WHERE
      coalesce(a.appears_as_connector, true) AND
      NOT coalesce(a.introductions_paused, false) AND
      COUNT {
        MATCH (a)<-[:AWAITS]-(introduction:Introduction)-[:VIA]->(a)
        WHERE introduction.expires_at > $now
      } < coalesce(a.introductions_cap, $default_cap)
  CALL (strengths, known) {
    // Of one way to the owner no more than these can be among the best.
    UNWIND known AS end
    RETURN end
      ORDER BY reduce(score = end.strength, strength IN strengths | score * strength) DESC, end.person.id
      LIMIT $limit
  }
  WITH
    viewer,
    shown,
    [i IN range(0, size(ties) - 1) |
      CASE
        WHEN (i = 0 OR shown[i - 1] IS NOT NULL) AND shown[i] IS NOT NULL THEN ties[i]
      END] AS shown_ties,
    group_count,
    CASE WHEN shown[-1] IS NOT NULL THEN end.knows END AS shown_knows,
    end.person AS person,
    max([
      reduce(score = 0.5 ^ (size(strengths) - 1) * end.strength, strength IN strengths | score * strength)
    ] + strengths + [end.strength]) AS best
    ORDER BY best[0] DESC, size(shown), [member IN shown + [person] | member.id]
    LIMIT $limit
  WITH
    *,
    EXISTS { (viewer)-[:KNOWS_UNCONFIRMED]->(person) } OR
      EXISTS {
        (person)-[:IDENTIFIED_BY]->(:Identity)<-[:IDENTIFIED_BY]-(:UnconfirmedMember)<-[:KNOWS_UNCONFIRMED]-(viewer)
      } AS is_known
  RETURN
    collect({
      shown: shown,
      ties: shown_ties,
      group_count: group_count,
      knows: shown_knows,
      person: person {.id, .name, .position, .company},
      degree: CASE WHEN is_known THEN 1 ELSE 2 END,
      best: best
    }) AS best_paths
}
RETURN
  found,
  [path IN best_paths |
    {
      members: [member IN [viewer] + path.shown | member {.id, .name, .headline}],
      person: path.person,
      ties: [tie IN path.ties |
        tie {
          .imported_strength,
          .shared_employer,
          .shared_school,
          .recommended,
          .endorsements,
          .shared_groups,
          .common_share,
          .forward,
          .backward,
          .counted_at,
          context: coalesce(tie.context, tie.strength),
          answered: tie.known_by_smaller IS NOT NULL OR tie.known_by_greater IS NOT NULL,
          own_answer: CASE viewer
            WHEN startNode(tie) THEN tie.known_by_smaller
            WHEN endNode(tie) THEN tie.known_by_greater
          END
        }],
      group_count: path.group_count,
      // Counts are the owner's alone.
      imported: CASE
        WHEN path.knows IS NOT NULL
          THEN {
            in_touch: path.knows.counted_at IS NOT NULL,
            recommended: coalesce(path.knows.recommended, false),
            endorsed: coalesce(path.knows.endorsements, 0) > 0
          }
      END,
      strengths: path.best[1..],
      score: path.best[0],
      degree: path.degree
    }] AS paths
