"""The proofreader: everything that is wrong with the chapters, at once, each with its file and line."""
