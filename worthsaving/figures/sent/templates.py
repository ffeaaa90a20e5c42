"""The template of a figure without what no mark of it uses."""

from typing import Any

_SCALES = ("coloraxis", "colorscale")


def prune(content: dict[str, Any]) -> None:
    """Leave a figure's template the defaults of the kinds of traces it has, and colour scales only if it leans on them.

    Streamlit's template has 4 KB in each chart, of which a scatter uses 0.3.
    """
    template = content.get("layout", {}).get("template", {})
    kinds = {trace.get("type", "scatter") for trace in content["data"]}
    if "data" in template:
        template["data"] = {kind: given for kind, given in template["data"].items() if kind in kinds}
    if "layout" in template and not any(map(_leans_on_scales, content["data"])):
        template["layout"] = {name: given for name, given in template["layout"].items() if name not in _SCALES}


def _leans_on_scales(trace: dict[str, Any]) -> bool:
    """Tell whether numbers become colours by a scale that the trace does not bring."""
    marker = trace.get("marker", {})
    parts = [(trace, "z"), (marker, "color"), (marker.get("line", {}), "color")]
    return any(_are_numbers(part.get(name)) and "colorscale" not in part for part, name in parts)


def _are_numbers(values: Any) -> bool:  # noqa: ANN401 - any JSON
    return isinstance(values, dict) or (isinstance(values, list) and not all(isinstance(one, str) for one in values))
