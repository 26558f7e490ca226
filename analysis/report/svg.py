"""SVG drawings made safe to stand inside a page: own ids, a title, and nothing that runs."""

import re
from xml.etree import ElementTree as ET

from markupsafe import Markup
from matplotlib.figure import Figure

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.figures.letters import choose_fonts, visible
from brinkmanship.analysis.figures.save import fix_layout, svg_bytes
from brinkmanship.analysis.figures.style import FRAME

SVG = "http://www.w3.org/2000/svg"
HREF = ("href", "{http://www.w3.org/1999/xlink}href")
DRAWN = frozenset((
    "svg", "g", "defs", "path", "use", "text", "tspan", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "clipPath", "mask", "style", "linearGradient", "radialGradient",
    "stop", "pattern", "marker", "image", "symbol",
))  # fmt: skip
"""Elements that only draw; others are removed with their content."""
TARGET = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
FOREIGN = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:", re.IGNORECASE)
MARGIN = 0.01


def frameless_svg(figure: Figure) -> tuple[str, str, bytes]:
    """A slide without its frame: the page has a heading, a scenario and a footer already.

    Args:
        figure: A slide in the style and the size of a page; its frame is removed.

    Returns:
        The heading of the slide, its note, and the drawing as SVG. Letters stay text, so that
        they can be read aloud, searched and set in the font of the page.
    """
    frame = {text.get_gid(): text for text in figure.texts if text.get_gid() in FRAME}
    texts = {gid: text.get_text() for gid, text in frame.items()}
    for text in frame.values():
        text.remove()
    choose_fonts(figure)
    for legend in figure.legends:
        legend.set_loc("outside upper right")
    figure.set_layout_engine("constrained", rect=(MARGIN, MARGIN, 1 - 2 * MARGIN, 1 - 2 * MARGIN))
    fix_layout(figure)
    note, _, _ = texts.get("foot", "").rpartition("\n")  # its last line is the footer
    return texts.get("heading", ""), note.replace("\n", " "), svg_bytes(figure)


def inline_svg(content: bytes, name: str, *, title: str, alt: str) -> Markup:
    """An SVG file as an element of a page.

    Args:
        content: The file.
        name: Prefix of its ids, which would clash with those of other drawings.
        title: Of the drawing.
        alt: What it shows, for those who cannot see it.

    Returns:
        The element; it contains only shapes, letters and references to its own parts.

    Raises:
        AnalysisError: It is not SVG.
    """
    try:
        root = ET.fromstring(content)  # noqa: S314 - expat limits entities; names are checked
    except ET.ParseError as error:
        raise AnalysisError(f"{name}: not readable as SVG ({error})") from error
    if _tag(root) != "svg":
        raise AnalysisError(f"{name}: not SVG but {_tag(root)}")
    _clean(root, name)
    root.attrib = {
        "id": f"{name}-drawing",
        "viewBox": root.get("viewBox", "0 0 960 540"),
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-alt",
    }
    for place, (tag, text) in enumerate({"title": title, "desc": alt}.items()):
        element = ET.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{('title', 'alt')[place]}"})
        element.text = visible(text)
        root.insert(place, element)
    ET.register_namespace("", SVG)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - cleaned above, letters escaped by ElementTree


def _clean(node: ET.Element, name: str) -> None:
    """Remove what does not draw, and give every id the prefix."""
    node.attrib = dict(_attributes(node, name))
    for child in list(node):
        text = child.text or ""
        if _tag(child) not in DRAWN or (_tag(child) == "style" and FOREIGN.search(text)):
            node.remove(child)
        else:
            _clean(child, name)
    if _tag(node) == "style":
        node.text = _scoped_rules(node.text or "", name)


def _scoped_rules(rules: str, name: str) -> str:
    """Style rules that apply to one drawing only.

    >>> _scoped_rules("*{stroke-linejoin: round}", "ends")
    '#ends-drawing *{stroke-linejoin: round}'
    """
    rule = re.compile(r"([^{}]+)(\{[^{}]*\})")
    return "".join(f"#{name}-drawing {head.strip()}{body}" for head, body in rule.findall(rules))


def _attributes(node: ET.Element, name: str) -> list[tuple[str, str]]:
    """The attributes of an element that only draw, with references to its own drawing alone."""
    kept = []
    for key, value in node.attrib.items():
        if key == "id":
            kept.append((key, f"{name}-{value}"))
        elif key in HREF:
            own = value.startswith("#")
            if own or (_tag(node) == "image" and value.startswith("data:image/png;base64,")):
                kept.append(("href", f"#{name}-{value[1:]}" if own else value))
        elif not key.startswith(("on", "{")) and not FOREIGN.search(value):
            kept.append((key, TARGET.sub(rf"url(#{name}-\1)", value)))
    return kept


def _tag(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
