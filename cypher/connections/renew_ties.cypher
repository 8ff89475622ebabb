// name: connections.renew_ties
// access: write
// rows: many
// param pairs: list<string>
// param weights: map
// param activity_weights: map
// param hub_size: integer
// column context: float
// column imported_strength: float
// column shared_employer: boolean
// column shared_school: boolean
// column recommended: boolean
// column endorsements: integer
// column shared_groups: integer
// column common_share: float
// column forward: float
// column backward: float
// column counted_at: datetime
// column answered: boolean
//
// Computes the context of these connections anew from the facts of the graph: an employer at the
// same time (where dates are unknown, they are taken to fit), a school, a recommendation and
// endorsements that are shown (here or, as an import said, elsewhere), groups of both, and of all who know either of the two, the share who
// know both (Jaccard); or what the ends or the import say in their place.
// The strength is what the context makes together with the activity as of its last count.
UNWIND $pairs AS pair
MATCH (one:Member)-[tie:CONNECTED_TO {pair: pair}]->(other:Member)
// Written before the facts are read: of two members who change at once, the later sees both.
SET tie.strength = tie.strength
// Pairs come sorted, so the many ties of one member share one look at whom that member knows.
WITH one, collect({tie: tie, other: other}) AS ties
CALL (one) {
  MATCH (one)-[:CONNECTED_TO]-(known:Member)
  RETURN collect(known) AS known
}
UNWIND ties AS entry
WITH one, known, entry.tie AS tie, entry.other AS other
WITH *, COUNT { (other)-[:CONNECTED_TO]-() } AS other_count
CALL (known, other, other_count) {
  WITH *
    WHERE other_count <= $hub_size
  MATCH (other)-[:CONNECTED_TO]-(mutual:Member)
  WHERE mutual IN known
  RETURN count(*) AS found
  UNION ALL
  // A hub is looked up from the other end, once for each whom the one knows.
  WITH *
    WHERE other_count > $hub_size
  UNWIND known AS mutual
  WITH other, mutual
    WHERE EXISTS { (mutual)-[:CONNECTED_TO]-(other) }
  RETURN count(*) AS found
}
WITH one, other, tie, size(known) + other_count - 2 AS either_count, sum(found) AS mutual_count
WITH
  tie,
  EXISTS {
    MATCH (one)-[work:WORKS_AT]->(:Company)<-[other_work:WORKS_AT]-(other)
    WHERE
      (work.ended_on IS NULL OR
        other_work.started_on IS NULL OR
        other_work.started_on <= work.ended_on) AND
      (other_work.ended_on IS NULL OR
        work.started_on IS NULL OR
        work.started_on <= other_work.ended_on)
  } AS shared_employer,
  EXISTS { (one)-[:STUDIED_AT]->(:School)<-[:STUDIED_AT]-(other) } AS shared_school,
  coalesce(tie.imported_recommended, false) OR
    EXISTS {
      MATCH (one)-[:RECOMMENDS|RECOMMENDATION_OF]-(recommendation:Recommendation)-[:RECOMMENDS|RECOMMENDATION_OF]-(other)
      WHERE recommendation.state = 'accepted'
    } AS recommended,
  COUNT {
    MATCH (one)-[endorsement:ENDORSES]-(other)
    WHERE NOT endorsement.hidden
  } AS endorsed_here,
  coalesce(tie.imported_endorsements, 0) AS endorsed_elsewhere,
  COUNT { (one)-[:MEMBER_OF]->(:Group)<-[:MEMBER_OF]-(other) } AS shared_groups,
  CASE
    WHEN mutual_count = 0 THEN 0.0
    ELSE toFloat(mutual_count) / (either_count - mutual_count)
  END AS common_share
WITH
  *,
  // Many endorse here whom they endorsed elsewhere: the greater number counts, not the sum.
  CASE
    WHEN endorsed_here > endorsed_elsewhere THEN endorsed_here
    ELSE endorsed_elsewhere
  END AS endorsements
WITH
  *,
  CASE WHEN recommended THEN $weights.recommendation ELSE 0.0 END +
    CASE
      WHEN $weights.endorsement * endorsements > $weights.most_of_endorsements
        THEN $weights.most_of_endorsements
      ELSE $weights.endorsement * endorsements
    END +
    CASE
      WHEN $weights.shared_group * shared_groups > $weights.most_of_shared_groups
        THEN $weights.most_of_shared_groups
      ELSE $weights.shared_group * shared_groups
    END +
    CASE WHEN shared_employer THEN $weights.shared_employer ELSE 0.0 END +
    CASE WHEN shared_school THEN $weights.shared_school ELSE 0.0 END +
    $weights.common_connections * common_share AS facts
WITH
  *,
  // A member's own answer wins, of two the lower; then what the import said.
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
  tie.shared_employer = shared_employer,
  tie.shared_school = shared_school,
  tie.recommended = recommended,
  tie.endorsements = endorsements,
  tie.shared_groups = shared_groups,
  tie.common_share = common_share,
  tie.context = context,
  // Exactly the context where there is no activity.
  tie.strength = CASE activity WHEN 0.0 THEN context ELSE 1.0 - (1.0 - activity) * (1.0 - context) END
RETURN
  tie.context AS context,
  tie.imported_strength AS imported_strength,
  tie.shared_employer AS shared_employer,
  tie.shared_school AS shared_school,
  tie.recommended AS recommended,
  tie.endorsements AS endorsements,
  tie.shared_groups AS shared_groups,
  tie.common_share AS common_share,
  tie.forward AS forward,
  tie.backward AS backward,
  tie.counted_at AS counted_at,
  tie.known_by_smaller IS NOT NULL OR tie.known_by_greater IS NOT NULL AS answered
