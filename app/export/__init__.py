"""The site as files: what the server would answer, written down, for any static host, and one scene alone in a single file."""
