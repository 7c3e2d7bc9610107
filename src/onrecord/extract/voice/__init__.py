"""The outlet's own voice: what it asserts with no source, how it judges, what its headline rests on."""
