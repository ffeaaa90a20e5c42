"""Which files and modules the folder to double-click leaves out, and which are needed though nothing imports them."""

import re
from pathlib import Path

NEEDED = (
    "psycopg_binary",
    "python_calamine",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite",
    "tzdata",
    "xlsxwriter",
)
"""Modules that are loaded by name, at run time."""

UNUSED_CHARTS = ("altair", "pydeck")
"""Packages behind charts of Streamlit's that the app does not draw. Streamlit imports them with the first such chart."""

NEVER = (
    *UNUSED_CHARTS,
    "readline",  # its library is under the GPL
    "curses",
    *("IPython", "PyInstaller", "_testcapi", "matplotlib", "pip", "pkg_resources", "pytest", "setuptools", "test"),
)
"""Modules that are not to be found, though some package would use them."""

NOT_IN_THE_WINDOW = (
    *("PIL", "ijson", "jinja2", "numpy", "pandas", "plotly", "pyarrow", "scipy", "sqlalchemy", "streamlit"),
    *("worthsaving.analysis", "worthsaving.reading", "worthsaving.schema", "worthsaving.sections"),
)
"""Modules that the start program's window does not need: PyInstaller follows imports that only type checkers read."""

_LEFT_OUT = re.compile(
    r"""
    (^|/)tests?/                                                # the packages' own tests
    | (^|/)include/ | \.(pxd|pyx|pxi|h|hpp|c|cc|cpp|f90|pyi|map)$  # what compilers and editors need
    | ^pyarrow/((lib)?arrow(_python)?)?_(flight|s3|s3fs|pyarrow_cpp_tests|gcsfs|azurefs|hdfs)\.  # files elsewhere
    | ^pyarrow/libarrow\w*\.so(\.\d+\.\d+\.\d+)?$                # the same files under a second and third name
    | ^(PIL/_avif|pillow\.libs/libavif)                          # a kind of picture that the app does not draw
    | ^scipy/special/cython_special\.                            # for compilers, too
    | ^plotly/package_data/(datasets/|widgetbundle\.js)          # for notebooks
    | ^streamlit/hello/
    | ^streamlit/static/static/js/(DeckGlJsonChart|EChartsChart|GraphVizChart|elk-|cytoscape|cose-bilkent|\w+Diagram-)
    | ^_tcl_data/(tzdata|msgs)/ | ^_tk_data/(demos|images|msgs)/  # the window is a few lines of English
    """,
    re.VERBOSE,
)


def own_modules(root: Path) -> list[str]:
    """Return the names of all modules of the package: pages are loaded as files, so nothing leads to what they import."""
    paths = (path.relative_to(root).with_suffix("") for path in (root / "worthsaving").rglob("*.py"))
    return sorted(".".join(path.parts).removesuffix(".__init__") for path in paths)


def is_needed(name: str) -> bool:
    """Whether a collected file goes into the folder, by its path there.

    pyarrow's libarrow_substrait is loaded by its other libraries, so it stays.
    """
    return _LEFT_OUT.search(name.replace("\\", "/")) is None
