// The first page of an inbox is read from this index, however long the history.
CREATE INDEX inbox_order IF NOT EXISTS
FOR ()-[part:TAKES_PART_IN]-() ON (part.member_id, part.active_at)
