// The notifications of a member are numbered, and followed by the number.
CREATE CONSTRAINT notification_number_unique IF NOT EXISTS
FOR (notification:Notification) REQUIRE (notification.member_id, notification.number) IS UNIQUE
