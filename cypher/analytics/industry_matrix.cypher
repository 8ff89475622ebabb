// name: analytics.industry_matrix
// access: read
// rows: many
// param limit: integer 2..30 = 12
// column industry: string
// column other_industry: string
// column connections: integer
// column mean_strength: float
// chart: heatmap x=other_industry y=industry value=connections
// example: limit=5
//
// How many connections there are between the industries of the most members, and how strong they are on
// average. Each two industries have two rows; of an industry with itself there is one.
MATCH (member:Member)
WHERE member.industry IS NOT NULL
WITH member.industry AS industry, count(*) AS members
  ORDER BY members DESC, industry
  LIMIT $limit
WITH collect(industry) AS industries
CALL (industries) {
  MATCH (one:Member)-[tie:CONNECTED_TO]->(other:Member)
  WHERE one.industry IS NOT NULL AND other.industry IS NOT NULL
  RETURN
    one.industry AS industry,
    other.industry AS other_industry,
    count(*) AS connections,
    sum(tie.strength) AS strength
}
// Of the few sums, not of each connection: that takes twice as long.
WITH *
  WHERE industry IN industries AND other_industry IN industries
UNWIND
  CASE industry
    WHEN other_industry THEN [[industry, other_industry]]
    ELSE [[industry, other_industry], [other_industry, industry]]
  END AS way
WITH
  way[0] AS industry,
  way[1] AS other_industry,
  sum(connections) AS connections,
  sum(strength) AS strength
RETURN industry, other_industry, connections, strength / connections AS mean_strength
  ORDER BY industry, other_industry
