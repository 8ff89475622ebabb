// name: connections.renew_ties_within_group
// access: write
// rows: none
// param member_id: string
// param group_id: string
// param weights: map
// param activity_weights: map
//
// Counts anew the groups that a member has in common with each connection who is in one group, and
// lets the ties' strengths feel it. The other facts are taken as they stand on the tie: a group may
// be large, and has nothing to do with them.
OPTIONAL MATCH (member:Member {id: $member_id})
OPTIONAL MATCH (group:Group {id: $group_id})
WITH
  member,
  group,
  COUNT { (member)-[:CONNECTED_TO]-() } <= COUNT { (group)<-[:MEMBER_OF]-() } AS member_is_smaller
CALL (member, group, member_is_smaller) {
  WITH *
    WHERE member_is_smaller
  MATCH (member)-[tie:CONNECTED_TO]-(other:Member)
  WHERE EXISTS { (other)-[:MEMBER_OF]->(group) }
  RETURN tie, other
  UNION ALL
  WITH *
    WHERE NOT member_is_smaller
  MATCH (group)<-[:MEMBER_OF]-(other:Member)-[tie:CONNECTED_TO]-(member)
  RETURN tie, other
}
WITH member, tie, other
  // In one order, so that two who renew the same ties wait for one another.
  ORDER BY tie.pair
// Written before the facts are read: of two members who change at once, the later sees both.
SET tie.strength = tie.strength
WITH
  tie,
  COUNT { (member)-[:MEMBER_OF]->(:Group)<-[:MEMBER_OF]-(other) } AS shared_groups,
  $weights.endorsement * coalesce(tie.endorsements, 0) AS of_endorsements
WITH *, $weights.shared_group * shared_groups AS of_groups
WITH
  *,
  CASE WHEN tie.recommended THEN $weights.recommendation ELSE 0.0 END +
    CASE
      WHEN of_endorsements > $weights.most_of_endorsements THEN $weights.most_of_endorsements
      ELSE of_endorsements
    END +
    CASE
      WHEN of_groups > $weights.most_of_shared_groups THEN $weights.most_of_shared_groups
      ELSE of_groups
    END +
    CASE WHEN tie.shared_employer THEN $weights.shared_employer ELSE 0.0 END +
    CASE WHEN tie.shared_school THEN $weights.shared_school ELSE 0.0 END +
    $weights.common_connections * coalesce(tie.common_share, 0.0) AS facts
WITH
  *,
  // As connections.renew_ties has it.
  coalesce(
    CASE WHEN tie.known_by_smaller < tie.known_by_greater THEN tie.known_by_smaller END,
    tie.known_by_greater,
    tie.known_by_smaller,
    tie.imported_strength,
    CASE WHEN facts > $weights.ceiling THEN $weights.ceiling ELSE facts END
  ) AS context,
  CASE
    WHEN tie.counted_at IS NULL THEN 0.0
    ELSE
      (1.0 - exp(-(tie.forward + tie.backward) / $activity_weights.volume_scale)) *
        (1.0 - $activity_weights.one_sided_loss *
          abs(tie.forward - tie.backward) / (tie.forward + tie.backward))
  END AS activity
SET
  tie.shared_groups = shared_groups,
  tie.context = context,
  tie.strength = CASE activity WHEN 0.0 THEN context ELSE 1.0 - (1.0 - activity) * (1.0 - context) END
