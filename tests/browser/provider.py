"""A provider of logins on loopback, `python provider.py PORT`; “forged” gets a token that it has not signed.

What else a token can have wrong, a person's claims put there: they go before what the provider says itself.
"""

from __future__ import annotations

import json
import sys
from base64 import urlsafe_b64decode

import oidc_provider_mock
from flask import Response, request

provider = oidc_provider_mock.app()


@provider.after_request
def forge(response: Response) -> Response:
    """Put another signature under the token of “forged”."""
    said = response.get_json(silent=True) if request.path == "/oauth2/token" else None
    if said and "id_token" in said:
        head, body, signature = said["id_token"].split(".")
        if json.loads(urlsafe_b64decode(body + "=="))["sub"] == "forged":
            said["id_token"] = f"{head}.{body}.{signature[::-1]}"
            response.set_data(json.dumps(said))
    return response


if __name__ == "__main__":
    provider.run("localhost", int(sys.argv[1]), use_reloader=False)
