"""The plain data of finished figures in fewer letters: traces, hovers and templates that say the same."""
