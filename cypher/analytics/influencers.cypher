// name: analytics.influencers
// access: read
// rows: many
// needs: run
// param limit: integer 1..500 = 20
// param slot: string
// column member_id: string
// column name: string
// column pagerank: float
// column connections: integer
// column core: integer
// column community: integer
// chart: bars label=name value=pagerank
// example: limit=10
//
// Who matters the most by PageRank: members with strong ties to members who matter. All members' sum
// is 1.
MATCH (member:Member)
WITH member, CASE $slot WHEN 'a' THEN member.pagerank_a WHEN 'b' THEN member.pagerank_b END AS pagerank
  WHERE pagerank IS NOT NULL
WITH member, pagerank
  ORDER BY pagerank DESC, member.id
  LIMIT $limit
RETURN
  member.id AS member_id,
  member.name AS name,
  pagerank,
  COUNT { (member)-[:CONNECTED_TO]-() } AS connections,
  CASE $slot WHEN 'a' THEN member.core_a WHEN 'b' THEN member.core_b END AS core,
  CASE $slot WHEN 'a' THEN member.community_a WHEN 'b' THEN member.community_b END AS community
  ORDER BY pagerank DESC, member_id
