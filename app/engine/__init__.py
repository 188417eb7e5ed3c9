"""The engine: a little network, its loss, and the way downhill. Numpy alone; it knows no web, chapter or scene."""
