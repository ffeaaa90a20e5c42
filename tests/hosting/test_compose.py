"""The compose file: the app kept in its place."""

from tests.conftest import ROOT


def test_the_compose_file_keeps_the_app_in_its_place():
    """Read-only but for its data, without rights, behind the proxy alone: neither it nor the database has a port outside."""
    text = (ROOT / "hosting" / "compose.yaml").read_text("utf-8")
    app, rest = text.split("\n  db:")
    database, _ = rest.split("\n  proxy:")
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "mem_limit:", "copies:/data"):
        assert line in app
    assert "ports:" not in app
    assert "ports:" not in database
