// name: analytics.hubs
// access: read
// rows: many
// param limit: integer 1..500 = 20
// param slot: string
// column member_id: string
// column name: string
// column connections: integer
// column pagerank: float
// column betweenness: float
// column core: integer
// column community: integer
// chart: bars label=name value=connections
// example: limit=10
//
// Who has the most connections. Beside them stands what the last run of the graph algorithms found of
// them; without one, null.
MATCH (member:Member)
WITH member, COUNT { (member)-[:CONNECTED_TO]-() } AS connections
  ORDER BY connections DESC, member.id
  LIMIT $limit
RETURN
  member.id AS member_id,
  member.name AS name,
  connections,
  CASE $slot WHEN 'a' THEN member.pagerank_a WHEN 'b' THEN member.pagerank_b END AS pagerank,
  CASE $slot WHEN 'a' THEN member.betweenness_a WHEN 'b' THEN member.betweenness_b END AS betweenness,
  CASE $slot WHEN 'a' THEN member.core_a WHEN 'b' THEN member.core_b END AS core,
  CASE $slot WHEN 'a' THEN member.community_a WHEN 'b' THEN member.community_b END AS community
  ORDER BY connections DESC, member_id
