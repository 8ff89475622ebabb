// name: analytics.reach_by_degree
// access: read
// rows: many
// param sample: integer 1..20 = 5
// column degree: integer
// column mean_members: float
// column fewest_members: integer
// column most_members: integer
// chart: bars label=degree value=mean_members
// example: sample=3
//
// How many others a member has at the first, second and third degree. It is the mean, the fewest and the
// most of a sample of so many members, which stays the same while the members do.
MATCH (member:Member)
WITH member
  ORDER BY member.id
WITH collect(member) AS members
WITH
  members,
  CASE WHEN size(members) < $sample THEN size(members) ELSE $sample END AS taken
// Steps of a large prime meet everybody once, and no pattern that ids may have.
UNWIND range(0, taken - 1) AS place
WITH members[(place + 1) * 611953 % size(members)] AS member
CALL (member) {
  // The shortest length alone lets Neo4j visit each member once, breadth first.
  MATCH path = (member)-[:CONNECTED_TO*1..3]-(other:Member)
  WITH member, other, min(length(path)) AS degree
    WHERE other <> member
  WITH degree, count(*) AS reached
  RETURN collect({degree: degree, reached: reached}) AS found
}
UNWIND range(1, 3) AS degree
WITH degree, coalesce([one IN found WHERE one.degree = degree | one.reached][0], 0) AS reached
RETURN
  degree,
  avg(toFloat(reached)) AS mean_members,
  min(reached) AS fewest_members,
  max(reached) AS most_members
  ORDER BY degree
