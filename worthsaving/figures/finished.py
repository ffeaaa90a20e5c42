"""Finished figures: drawn, validated and converted once, then shown as often as a page runs."""

import json
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from worthsaving.figures.sent import arrays, hovers, templates


class Finished(BaseFigure):  # type: ignore[misc]  # Plotly has no types
    """A figure that nobody changes any more, held as the plain data that the browser gets.

    To Streamlit it is a Plotly figure, so it is shown without building and validating it again: 2 instead of 30 ms for
    1,000 points. It says the same in fewer letters: 1,000 videos are 72 instead of 265 KB (docs/speed.md).
    """

    def __init__(self, figure: go.Figure) -> None:
        # Not the base's own set-up, which validates every property.
        content = json.loads(figure.to_json(validate=False))
        self.__dict__["_unsaid"] = [hovers.take_unsaid(trace) for trace in content["data"]]
        for trace in content["data"]:
            arrays.shorten(trace)
            hovers.shorten(trace)
        templates.prune(content)
        self.__dict__["_content"] = content

    def to_dict(self) -> dict[str, Any]:
        """Return data and layout. It is the same object each time: do not change it."""
        content: dict[str, Any] = self.__dict__["_content"]
        return content

    def unsaid(self, point: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON
        """Return what the figure holds of a clicked point beyond its hover; None for a mark that has nothing more.

        `point` is one of a selection of Streamlit's: its trace and its place there. The value is the last one of the
        point's custom data if the hover does not say it; it is not sent.
        """
        trace, at = point.get("curve_number"), point.get("point_index")
        held: list[list[Any]] = self.__dict__["_unsaid"]
        if not isinstance(trace, int) or not isinstance(at, int):
            return None
        return held[trace][at] if 0 <= trace < len(held) and 0 <= at < len(held[trace]) else None
