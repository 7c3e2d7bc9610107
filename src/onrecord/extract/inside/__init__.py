"""Statements inside others' words, to any depth: looked for, and judged."""
