"""A strict reader of HTML pages, and small pieces of pages."""

import html
import re
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "link", "br", "img", "input", "hr"}


def commands_on(page):
    """The commands that a reader of the page copies, one a line."""
    text = "".join(re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL))
    return html.unescape(re.sub(r"<[^>]+>", "", text)).splitlines()


def tiny_svg(body):
    """An SVG file with this inside."""
    start = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    return f'{start} viewBox="0 0 9 9">{body}</svg>'.encode()


class Reader(HTMLParser):
    """Reads a page strictly: every element that opens closes, in order.

    Attributes:
        elements: (tag, attributes, depth) of each element.
        figures: For each figure, the tags in it.
        text: All letters outside of style.
    """

    def __init__(self, page):
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, Any]]] = []
        self.figures: list[list[str]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs), f"an attribute of {tag} is given twice"
        if tag == "figure":
            self.figures.append([])
        if "figure" in self.open:
            self.figures[-1].append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Note an element without content."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        """Close the element that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Keep letters."""
        if "style" not in self.open:
            self.text += data

    def all(self, name):
        """Every value of an attribute."""
        return [attrs[name] for _, attrs in self.elements if name in attrs]

    def tags(self):
        """Every tag, in order."""
        return [tag for tag, _ in self.elements]
