"""Outlines of what is still to come: each has the size of what takes its place, so that nothing jumps."""

from streamlit.delta_generator import DeltaGenerator


class Place:
    """A place on a page whose content comes later; until then an outline of `height` pixels stands there.

    `at_once`: the content is ready, so that no outline is drawn. Places of one parent are then filled in their order.
    """

    def __init__(self, parent: DeltaGenerator, height: int, *, at_once: bool) -> None:
        self._place = parent if at_once else parent.empty()
        if not at_once:
            self._place.skeleton(height=height)

    def fill(self) -> DeltaGenerator:
        """Take the outline away; what is drawn in the context of this stands in its place."""
        return self._place.container(gap="xxsmall")

    def only(self) -> DeltaGenerator:
        """Return the place for one element, which takes the outline's place at once."""
        return self._place

    def clear(self) -> None:
        """Take the outline away."""
        self._place.empty()
