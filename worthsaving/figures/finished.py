"""Finished figures: drawn, validated and converted once, then shown as often as a page runs."""

import json
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from worthsaving.figures import palette
from worthsaving.figures.sent import arrays, hovers, templates


class Finished(BaseFigure):  # type: ignore[misc]  # Plotly has no types
    """A figure that nobody changes any more, held as the plain data that the browser gets.

    To Streamlit it is a Plotly figure, so it is shown without building and validating it again: 2 instead of 30 ms for
    1,000 points. It says the same in fewer letters: 1,000 videos are 72 instead of 265 KB (docs/speed.md).
    """

    def __init__(self, figure: go.Figure, places: Mapping[str, str] | None = None) -> None:
        """Finish a figure, in other colours than the palette's where `places` has some (see `palette.recolour`)."""
        # Not the base's own set-up, which validates every property.
        content = palette.recolour(json.loads(figure.to_json(validate=False)), places or {})
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

    def in_theme(self, theme: str) -> "Finished":
        """Return the same figure with the theme's name in it, which no one sees.

        To Streamlit it is another one in each theme, so it is drawn anew where the theme changes.
        """
        content = self.to_dict()
        other = object.__new__(Finished)
        other.__dict__["_unsaid"] = self.__dict__["_unsaid"]
        other.__dict__["_content"] = {**content, "layout": {**content["layout"], "meta": theme}}
        return other

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
