"""Reads a page as a browser would: its elements, in order."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    parent: "Element | None" = None
    parts: list = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.raw.split())

    @property
    def raw(self) -> str:
        return "".join(part if isinstance(part, str) else part.raw for part in self.parts)

    def __getitem__(self, name: str) -> str:
        return self.attrs[name]

    def has_class(self, name: str) -> bool:
        return name in self.attrs.get("class", "").split()

    def all(self, tag: str = "", **attrs: str) -> list["Element"]:
        """Every element inside with this tag and these attributes (`class_` names one class)."""
        found = []
        for part in self.parts:
            if isinstance(part, str):
                continue
            class_ = attrs.get("class_")
            same = all(part.attrs.get(k) == v for k, v in attrs.items() if k != "class_")
            if (not tag or part.tag == tag) and same and (class_ is None or part.has_class(class_)):
                found.append(part)
            found += part.all(tag, **attrs)
        return found

    def one(self, tag: str = "", **attrs: str) -> "Element":
        (found,) = self.all(tag, **attrs)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.now = Element("", {})

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {k: v or "" for k, v in attrs}, self.now)
        self.now.parts.append(element)
        if tag not in _VOID:
            self.now = element

    def handle_startendtag(self, tag, attrs):
        self.now.parts.append(Element(tag, {k: v or "" for k, v in attrs}, self.now))

    def handle_endtag(self, tag):
        assert self.now.tag == tag, f"<{self.now.tag}> is closed by </{tag}>"
        self.now = self.now.parent

    def handle_data(self, data):
        self.now.parts.append(data)


def read(page: str | bytes) -> Element:
    """The page's tree; fails where an element is not closed."""
    reader = _Reader()
    reader.feed(page.decode() if isinstance(page, bytes) else page)
    reader.close()
    assert reader.now is reader.root, f"<{reader.now.tag}> is never closed"
    return reader.root
