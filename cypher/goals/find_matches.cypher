// name: goals.find_matches
// access: read
// rows: many
// param viewer_id: string
// param company_ids: list<string>
// param skill_ids: list<string>
// param skill_count: integer
// param title_words: list<string>
// param industries: list<string>
// param places: list<string>
// param title_query: string
// param background_query: string
// param separators: list<string>
// param weights: map
// param past: float
// param most_found: integer
// param most_walked: integer
// param most_looked_at: integer
// param limit: integer
// column degree: integer
// column mutual_count: integer
// column fit: float
// column parts: map
// column member: map
// column positions: list<map>
// column skills: list<string>
// column tie: map
//
// Whose background fits a goal of the viewer's: the best of the first, second and third degree. A fit
// is the sum of the weights of what fits: a company or a title (in part where it was before), the
// share of the skills, an industry, a place; words fit the starts of words. A place alone makes no
// match where it is not all that has a weight. Those who fit are found from the goal's facts, at most
// so many by each; where that is not all, also by a walk over the first and second degree, if it has
// at most so many steps. Who has a block with the viewer is not there, nor on the way to somebody.
// The tie is the viewer's to one of the first degree.
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
    WHERE company.id IN $company_ids
    RETURN company
  } AS companies,
  COLLECT {
    MATCH (skill:Skill)
    WHERE skill.id IN $skill_ids
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
    WHERE $title_query IS NOT NULL
  CALL db.index.fulltext.queryRelationships('title_words', $title_query, {limit: $most_found})
    YIELD relationship
  RETURN collect(startNode(relationship)) AS by_title
}
CALL (skills) {
  WITH skills
    WHERE $background_query IS NOT NULL
  CALL db.index.fulltext.queryNodes('background_words', $background_query, {limit: $most_found})
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
CALL (viewer, blocked, first, second, is_walked, companies, skills, by_company, by_skill, by_title, by_background) {
  UNWIND
    by_company + by_skill + by_title + by_background +
      CASE
        WHEN any(found IN [by_company, by_skill, by_title, by_background] WHERE size(found) = $most_found)
          THEN first + second
        ELSE []
      END AS member
  WITH DISTINCT viewer, blocked, first, second, is_walked, companies, skills, member
    WHERE member <> viewer AND NOT member IN blocked
  CALL (member, companies) {
    MATCH (member)-[work:WORKS_AT]->(company:Company)
    WITH
      company IN companies AS fits_company,
      size($title_words) > 0 AND
        all(word IN $title_words WHERE
          any(part IN split(toLower(work.title), $separators) WHERE part STARTS WITH word)) AS fits_title,
      CASE WHEN work.ended_on IS NULL THEN 1.0 ELSE $past END AS part
    RETURN
      coalesce(max(CASE WHEN fits_company THEN part END), 0.0) AS company_part,
      coalesce(max(CASE WHEN fits_title THEN part END), 0.0) AS title_part
  }
  WITH
    *,
    CASE
      WHEN skills = [] THEN 0.0
      ELSE
        COUNT {
          MATCH (member)-[:HAS_SKILL]->(skill:Skill)
          WHERE skill IN skills
        } / toFloat($skill_count)
    END AS skills_part,
    split(toLower(coalesce(member.industry, '')), $separators) AS industry,
    split(toLower(coalesce(member.location, '')), $separators) AS location
  WITH
    *,
    CASE
      WHEN any(phrase IN $industries WHERE
        all(word IN split(phrase, ' ') WHERE any(part IN industry WHERE part STARTS WITH word))) THEN 1.0
      ELSE 0.0
    END AS industry_part,
    CASE
      WHEN any(phrase IN $places WHERE
        all(word IN split(phrase, ' ') WHERE any(part IN location WHERE part STARTS WITH word))) THEN 1.0
      ELSE 0.0
    END AS place_part
  WITH
    *,
    $weights.company * company_part + $weights.title * title_part + $weights.skills * skills_part +
      $weights.industry * industry_part AS fit_but_place
    WHERE fit_but_place > 0.0 OR ($weights.place = 1.0 AND place_part > 0.0)
  RETURN
    collect({
      member: member,
      fit: fit_but_place + $weights.place * place_part,
      parts: {
        company: company_part,
        title: title_part,
        skills: skills_part,
        industry: industry_part,
        place: place_part
      },
      degree:
        CASE
          WHEN member IN first THEN 1
          WHEN member IN second THEN 2
          WHEN is_walked THEN 3
          WHEN EXISTS {
            MATCH (member)-[:CONNECTED_TO]-(between:Member)
            WHERE between IN first
          } THEN 2
          ELSE 3
        END
    }) AS fitting
}
CALL (blocked, first, second, is_walked, fitting) {
  UNWIND [entry IN fitting WHERE entry.degree = 1] AS entry
  WITH entry, entry.member AS member
    ORDER BY entry.fit DESC, member.id
    LIMIT $limit
  RETURN entry, member, 0 AS mutual_count
  UNION ALL
  UNWIND [entry IN fitting WHERE entry.degree = 2] AS entry
  WITH first, entry, entry.member AS member
    ORDER BY entry.fit DESC, member.id
    LIMIT $most_looked_at
  WITH
    entry,
    member,
    COUNT {
      MATCH (member)-[:CONNECTED_TO]-(mutual:Member)
      WHERE mutual IN first
    } AS mutual_count
    ORDER BY entry.fit DESC, mutual_count DESC, member.id
    LIMIT $limit
  RETURN entry, member, mutual_count
  UNION ALL
  UNWIND [entry IN fitting WHERE entry.degree = 3] AS entry
  WITH blocked, first, second, is_walked, entry, entry.member AS member
    ORDER BY entry.fit DESC, member.id
    LIMIT $most_looked_at
  WITH *
    WHERE
      CASE
        WHEN is_walked THEN
          EXISTS {
            MATCH (member)-[:CONNECTED_TO]-(between:Member)
            WHERE between IN second
          }
        ELSE
          EXISTS {
            MATCH (member)-[:CONNECTED_TO]-(far:Member)-[:CONNECTED_TO]-(between:Member)
            WHERE NOT far IN blocked AND between IN first
          }
      END
  WITH entry, member
    ORDER BY entry.fit DESC, member.id
    LIMIT $limit
  RETURN entry, member, 0 AS mutual_count
}
OPTIONAL MATCH (viewer)-[tie:CONNECTED_TO]-(member)
RETURN
  entry.degree AS degree,
  mutual_count,
  entry.fit AS fit,
  entry.parts AS parts,
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
