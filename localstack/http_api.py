"""The front doors of AWS that LocalStack lacks, on a loopback port.

usage: localstack/http-api PORT --localstack PORT [--function NAME:ALIAS]

* As an endpoint, http://127.0.0.1:PORT, it is an HTTP API. It turns each request into an event of payload
  format 2.0, and calls the deployed function with the event. The function's result becomes the response.
  LocalStack's open release has no HTTP APIs.
* As an HTTP proxy, it forwards requests to LocalStack's REST API. Like AWS's REST API, it drops an
  Authorization header that contains a signature. LocalStack passes such a header on.

AWS documents this behaviour in "Create AWS Lambda proxy integrations for HTTP APIs" and "Quotas for HTTP
APIs". "Amazon API Gateway important notes" documents the dropped header.
"""

import argparse
import base64
import datetime
import http.client
import http.server
import json
import signal
import threading
import urllib.parse
import uuid

HOST = "127.0.0.1"
REGION = "us-east-1"
ACCOUNT = "000000000000"

# API Gateway's limit of a request and Lambda's limit of an event.
BODY_BYTES_MAX = 10 * 1024 * 1024
EVENT_BYTES_MAX = 6 * 1024 * 1024
INTEGRATION_SECONDS_MAX = 30

# The function receives bodies of these types as text, and others in base64.
_TEXT = ("text/", "application/json", "application/javascript", "application/xml")

_REST_API = ".execute-api."
_HOP_BY_HOP = {"connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"}


def event(method: str, target: str, headers: list[tuple[str, str]], body: bytes, source: str) -> dict:
    """Returns the event of payload format 2.0 for a request."""
    path, _, query = target.partition("?")
    joined: dict[str, str] = {}
    cookies: list[str] = []
    for name, value in headers:
        name = name.lower()
        if name == "cookie":
            cookies += [cookie.strip() for cookie in value.split(";")]
        elif name not in _HOP_BY_HOP:
            joined[name] = f"{joined[name]},{value}" if name in joined else value
    now = datetime.datetime.now(datetime.UTC)
    host = joined.get("host", "")
    made = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": urllib.parse.unquote(path),
        "rawQueryString": query,
        "headers": joined | {"x-forwarded-for": source, "x-forwarded-proto": "http"},
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": "local",
            "domainName": host,
            "domainPrefix": host.partition(".")[0],
            "http": {
                "method": method,
                "path": urllib.parse.unquote(path),
                "protocol": "HTTP/1.1",
                "sourceIp": source,
                "userAgent": joined.get("user-agent", ""),
            },
            "requestId": str(uuid.uuid4()),
            "routeKey": "$default",
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "timeEpoch": int(now.timestamp() * 1000),
        },
        "isBase64Encoded": False,
    }
    if cookies:
        made["cookies"] = cookies
    if body:
        text = joined.get("content-type", "").startswith(_TEXT) and "content-encoding" not in joined
        made["body"] = body.decode() if text else base64.b64encode(body).decode()
        made["isBase64Encoded"] = not text
    return made


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, localstack: int, function: str):
        self.localstack = localstack
        self.function = function
        super().__init__((HOST, port), _Handler)


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    # Headers and body are two writes. Without this, each answer waits for the peer's delayed ACK.
    disable_nagle_algorithm = True

    def _handle(self):
        if "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._fail(411, "Length Required")
            return
        body = self._body()
        if body is None:
            self._fail(413, "Request Entity Too Large")
        elif self.path.startswith("http://"):
            self._rest_api(body)
        else:
            self._http_api(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_PATCH = _handle

    def _body(self) -> bytes | None:
        """Returns None if the body is longer than a gateway accepts. The connection then closes."""
        length = int(self.headers.get("Content-Length", "0"))
        if length > BODY_BYTES_MAX:
            self.close_connection = True
            return None
        return self.rfile.read(length)

    def _http_api(self, body: bytes):
        asked = event(self.command, self.path, self.headers.items(), body, self.client_address[0])
        payload = json.dumps(asked).encode()
        if len(payload) > EVENT_BYTES_MAX:
            self._fail(413, "Request Entity Too Large")
            return
        try:
            status, headers, answer = self._exchange("POST", self._invocations(), {}, payload)
        except (OSError, http.client.HTTPException):
            self._fail(503, "Service Unavailable")
            return
        if status == 429:
            self._fail(503, "Service Unavailable")
        elif status != 200 or "X-Amz-Function-Error" in headers:
            self._fail(500, "Internal Server Error")
        else:
            self._answer(json.loads(answer), asked["requestContext"]["requestId"])

    def _invocations(self) -> str:
        name, _, alias = self.server.function.partition(":")
        return f"/2015-03-31/functions/{name}/invocations" + (f"?Qualifier={alias}" if alias else "")

    def _answer(self, answer: dict, request_id: str):
        body = answer.get("body") or ""
        content = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
        headers = _kept(answer.get("headers", {}).items())
        self._send(answer["statusCode"], [*headers, ("Apigw-Requestid", request_id)], content)

    def _rest_api(self, body: bytes):
        url = urllib.parse.urlsplit(self.path)
        if _REST_API not in (url.hostname or ""):
            self._fail(403, "Forbidden")
            return
        headers = {
            name: value
            for name, value in self.headers.items()
            if name.lower() not in _HOP_BY_HOP and not (name.lower() == "authorization" and value.startswith("AWS4-"))
        }
        target = urllib.parse.urlunsplit(("", "", url.path or "/", url.query, ""))
        try:
            status, answered, content = self._exchange(self.command, target, headers, body)
        except (OSError, http.client.HTTPException):
            self._fail(503, "Service Unavailable")
            return
        self._send(status, _kept(answered.items()), content)

    def _exchange(self, method: str, target: str, headers: dict, body: bytes):
        """Sends one request to LocalStack.

        If `headers` have no Host, the request gets the default Host. It also gets arbitrary credentials then, unless
        `headers` have their own.
        """
        headers = {"Authorization": _anybody()} | headers if "Host" not in headers else headers
        connection = http.client.HTTPConnection(HOST, self.server.localstack, timeout=INTEGRATION_SECONDS_MAX)
        try:
            connection.request(method, target, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def _fail(self, status: int, message: str):
        self._send(status, [("Content-Type", "application/json")], json.dumps({"message": message}).encode())

    def _send(self, status: int, headers, content: bytes):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format, *args):
        # The function's log and the client report what matters.
        pass


def _kept(headers) -> list[tuple[str, str]]:
    """Returns the headers of an integration that a gateway keeps. A gateway replaces some headers with its own."""
    own = _HOP_BY_HOP | {"content-length", "date", "server"}
    return [(name, value) for name, value in headers if name.lower() not in own]


def _anybody() -> str:
    """Returns arbitrary credentials. LocalStack reads the region and the service from them and checks nothing."""
    return f"AWS4-HMAC-SHA256 Credential=any/20260101/{REGION}/lambda/aws4_request, SignedHeaders=host, Signature=any"


def main() -> None:
    parser = argparse.ArgumentParser(prog="localstack/http-api")
    parser.add_argument("port", type=int)
    parser.add_argument("--localstack", type=int, required=True, metavar="PORT")
    parser.add_argument("--function", default="cairn-api:live", metavar="NAME:ALIAS")
    asked = parser.parse_args()
    server = _Server(asked.port, asked.localstack, asked.function)
    # A separate thread, because shutdown waits for the loop in this one.
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
