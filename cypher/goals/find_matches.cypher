// name: goals.find_matches
// access: read
// rows: many
// param viewer_id: string
// param asked: map
// param most_found: integer
// param most_walked: integer
// param most_looked_at: integer
// param limit: integer
// column degree: integer
// column mutual_count: integer
// column fit: float
// column member: map
// column positions: list<map>
// column skills: list<string>
// column tie: map
//
// Whose background fits a goal of the viewer's: the best of the first, second and third degree.
// Asked is the goal, as asked_for() puts it. A fit is the sum of the weights of what fits: a
// company or a title (in part where it was before), the share of the skills, an industry, a place;
// words fit the starts of words. A place alone makes no match where it is not all that has a
// weight. Those who fit are found from the goal's facts, at most so many by each; where that is not
// all, also by a walk over the first and second degree, if it has at most so many steps. Who has a
// block with the viewer is not there, nor on the way to somebody. The tie is the viewer's to one of
// the first degree.
OPTIONAL MATCH (viewer:Member {id: $viewer_id})
WITH viewer, COLLECT { MATCH (viewer)-[:BLOCKS]-(member:Member) RETURN member } AS blocked
  WHERE viewer IS NOT NULL
WITH
  viewer,
  blocked,
  COLLECT {
    MATCH (viewer)-[:CONNECTED_TO]-(near:Member)
    WHERE NOT near IN blocked
    RETURN near
  } AS first,
  COLLECT {
    MATCH (company:Company)
    WHERE company.id IN $asked.company_ids
    RETURN company
  } AS companies,
  COLLECT {
    MATCH (skill:Skill)
    WHERE skill.id IN $asked.skill_ids
    RETURN skill
  } AS skills
CALL (companies) {
  UNWIND companies AS company
  MATCH (company)<-[:WORKS_AT]-(member:Member)
  WITH member
    LIMIT $most_found
  RETURN collect(member) AS by_company
}
CALL (skills) {
  UNWIND skills AS skill
  MATCH (skill)<-[:HAS_SKILL]-(member:Member)
  WITH member
    LIMIT $most_found
  RETURN collect(member) AS by_skill
}
CALL (skills) {
  WITH skills
    WHERE $asked.title_query IS NOT NULL
  CALL db.index.fulltext.queryRelationships('title_words', $asked.title_query, {limit: $most_found})
    YIELD relationship
  RETURN collect(startNode(relationship)) AS by_title
}
CALL (skills) {
  WITH skills
    WHERE $asked.background_query IS NOT NULL
  CALL db.index.fulltext.queryNodes('background_words', $asked.background_query, {limit: $most_found})
    YIELD node
  RETURN collect(node) AS by_background
}
CALL (first) {
  UNWIND first AS near
  RETURN sum(COUNT { (near)-[:CONNECTED_TO]-() }) <= $most_walked AS is_walked
}
CALL (viewer, blocked, first, is_walked) {
  WITH *
    WHERE is_walked
  UNWIND first AS near
  MATCH (near)-[:CONNECTED_TO]-(far:Member)
  WHERE far <> viewer AND NOT far IN first AND NOT far IN blocked
  RETURN collect(DISTINCT far) AS second
}
CALL (first, second, is_walked, by_company, by_skill, by_title, by_background) {
  UNWIND
    by_company + by_skill + by_title + by_background +
      CASE
        WHEN
          is_walked AND
            any(found IN [by_company, by_skill, by_title, by_background] WHERE
              size(found) = $most_found)
          THEN first + second
        ELSE []
      END AS member
  RETURN collect(DISTINCT member) AS pool
}
CALL (viewer, blocked, first, second, is_walked, companies, skills, pool) {
  UNWIND pool AS member
  WITH *
    WHERE member <> viewer AND NOT member IN blocked
  CALL (member, companies, skills) {
    // Of a member's edges, of which most are connections, all are gone through: once for both.
    MATCH (member)-[fact:WORKS_AT|HAS_SKILL]->(thing)
    WITH
      thing IN skills AS is_skill,
      thing IN companies AS is_company,
      size($asked.title_words) > 0 AND
        all(word IN $asked.title_words WHERE
          any(part IN split(toLower(fact.title), $asked.separators) WHERE part STARTS WITH word)) AS is_title,
      CASE WHEN fact.ended_on IS NULL THEN 1.0 ELSE $asked.past END AS part
    RETURN
      coalesce(max(CASE WHEN is_company THEN part END), 0.0) AS company_part,
      coalesce(max(CASE WHEN is_title THEN part END), 0.0) AS title_part,
      count(CASE WHEN is_skill THEN true END) AS skills_found
  }
  WITH
    *,
    // One name may be the id of another skill: both count, as one.
    CASE
      WHEN skills_found < $asked.skill_count THEN skills_found / toFloat($asked.skill_count)
      ELSE 1.0
    END AS skills_part,
    split(toLower(coalesce(member.industry, '')), $asked.separators) AS industry,
    split(toLower(coalesce(member.location, '')), $asked.separators) AS location
  WITH
    *,
    CASE
      WHEN any(phrase IN $asked.industries WHERE
        all(word IN split(phrase, ' ') WHERE any(part IN industry WHERE part STARTS WITH word))) THEN 1.0
      ELSE 0.0
    END AS industry_part,
    CASE
      WHEN any(phrase IN $asked.places WHERE
        all(word IN split(phrase, ' ') WHERE any(part IN location WHERE part STARTS WITH word))) THEN 1.0
      ELSE 0.0
    END AS place_part
  WITH
    *,
    $asked.weights.company * company_part +
      $asked.weights.title * title_part +
      $asked.weights.skills * skills_part +
      $asked.weights.industry * industry_part AS fit_but_place
    WHERE fit_but_place > 0.0 OR ($asked.weights.place = 1.0 AND place_part > 0.0)
  WITH
    {member: member, fit: fit_but_place + $asked.weights.place * place_part} AS entry,
    CASE
      WHEN member IN first THEN 1
      WHEN member IN second THEN 2
      WHEN is_walked THEN 3
      WHEN EXISTS {
        MATCH (member)-[:CONNECTED_TO]-(between:Member)
        WHERE between IN first
      } THEN 2
      ELSE 3
    END AS degree
  RETURN
    collect(CASE degree WHEN 1 THEN entry END) AS own_fitting,
    collect(CASE degree WHEN 2 THEN entry END) AS near_fitting,
    collect(CASE degree WHEN 3 THEN entry END) AS far_fitting
}
// Each of these sorts rows that hold no other list: what a row holds is counted for each row kept.
CALL (own_fitting) {
  UNWIND own_fitting AS entry
  WITH entry
    ORDER BY entry.fit DESC, entry.member.id
    LIMIT $limit
  RETURN collect(entry {.*, degree: 1, mutual_count: 0}) AS own
}
CALL (near_fitting) {
  UNWIND near_fitting AS entry
  WITH entry
    ORDER BY entry.fit DESC, entry.member.id
    LIMIT $most_looked_at
  RETURN collect(entry) AS nearest
}
CALL (far_fitting) {
  UNWIND far_fitting AS entry
  WITH entry
    ORDER BY entry.fit DESC, entry.member.id
    LIMIT $most_looked_at
  RETURN collect(entry) AS farthest
}
CALL (first, nearest) {
  UNWIND nearest AS entry
  WITH first, entry, entry.member AS member
  WITH
    entry,
    member,
    COUNT {
      MATCH (member)-[:CONNECTED_TO]-(mutual:Member)
      WHERE mutual IN first
    } AS mutual_count
    ORDER BY entry.fit DESC, mutual_count DESC, member.id
    LIMIT $limit
  RETURN collect(entry {.*, degree: 2, mutual_count: mutual_count}) AS near
}
CALL (blocked, first, second, is_walked, farthest) {
  UNWIND farthest AS entry
  WITH *, entry.member AS member
    WHERE
      CASE
        WHEN is_walked THEN
          EXISTS {
            MATCH (member)-[:CONNECTED_TO]-(between:Member)
            WHERE between IN second
          }
        ELSE
          EXISTS {
            MATCH (member)-[:CONNECTED_TO]-(further:Member)-[:CONNECTED_TO]-(between:Member)
            WHERE NOT further IN blocked AND between IN first
          }
      END
  // In the order in which they were looked at.
  RETURN collect(entry {.*, degree: 3, mutual_count: 0})[..$limit] AS far
}
UNWIND own + near + far AS entry
WITH viewer, companies, skills, entry, entry.member AS member
OPTIONAL MATCH (viewer)-[tie:CONNECTED_TO]-(member)
RETURN
  entry.degree AS degree,
  entry.mutual_count AS mutual_count,
  entry.fit AS fit,
  member {.id, .name, .headline, .industry, .location} AS member,
  COLLECT {
    MATCH (member)-[work:WORKS_AT]->(company:Company)
    WITH work, company
      ORDER BY work.ended_on IS NOT NULL, work.started_on DESC, company.id
    RETURN {
      title: work.title,
      company: company.name,
      is_named: company IN companies,
      is_now: work.ended_on IS NULL
    }
  } AS positions,
  COLLECT {
    MATCH (member)-[:HAS_SKILL]->(skill:Skill)
    WHERE skill IN skills
    RETURN skill.name
      ORDER BY skill.name
  } AS skills,
  tie {.forward, .backward, .counted_at, context: coalesce(tie.context, tie.strength)} AS tie
