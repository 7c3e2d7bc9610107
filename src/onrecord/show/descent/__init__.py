"""Stemmas → what people look at: an indented tree, Graphviz DOT, and an HTML page with a drawing."""

from onrecord.show.descent.dot import draw_dot
from onrecord.show.descent.html import render_descent
from onrecord.show.descent.tree import render_stemma
from onrecord.show.descent.view import view_stemma

__all__ = ["draw_dot", "render_descent", "render_stemma", "view_stemma"]
