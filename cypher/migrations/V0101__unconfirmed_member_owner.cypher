// Whom one member alone knows is found by that member.
CREATE INDEX unconfirmed_member_owner IF NOT EXISTS
FOR (unconfirmed:UnconfirmedMember) ON (unconfirmed.owner_id)
