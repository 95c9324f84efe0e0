"""Links: absolute http(s) or none, and one canonical address for each article."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

_LONGEST = 2_000
_REMEMBERED = 4_096
"""Links whose address is kept at hand: each is looked at several times while its feed is read."""
_TRACKING = re.compile(
    r"utm_\w+|(fb|g|dc|ms|tw|ttc|y|wbraid|gbraid)clid|gclsrc|wbraid|gbraid|mc_[ce]id|igshid|igsh|_ga|_gl|ns_\w+|"
    r"at_(medium|campaign|custom\d|link_\w+|format|ptr_name|bbc_team)|cmpid|cmp|ocid|ito|smid|smtyp|xtor|wt_mc|"
    r"wt\.mc_\w+|mkt_tok|__twitter_impression|_hs(enc|mi)|guce_\w+|ref_src|ref_url|spm|traffic_source",
    re.IGNORECASE,
)
"""Parameters that tell where a reader came from, never which article is shown."""

_AMP_PARAMETERS = {("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp"), ("output", "amp")}
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_FOLDED_HOST = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
_AMP_CACHE = re.compile(r"/(?:amp/|[cvi]/)(s/)?(?P<target>[^/]+\.[^/]+/.*)")
_SAFE_PATH = "/:@!$&'()*+,;=-._~%"


@lru_cache(_REMEMBERED)
def absolute(link: str, base: str = "") -> str:
    """The link as http(s) address without what only tracks readers; empty where it is none.

    ``base`` is the address of the page or feed it stands in.
    """
    parts = _split(link, base)
    if parts is None:
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _tracks(pair))
    fragment = (
        parts.fragment if "/" in parts.fragment else ""
    )  # with a slash: an address inside an application
    address = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, fragment))
    return address if len(address) <= _LONGEST else ""  # escapes make it longer


@lru_cache(_REMEMBERED)
def canonical_url(link: str) -> str:
    """One address for all the links to one article; for comparing, not for visiting. Empty where it is none.

    Folds scheme, www, mobile and AMP variants, the order of parameters and a closing slash.
    """
    address = absolute(link)
    while (cached := absolute(_out_of_cache(address))) and cached != address:
        address = cached
    parts = _split(address)
    if parts is None:
        return ""
    host = _FOLDED_HOST.sub("", parts.netloc).removesuffix(":443")
    # As latin-1, so that escapes of no UTF-8 (an old site's "%E9") stay the bytes they are.
    pairs = parse_qsl(parts.query, keep_blank_values=True, encoding="latin-1")
    kept = sorted(pair for pair in pairs if (pair[0].lower(), pair[1].lower()) not in _AMP_PARAMETERS)
    return urlunsplit(
        ("https", host, _without_amp(parts.path), urlencode(kept, encoding="latin-1"), parts.fragment)
    )


def is_home_page(link: str) -> bool:
    """Whether the link leads to a whole site and so tells no article from another."""
    parts = _split(link)
    return parts is not None and parts.path in ("", "/") and not parts.query and not parts.fragment


def host(url: str) -> str:
    """The host name in lower case, without the port; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _split(link: str, base: str = "") -> SplitResult | None:
    """Scheme, host with port, path, query, fragment, each in its normal form; None for no http(s) address."""
    link = re.sub(r"[\t\r\n]", "", link).strip().strip("\x00")
    if not link or len(link) > _LONGEST:
        return None
    try:
        parts = urlsplit(urljoin(base, link) if base else link)
        netloc = _netloc(parts)
    except ValueError:
        return None
    if not netloc:
        return None
    path = _escaped(_normal_escapes(parts.path), _SAFE_PATH)
    query = _escaped(parts.query, _SAFE_PATH + "?")
    return SplitResult(parts.scheme.lower(), netloc, path, query, _escaped(parts.fragment, _SAFE_PATH + "?"))


def _netloc(parts: SplitResult) -> str:
    """The checked host, with the port where it is not the scheme's; empty for what must not be visited."""
    scheme, name, port = parts.scheme.lower(), parts.hostname or "", parts.port  # port may raise ValueError
    if scheme not in ("http", "https") or not name or "@" in parts.netloc or port == 0:
        return ""
    name = _host_name(name)
    standard = port is None or port == {"http": 80, "https": 443}[scheme]
    return name if standard or not name else f"{name}:{port}"


def _host_name(name: str) -> str:
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name)}]" if "%" not in name else ""  # no zone of this machine
    if not name.isascii():
        name = name.encode("idna").decode("ascii").lower()
    return name if len(name) < 254 and _HOST.fullmatch(name.rstrip(".")) else ""


def _escaped(part: str, safe: str) -> str:
    return quote(part.encode("utf-8", "replace"), safe=safe)


def _normal_escapes(path: str) -> str:
    """Escapes of plain characters resolved, others in upper case (RFC 3986, 6.2.2); a lone "%" escaped."""

    def normal(escape: re.Match[str]) -> str:
        if escape[0] == "%":
            return "%25"
        plain = unquote(escape[0])
        return plain if re.fullmatch(r"[A-Za-z0-9._~-]", plain) else escape[0].upper()

    return re.sub(r"%(?:[0-9A-Fa-f]{2})?", normal, path)


def _tracks(pair: str) -> bool:
    return bool(_TRACKING.fullmatch(pair.partition("=")[0]))


def _out_of_cache(url: str) -> str:
    """The address behind an AMP cache (google.com/amp/s/…, ….cdn.ampproject.org/c/s/…)."""
    parts = urlsplit(url)
    cached = parts.netloc.endswith(".cdn.ampproject.org") or (
        re.match(r"(www\.)?google\.[a-z.]+$", parts.netloc) and parts.path.startswith("/amp/")
    )
    found = _AMP_CACHE.match(parts.path) if cached else None
    query = f"?{parts.query}" if parts.query else ""
    return f"https://{found['target']}{query}" if found else url


def _without_amp(path: str) -> str:
    path = path.rstrip("/")
    bare = re.sub(r"^/amp(?=/)|/amp$|[.-]amp(?=\.html?$)|\.amp$", "", path)
    return _without_amp(bare) if bare != path else path or "/"
