"""The press: what turns words (YAML) into pages.

One way through: ``source`` → ``Library`` → ``check`` → ``plan`` → ``render`` → ``printer``.
Each module takes one value and hands on the next; nothing looks back.
"""
