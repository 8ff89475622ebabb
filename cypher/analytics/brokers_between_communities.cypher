// name: analytics.brokers_between_communities
// access: read
// rows: many
// needs: run
// param limit: integer 1..100 = 20
// param slot: string
// column member_id: string
// column name: string
// column connections: integer
// column community: integer
// column communities: integer
// column outside_share: float
// column effective_communities: float
// column betweenness: float
// chart: bars label=name value=effective_communities
// example: limit=10
//
// Who bridges communities: members whose connections are in many of them, and evenly so. Outside share
// is of the connections that are not in the member's own community. Effective communities are as many as
// would make the same diversity with equal numbers in each. Looked at are the 300 members of the highest
// betweenness.
MATCH (member:Member)
WITH
  member,
  CASE $slot WHEN 'a' THEN member.community_a WHEN 'b' THEN member.community_b END AS community,
  CASE $slot WHEN 'a' THEN member.betweenness_a WHEN 'b' THEN member.betweenness_b END AS betweenness
  WHERE community IS NOT NULL
WITH *
  ORDER BY betweenness DESC, member.id
  LIMIT 300
CALL (member, community) {
  MATCH (member)-[:CONNECTED_TO]-(other:Member)
  WITH community, CASE $slot WHEN 'a' THEN other.community_a WHEN 'b' THEN other.community_b END AS there, count(*) AS members
    WHERE there IS NOT NULL
  WITH
    collect(members) AS found,
    sum(members) AS known,
    sum(CASE there WHEN community THEN 0 ELSE members END) AS outside
  RETURN
    known AS connections,
    size(found) AS communities,
    CASE known WHEN 0 THEN 0.0 ELSE toFloat(outside) / known END AS outside_share,
    CASE known
      WHEN 0 THEN 0.0
      ELSE exp(-reduce(entropy = 0.0, there IN found | entropy + there * log(toFloat(there) / known) / known))
    END AS effective_communities
}
RETURN
  member.id AS member_id,
  member.name AS name,
  connections,
  community,
  communities,
  outside_share,
  effective_communities,
  betweenness
  ORDER BY effective_communities DESC, member_id
  LIMIT $limit
