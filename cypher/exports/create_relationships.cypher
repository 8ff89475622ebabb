// name: exports.create_relationships
// access: write
// rows: none
// param rows: list<map>
//
// Makes relationships again between nodes of the same import; dates and times come as text. The two ends are looked
// up one after the other, each by its place in the store.
UNWIND $rows AS row
CALL (row) {
  MATCH (start)
  WHERE elementId(start) = row.start
  RETURN start
}
CALL (row) {
  MATCH (end)
  WHERE elementId(end) = row.end
  RETURN end
}
CREATE (start)-[tie:$(row.type)]->(end)
SET tie = row.properties
FOREACH (time IN row.times |
  SET tie[time.name] =
    CASE time.kind
      WHEN 'date' THEN date(time.value)
      WHEN 'datetime' THEN datetime(time.value)
      WHEN 'list<date>' THEN [one IN time.value | date(one)]
      ELSE [one IN time.value | datetime(one)]
    END
)
