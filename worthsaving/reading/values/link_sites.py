"""Links of posts: those of known networks, and those that lack their site ("/@handle/video/123")."""

import re
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.data.load import declared


def with_site(links: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the links, those that are only the path of a post with the site of its network before them."""
    if not pc.any(pc.match_substring_regex(links, f"^/?(?:{_paths()})")).as_py():
        return links
    for rule in declared("platforms").values():
        if "path" in rule:
            here = pc.match_substring_regex(links, f"^/?(?:{rule['path']})")
            site, none = (pa.scalar(text, links.type) for text in (f"https://www.{rule['hosts'][0]}/", ""))
            whole = pc.binary_join_element_wise(site, pc.utf8_ltrim(links, "/"), none)
            links = pc.if_else(here, whole, links)
    return links


def plain_links(links: pa.Array) -> pa.Array:
    """Return links without the parts that vary between copies of the same link, the same for the several links of a post."""
    for pattern, site in _written_in_several_ways():
        links = pc.replace_substring_regex(links, pattern, rf"{site}/\1")
    plain = pc.utf8_rtrim(pc.replace_substring_regex(links, r"[?#].*$", ""), "/")
    return pc.replace_substring_regex(plain, r"^https?://(www\.)?", "")


@cache
def _written_in_several_ways() -> tuple[tuple[str, str], ...]:
    """Return the pattern of a whole link, with the post's name as its group, and the site, of networks that declare one."""
    return tuple(
        (
            rf"(?i)^(?:https?://)?(?:[\w-]+\.)*(?:{'|'.join(map(re.escape, rule['hosts']))})/{rule['one_post']}.*$",
            rule["hosts"][0],
        )
        for rule in declared("platforms").values()
        if "one_post" in rule
    )


@cache
def post_pattern() -> str:
    """Return a pattern (for `re.match`) of the links of posts on known networks, with their site or without."""
    sites = [
        rf"(?=.*(?:^|[/.])(?:{'|'.join(map(re.escape, rule['hosts']))})/)(?=.*(?:{rule['post']}))"
        for rule in declared("platforms").values()
        if "post" in rule
    ]
    return f"(?:{'|'.join([*sites, f'/?(?:{_paths()})'])})"


@cache
def _paths() -> str:
    return "|".join(rule["path"] for rule in declared("platforms").values() if "path" in rule)
