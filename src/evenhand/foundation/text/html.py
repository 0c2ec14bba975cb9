"""Foreign HTML made harmless, and HTML read as plain text."""

import re
from collections.abc import Callable

import nh3

CidTarget = Callable[[str], str | None]
"""Given the id of an inline picture (without `cid:`), the address we serve it at, or None when there is none.
"""

_TAGS = {
    "a", "abbr", "address", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd",
    "del", "dfn", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li",
    "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "bdi", "bdo", "wbr",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"dir", "lang", "style", "title", "align"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "font": {"color", "face", "size"},
    "td": {"colspan", "rowspan", "width", "valign", "bgcolor"},
    "th": {"colspan", "rowspan", "width", "valign", "scope", "bgcolor"},
    "table": {"width", "border", "cellpadding", "cellspacing", "bgcolor"},
    "col": {"span", "width"},
    "ol": {"start", "type"},
}
# Nothing that can place text elsewhere than it stands, hide it, or fetch a picture.
_STYLES = {
    "color", "background-color", "font-family", "font-size", "font-style", "font-weight", "line-height", "text-align",
    "text-decoration", "text-indent", "vertical-align", "white-space", "direction", "unicode-bidi", "list-style-type",
    "padding", "padding-left", "padding-right", "padding-top", "padding-bottom", "margin", "margin-left", "margin-right",
    "margin-top", "margin-bottom", "border", "border-left", "border-right", "border-top", "border-bottom",
    "border-color", "border-style", "border-width", "border-collapse", "width", "max-width",
}  # fmt: skip
_EMPTIED = {
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "textarea",
    "select",
    "iframe",
    "object",
    "embed",
}
_FETCHES = re.compile(r"url|expression|import|image|[\\@<]|/\*", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]", re.IGNORECASE)
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*\Z", re.IGNORECASE)


def safe_html(html: str, *, cid: CidTarget | None = None, remote_images: bool = False) -> str:
    """`html` without anything that runs, loads, submits or hides; what nh3 gives back is not touched again.

    Pictures from elsewhere tell their sender who read when, so they stay out unless a person asks for them
    (`remote_images`). Pictures inside the mail are shown through `cid`.
    """

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "style":
            return None if _FETCHES.search(value) else value
        if (tag, name) == ("img", "src"):
            return _picture(value, cid, remote_images=remote_images)
        return value if name != "href" or _LINK.match(value) else None

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        clean_content_tags=_EMPTIED,
        attribute_filter=attribute,
        filter_style_properties=_STYLES,
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
        url_relative="pass_through",  # only what `cid` gives back gets this far
        link_rel="noopener noreferrer nofollow ugc",
        strip_comments=True,
    )


def has_remote_images(html: str) -> bool:
    """Whether a picture from elsewhere was kept out, so that the page can offer to show it."""
    return safe_html(html) != safe_html(html, remote_images=True)


def _picture(source: str, cid: CidTarget | None, *, remote_images: bool) -> str | None:
    scheme, _, rest = source.strip().partition(":")
    match scheme.lower():
        case "cid":
            return cid(rest) if cid else None
        case "data":
            return source if _INLINE_PICTURE.match(source.strip()) else None
        case "http" | "https":
            return source if remote_images else None
        case _:
            return None
