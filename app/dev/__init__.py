"""The writer's desk: a server that prints again what is saved, and says in the page what is wrong and where."""
