"""New rooms: a scene or a chapter that works from the start, written from patterns for an author to change."""
