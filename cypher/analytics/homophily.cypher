// name: analytics.homophily
// access: read
// rows: many
// param sample: integer 1..10000 = 400
// column attribute: string
// column connections: integer
// column same_share: float
// column by_chance: float
// column ratio: float
// chart: bars label=attribute value=same_share,by_chance
// example: sample=100
//
// How much more alike the connected are than they would be by chance. That is the share of connections
// whose ends are of the same industry or place, went to the same school or work at the same company now,
// beside the share to expect if everybody had as many connections, with anybody. Looked at are the
// connections of a sample of so many members, where both ends say it; it stays the same while the
// members do.
MATCH (member:Member)
WITH member
  ORDER BY member.id
WITH collect(member) AS members
WITH
  members,
  CASE WHEN size(members) < $sample THEN size(members) ELSE $sample END AS taken
// Steps of a large prime meet everybody once, and no pattern that ids may have.
WITH [place IN range(0, taken - 1) | members[(place + 1) * 611953 % size(members)]] AS sampled
CALL (sampled) {
  CALL (sampled) {
    UNWIND sampled AS member
    MATCH (member)-[:CONNECTED_TO]-(other:Member)
    WHERE member.industry IS NOT NULL AND other.industry IS NOT NULL
    RETURN member.industry AS near, other.industry AS far, count(*) AS ends
  }
  WITH collect({near: near, far: far, ends: ends}) AS found
  CALL (found) {
    UNWIND found AS one
    UNWIND [[one.near, one.ends, 0], [one.far, 0, one.ends]] AS side
    WITH side[0] AS value, sum(side[1]) AS near, sum(side[2]) AS far
    RETURN sum(toFloat(near) * far) AS by_chance
  }
  RETURN
    'industry' AS attribute,
    reduce(total = 0, one IN found | total + one.ends) AS looked_at,
    reduce(same = 0, one IN found | same + CASE one.near WHEN one.far THEN one.ends ELSE 0 END) AS same,
    by_chance
  UNION ALL
  CALL (sampled) {
    UNWIND sampled AS member
    MATCH (member)-[:CONNECTED_TO]-(other:Member)
    WHERE member.location IS NOT NULL AND other.location IS NOT NULL
    RETURN member.location AS near, other.location AS far, count(*) AS ends
  }
  WITH collect({near: near, far: far, ends: ends}) AS found
  CALL (found) {
    UNWIND found AS one
    UNWIND [[one.near, one.ends, 0], [one.far, 0, one.ends]] AS side
    WITH side[0] AS value, sum(side[1]) AS near, sum(side[2]) AS far
    RETURN sum(toFloat(near) * far) AS by_chance
  }
  RETURN
    'location' AS attribute,
    reduce(total = 0, one IN found | total + one.ends) AS looked_at,
    reduce(same = 0, one IN found | same + CASE one.near WHEN one.far THEN one.ends ELSE 0 END) AS same,
    by_chance
  UNION ALL
  CALL (sampled) {
    UNWIND sampled AS member
    MATCH (member)-[:CONNECTED_TO]-(other:Member)
    WHERE
      EXISTS {
        MATCH (member)-[mine:STUDIED_AT]->(:School)
      } AND
      EXISTS {
        MATCH (other)-[theirs:STUDIED_AT]->(:School)
      }
    RETURN
      count(*) AS looked_at,
      count(
        CASE
          WHEN EXISTS {
            MATCH (member)-[mine:STUDIED_AT]->(:School)<-[theirs:STUDIED_AT]-(other)
          } THEN 1
        END) AS same
  }
  CALL (sampled) {
    UNWIND sampled AS member
    MATCH (member)-[:CONNECTED_TO]-(other:Member)
    WHERE
      EXISTS {
        MATCH (member)-[mine:STUDIED_AT]->(:School)
      } AND
      EXISTS {
        MATCH (other)-[theirs:STUDIED_AT]->(:School)
      }
    CALL (member, other) {
      MATCH (member)-[mine:STUDIED_AT]->(value:School)
      WITH DISTINCT value
      RETURN value, 1 AS near, 0 AS far
      UNION ALL
      MATCH (other)-[theirs:STUDIED_AT]->(value:School)
      WITH DISTINCT value
      RETURN value, 0 AS near, 1 AS far
    }
    WITH value, sum(near) AS near, sum(far) AS far
    RETURN sum(toFloat(near) * far) AS by_chance
  }
  RETURN 'school' AS attribute, looked_at, same, by_chance
  UNION ALL
  CALL (sampled) {
    UNWIND sampled AS member
    MATCH (member)-[:CONNECTED_TO]-(other:Member)
    WHERE
      EXISTS {
        MATCH (member)-[mine:WORKS_AT]->(:Company)
        WHERE mine.ended_on IS NULL
      } AND
      EXISTS {
        MATCH (other)-[theirs:WORKS_AT]->(:Company)
        WHERE theirs.ended_on IS NULL
      }
    RETURN
      count(*) AS looked_at,
      count(
        CASE
          WHEN EXISTS {
            MATCH (member)-[mine:WORKS_AT]->(:Company)<-[theirs:WORKS_AT]-(other)
            WHERE mine.ended_on IS NULL AND theirs.ended_on IS NULL
          } THEN 1
        END) AS same
  }
  CALL (sampled) {
    UNWIND sampled AS member
    MATCH (member)-[:CONNECTED_TO]-(other:Member)
    WHERE
      EXISTS {
        MATCH (member)-[mine:WORKS_AT]->(:Company)
        WHERE mine.ended_on IS NULL
      } AND
      EXISTS {
        MATCH (other)-[theirs:WORKS_AT]->(:Company)
        WHERE theirs.ended_on IS NULL
      }
    CALL (member, other) {
      MATCH (member)-[mine:WORKS_AT]->(value:Company)
      WHERE mine.ended_on IS NULL
      WITH DISTINCT value
      RETURN value, 1 AS near, 0 AS far
      UNION ALL
      MATCH (other)-[theirs:WORKS_AT]->(value:Company)
      WHERE theirs.ended_on IS NULL
      WITH DISTINCT value
      RETURN value, 0 AS near, 1 AS far
    }
    WITH value, sum(near) AS near, sum(far) AS far
    RETURN sum(toFloat(near) * far) AS by_chance
  }
  RETURN 'company' AS attribute, looked_at, same, by_chance
}
WITH attribute, looked_at, same, by_chance
  WHERE looked_at > 0
WITH
  attribute,
  looked_at,
  toFloat(same) / looked_at AS same_share,
  by_chance / looked_at / looked_at AS by_chance
RETURN
  attribute,
  looked_at AS connections,
  same_share,
  by_chance,
  CASE WHEN by_chance > 0.0 THEN same_share / by_chance END AS ratio
  ORDER BY attribute
