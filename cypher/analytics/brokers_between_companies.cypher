// name: analytics.brokers_between_companies
// access: read
// rows: many
// param limit: integer 1..100 = 20
// param slot: string
// column member_id: string
// column name: string
// column connections: integer
// column companies: integer
// column effective_companies: float
// column betweenness: float
// chart: bars label=name value=effective_companies
// example: limit=10
//
// Who bridges companies: members whose connections work at many of them, now, and evenly so. Effective
// companies are as many as would make the same diversity with equal numbers at each. Looked at are the
// 300 members of the highest betweenness, or where it was never computed of the most connections.
MATCH (member:Member)
WITH
  member,
  COUNT { (member)-[:CONNECTED_TO]-() } AS connections,
  CASE $slot WHEN 'a' THEN member.betweenness_a WHEN 'b' THEN member.betweenness_b END AS betweenness
  WHERE connections > 1
WITH *
  ORDER BY coalesce(betweenness, 0.0) DESC, connections DESC, member.id
  LIMIT 300
CALL (member) {
  MATCH (member)-[:CONNECTED_TO]-(other:Member)-[work:WORKS_AT]->(company:Company)
  WHERE work.ended_on IS NULL
  WITH company, count(DISTINCT other) AS there
  WITH collect(there) AS found, sum(there) AS known
  RETURN
    size(found) AS companies,
    CASE known
      WHEN 0 THEN 0.0
      ELSE exp(-reduce(entropy = 0.0, there IN found | entropy + there * log(toFloat(there) / known) / known))
    END AS effective_companies
}
RETURN
  member.id AS member_id,
  member.name AS name,
  connections,
  companies,
  effective_companies,
  betweenness
  ORDER BY effective_companies DESC, member_id
  LIMIT $limit
