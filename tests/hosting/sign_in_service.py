"""oidc-provider-mock with TLS: a sign-in service that a container and a browser reach at one address.

`python -m tests.hosting.sign_in_service HOST PORT FOLDER`: its certificate and key are `cert.pem` and `key.pem` there.
"""

import sys

import uvicorn
from oidc_provider_mock import User, app

from tests.browser.served.stack import PEOPLE


def main() -> None:
    """Answer until stopped."""
    host, port, folder = sys.argv[1:]
    people = [User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    tls = {"ssl_certfile": f"{folder}/cert.pem", "ssl_keyfile": f"{folder}/key.pem"}
    uvicorn.run(app(user_claims=people), interface="wsgi", host=host, port=int(port), **tls)


if __name__ == "__main__":
    main()
