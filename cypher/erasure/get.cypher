// name: erasure.get
// access: read
// rows: one
// param viewer_id: string
// column erase_at: datetime
//
// When the viewer will be erased, if they asked for it. No row when there is no such member.
MATCH (viewer:Member {id: $viewer_id})
RETURN viewer.erase_at AS erase_at
