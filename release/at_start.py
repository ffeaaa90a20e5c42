"""First lines of both programs: other programs that they start, such as the browser, get the libraries of the system."""

import os

for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH"):
    before = os.environ.pop(f"{name}_ORIG", None)  # PyInstaller kept it there, when it set its own
    if before is not None:
        os.environ[name] = before
    else:
        os.environ.pop(name, None)
