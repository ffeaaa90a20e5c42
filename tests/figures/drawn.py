"""Reads figures as the browser gets them: as JSON, arrays and all."""

import base64
import json

import numpy as np
import plotly.graph_objects as go


def spec(figure: go.Figure) -> dict:
    """The figure as its JSON says it."""
    return json.loads(figure.to_json())


def trace(figure: go.Figure, name: str) -> dict:
    """The one trace of that name."""
    (found,) = [trace for trace in spec(figure)["data"] if trace.get("name") == name]
    return found


def numbers(values: dict | list) -> np.ndarray:
    """A trace's numbers, whether they travel as a list or as base64; gaps are NaN."""
    if isinstance(values, dict):
        flat = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
        shape = [int(size) for size in str(values.get("shape", len(flat))).split(",")]
        return flat.reshape(shape).astype("float64")
    return np.array([np.nan if value is None else value for value in values], dtype="float64")
