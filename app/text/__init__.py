"""The text: an author's Markdown becomes prose, scenes and beats, or a mistake that names its file and line."""
