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


def test_settings_and_keys_stay_out_of_the_image_and_of_git():
    """All is left out of what the image is built from but what is named, and nothing of the operator's is named."""
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    named = [line.removeprefix("!") for line in ignored if line.startswith("!")]
    assert ignored[1] == "*"
    assert all((ROOT / name).exists() for name in named if name != "wheels")
    assert [name for name in named if name.startswith("hosting")] == ["hosting/requirements.txt"]
    assert {"/hosting/.env", "/hosting/secrets.toml", "/hosting/tls/"} <= set(
        (ROOT / ".gitignore").read_text("utf-8").splitlines()
    )


def test_the_database_counts_as_there_when_it_answers_by_address():
    """While it is being made it answers on its socket only: the app would find nothing."""
    database = (ROOT / "hosting" / "compose.yaml").read_text("utf-8").split("\n  db:")[1].split("\n  proxy:")[0]
    assert '"pg_isready", "-h", "127.0.0.1"' in database
