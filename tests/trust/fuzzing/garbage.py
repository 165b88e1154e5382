"""What no address, no field and no file should hold, and what may come all the same."""

import json
import unicodedata
from collections.abc import Mapping

DEEP = 100_000

TEXTS: Mapping[str, str] = {
    "empty": "",
    "blank": " \t\n",
    "NUL": "a\0b",
    "nothing but NUL": "\0",
    "control characters": "".join(map(chr, range(1, 32))) + "\x7f\x85",
    "half of a pair": "a\ud800b",
    "the other half": "\udfff",
    "bidi controls": "\u202eabc\u202c\u2066x\u2069\u200f",
    "unseen": "\u200b\ufeff\u2060\u00ad\u180e",
    "no characters": "\ufffe\uffff\U0010ffff",
    "composed": unicodedata.normalize("NFC", "Ö́й"),
    "decomposed": unicodedata.normalize("NFD", "Ö́й"),
    "many marks": "a" + "\u0301" * 5_000,
    "2^31": str(2**31),
    "2^63": str(2**63),
    "minus 2^63 and one": str(-(2**63) - 1),
    "2^200": str(2**200),
    "5,000 digits": "9" * 5_000,
    "other digits": "٣۴५",
    "superscript": "²",
    "no number": "NaN",
    "infinite": "1e999",
    "negative": "-1",
    "year 10000": "10000-01-01T00:00",
    "year 0": "0000-00-00",
    "first day": "0001-01-01T00:00",
    "last day": "9999-12-31T23:59",
    "long": "x" * 70_000,
    "long line": "x" * 310,
    "long in bytes": "Ж" * 20_001,
    "deep JSON": "[" * DEEP,
    "deep object": '{"rawId":' * 20_000,
    "JSON of another shape": "[null, true, 1.5, {}]",
    "JSON with a half": '{"rawId": "\\ud800", "id": "\\ud800", "response": {}, "type": "public-key"}',
    "JSON with a number": '{"rawId": 1' + "0" * 5_000 + "}",
    "an answer of no passkey": '{"rawId": "AAAA", "id": "AAAA", "response": {"clientDataJSON": "AAAA"}, "type": "x"}',
    "template": "{{7*7}}{%x%}${x}%(x)s%s{0}{x}",
    "mark-up": "<script>alert(1)</script>\"'><!--",
    "quoting": "'; drop table person; -- \\ % _ \"",
    "path": "../../../etc/passwd",
    "address": "https://[::1",
    "another address": "http://\u2100.example/",
    "userinfo": "//evil.example/\\/x",
    "mail": "a@b@c.example\r\nBcc: x@example.org",
    "mail with a name of dots": "a@" + "." * 200,
    "folding": "İıſẞK",
    "emoji": "👩\u200d👩\u200d👧",
    "uuid": "{12345678123456781234567812345678}",
    "language": "en_US.UTF-8@x",
}  # fmt: skip
"""What somebody types; halves of pairs only come in bytes that are no UTF-8."""

NOT_UTF_8 = (b"\xff\xfe\xc0", b"\xed\xa0\x80", b"%\xe2\x28\xa1", b"\xf8\x88\x80\x80\x80")

BYTES: Mapping[str, bytes] = {name: text.encode("utf-8", "surrogatepass") for name, text in TEXTS.items()} | {
    f"no UTF-8 {number}": data for number, data in enumerate(NOT_UTF_8, start=1)
}
"""The same as it comes over the wire, and what is no text at all."""

LONGEST_IN_AN_ADDRESS = 8_000
"""A server hands longer addresses to nobody."""

IN_ADDRESSES: Mapping[str, bytes] = {
    name: data[:LONGEST_IN_AN_ADDRESS] for name, data in BYTES.items() if name not in {"deep JSON", "long in bytes"}
}

HEADERS: Mapping[str, tuple[str, ...]] = {
    "Accept-Language": ("x" * 5_000, "mn;q=x, en;q=-1", "\xff\xfe", "*;q=1e999", "en-" * 999, "zh-Hans;;q=,,"),
    "Cookie": ("checkmyogp=" + "x" * 3_000, "checkmyogp=\xff\x01; =; ;;", "checkmyogp=.eJw.x.x", "a" * 8_000),
    "Referer": ("http://[", "x" * 5_000, "javascript:\x01", "//\u00ff/\xff", "http://x/%00%ff?\xff#"),
    "User-Agent": ("\xff\xfe\x01", "x" * 8_000, "\u202e"[:0] + "Mozilla/\x7f"),
    "If-None-Match": ('"', 'W/"x' + "x" * 3_000, "*, *", "\xff"),
    "If-Modified-Since": ("not a day", "Fri, 31 Feb 99999 25:61:61 GMT", "-1"),
    "Range": ("bytes=9999999999999999999-0", "bytes=-", "bytes=0-0," * 999, "x=1-2"),
    "Accept-Encoding": ("gzip;q=x", "br, gzip;q=-1, \xff", ",;" * 999),
    "X-Forwarded-For": ("\xff, ::::", "1.2.3.4" * 999),
    "Host": ("evil.example", "[", "\xff.example", "a" * 300, "localhost:99999", "localhost:x", ""),
    "Content-Type": ("", "x", "multipart/form-data", "application/json; charset=\xff", "text/plain; charset=utf-7"),
    "Content-Length": ("-1", "x", "99999999999999999999"),
    "Transfer-Encoding": ("chunked", "x"),
    "Accept": ("\xff", "a/b;q=x," * 500),
    "X-HTTP-Method-Override": ("DELETE",),
}
"""What a browser would never send of itself; each letter is one byte."""

_BOUNDARY = b"--x\r\nContent-Disposition: form-data; name="

BODIES: Mapping[str, tuple[str, bytes]] = {
    "nothing": ("application/x-www-form-urlencoded", b""),
    "JSON": ("application/json", b'{"a": 1}'),
    "deep JSON": ("application/json", b"[" * DEEP),
    "plain text": ("text/plain; charset=utf-16", b"\xff\xfea"),
    "no such charset": ("application/x-www-form-urlencoded; charset=x-none", b"a=b"),
    "separators": ("application/x-www-form-urlencoded", b"&=&&==;%&%zz=%u1234&" * 500),
    "many fields": ("application/x-www-form-urlencoded", b"a=b&" * 20_000),
    "large field": ("application/x-www-form-urlencoded", b"a=" + b"b" * 600_000),
    "no boundary": ("multipart/form-data", b"--x\r\n\r\n--x--"),
    "not begun": ("multipart/form-data; boundary=x", b"nothing"),
    "not ended": ("multipart/form-data; boundary=x", _BOUNDARY + b'"a"\r\n\r\nb'),
    "no name": ("multipart/form-data; boundary=x", _BOUNDARY + b"\r\n\r\nb\r\n--x--\r\n"),
    "many parts": ("multipart/form-data; boundary=x", (_BOUNDARY + b'"a"\r\n\r\nb\r\n') * 2_000 + b"--x--\r\n"),
    "headers without end": ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: " + b"b" * 200_000),
    "file name": (
        "multipart/form-data; boundary=x",
        _BOUNDARY + b'"scorecard"; filename="../\0\xff\\"\r\nContent-Type: \xff\r\n\r\n{}\r\n--x--\r\n',
    ),
    "charset of a part": (
        "multipart/form-data; boundary=x",
        _BOUNDARY + b'"a"\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+AGE-\xff\r\n--x--\r\n',
    ),
    "endless boundary": ("multipart/form-data; boundary=" + "x" * 3_000, b"--" + b"x" * 3_000 + b"--\r\n"),
}  # fmt: skip
"""Whole bodies, each with what it says it is."""


JSON: tuple[object, ...] = (None, True, 7, 2**63, 1.5, [], ["a", 1], {}, {"a": {}}, "a\ud800\0b")
"""What stands in the place of a text where a form comes as JSON."""


def files(published: bytes) -> dict[str, bytes]:
    """What may be sent instead of a scorecard, and this scorecard with each of its parts replaced."""
    plain = json.loads(published)
    return {
        "empty": b"",
        "deep": b"[" * DEEP,
        "deep and closed": b"[" * DEEP + b"]" * DEEP,
        "deep object": b'{"a":' * DEEP,
        "not UTF-8": b"\xff\xfe" + published,
        "byte order mark": b"\xef\xbb\xbf" + published,
        "UTF-16": published.decode().encode("utf-16"),
        "half of a pair": published.replace(b'"title"', b'"\\ud800"', 1),
        "a value of half a pair": b'{"format": "\\udc00"}',
        "long number": b'{"version": ' + b"9" * 5_000 + b"}",
        "not a number": b'{"version": NaN, "a": -Infinity, "b": 1e999}',
        "same key twice": b'{"version": 1, ' + published[1:],
        "cut": published[: len(published) // 2],
        "twice": published * 2,
        "NUL": b"\0" * 1_000,
        "other shapes": b'[null, 1, "x"]',
        "no object": b"1",
    } | {
        f"{key} is {json.dumps(value)[:20]}": json.dumps({**plain, key: value}).encode()
        for key in plain
        for value in (None, [], {}, "x", "\ud800", -1, 2**63, [[]], [{}], {"": None}, True)
    }
