"""How notebooks are run: each in a process of its own, which begins where everything is imported already."""
