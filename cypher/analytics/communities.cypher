// name: analytics.communities
// access: read
// rows: many
// needs: run
// param limit: integer 1..100 = 20
// param slot: string
// column community: integer
// column members: integer
// column inside_share: float
// column most_central_id: string
// column most_central: string
// column industry: string
// column industry_share: float
// chart: bars label=community value=members
// example: limit=10
//
// The largest communities. Of each, how many members it has, the share of their connections that stays
// inside, who of them matters the most by PageRank, and the most frequent industry.
MATCH (member:Member)
WITH
  member,
  CASE $slot WHEN 'a' THEN member.community_a WHEN 'b' THEN member.community_b END AS community,
  CASE $slot WHEN 'a' THEN member.pagerank_a WHEN 'b' THEN member.pagerank_b END AS pagerank
  // The largest community is number 0.
  WHERE community < $limit
CALL (member, community) {
  MATCH (member)-[:CONNECTED_TO]-(other:Member)
  RETURN
    count(*) AS connections,
    count(CASE CASE $slot WHEN 'a' THEN other.community_a WHEN 'b' THEN other.community_b END WHEN community THEN 1 END) AS inside
}
WITH community, member.industry AS industry, member, pagerank, connections, inside
  ORDER BY community, pagerank DESC, member.id
WITH
  community,
  industry,
  count(*) AS members,
  sum(connections) AS connections,
  sum(inside) AS inside,
  head(collect({id: member.id, name: member.name, pagerank: pagerank})) AS central
  ORDER BY community, central.pagerank DESC, central.id
WITH
  community,
  collect(central)[0] AS central,
  sum(members) AS members,
  sum(connections) AS connections,
  sum(inside) AS inside,
  collect({name: industry, members: members}) AS industries
CALL (industries) {
  UNWIND industries AS industry
  WITH industry.name AS name, industry.members AS most
    WHERE name IS NOT NULL
    ORDER BY most DESC, name
    LIMIT 1
  RETURN collect({name: name, members: most})[0] AS leading
}
RETURN
  community,
  members,
  CASE connections WHEN 0 THEN 1.0 ELSE toFloat(inside) / connections END AS inside_share,
  central.id AS most_central_id,
  central.name AS most_central,
  leading.name AS industry,
  toFloat(leading.members) / members AS industry_share
  ORDER BY community
