"""Signs requests with botocore, so that the tests of our signature check do not rely on our own code.

usage: python3 signed_requests.py > ../resources/cairn/operations/signature/signed-requests.json
(botocore 1.43.11; run again only to add cases)
"""

import base64
import datetime
import gzip
import json
import sys
from urllib.parse import urlsplit

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

ID = "CAIRNAAAABBBBCCCCDDD"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
WHEN = datetime.datetime(2026, 6, 1, 12, 34, 56, tzinfo=datetime.timezone.utc)
JSON = ("Content-Type", "application/x-amz-json-1.0")
TARGET = ("X-Amz-Target", "DynamoDB_20120810.ListTables")
ENDPOINT = "http://127.0.0.1:8000"


def signed(
    name,
    url=ENDPOINT + "/",
    body=b"{}",
    headers=(JSON, TARGET),
    query=False,
    expires=900,
    token=None,
    method="POST",
    service="dynamodb",
    region="us-east-1",
    key=ID,
    when=WHEN,
):
    botocore.auth.get_current_datetime = lambda remove_tzinfo=True: when.replace(tzinfo=None)
    request = AWSRequest(method=method, url=url, data=body)
    for header, value in headers:
        request.headers.add_header(header, value)
    credentials = Credentials(key, SECRET, token)
    if query:
        # The signer would move a body into the query, which DynamoDB ignores. So it gets only the hash of the body.
        signer = botocore.auth.SigV4QueryAuth(credentials, service, region, expires)
        signer.payload = lambda r: botocore.auth.sha256(body).hexdigest()
        request.data = b""
    else:
        signer = botocore.auth.SigV4Auth(credentials, service, region)
    signer.add_auth(request)
    parts = urlsplit(request.url)
    sent = [[n, v] for n, v in request.headers.items()]
    if "host" not in request.headers:
        sent.append(["Host", botocore.auth._host_from_url(request.url)])
    return {
        "name": name,
        "method": method,
        "path": parts.path,
        "query": parts.query,
        "headers": sent,
        "body": base64.b64encode(body).decode(),
        "seconds": str(int(when.timestamp())),
    }


def cases():
    yield signed("plain")
    yield signed("empty body", body=b"")
    yield signed("body of 10 KB", body=b"x" * 10_000)
    yield signed(
        "packed body",
        body=gzip.compress(b'{"TableName":"Things"}', mtime=0),
        headers=(JSON, TARGET, ("Content-Encoding", "gzip")),
    )
    yield signed("default port is not in Host", url="https://dynamodb.us-east-1.amazonaws.com/")
    yield signed("stage in front", url=ENDPOINT + "/prod/")
    yield signed("stage without slash", url=ENDPOINT + "/prod")
    yield signed("path with escapes", url=ENDPOINT + "/a%20b/%C3%A9/c~d_e.f-g/x+y/@z")
    yield signed("path to be tidied", url=ENDPOINT + "//prod/./a/../b//")
    yield signed("path above the root", url=ENDPOINT + "/../../x")
    yield signed("query", url=ENDPOINT + "/?b=2&a=1&a=0&c&empty=&%C3%A9=%20%2F&A=x")
    yield signed("query whose values decide", url=ENDPOINT + "/?x=b&x=a&x-=1&x1=2")
    yield signed("runs of blanks", headers=(JSON, TARGET, ("X-Amz-Meta", "  a   b \t c  "), ("My-Header", "x")))
    yield signed("quotes keep no blanks", headers=(JSON, TARGET, ("My-Header", '"a   b   c"')))
    yield signed(
        "repeated headers", headers=(JSON, TARGET, ("My-Header", "b"), ("My-Header", " a  a "), ("My-Header", "c"))
    )
    yield signed("empty header", headers=(JSON, TARGET, ("My-Header", "")))
    yield signed("date in Date", headers=(JSON, TARGET, ("Date", "Mon, 01 Jun 2026 12:34:56 GMT")))
    yield signed(
        "hash in a header", headers=(JSON, TARGET, ("X-Amz-Content-Sha256", botocore.auth.sha256(b"{}").hexdigest()))
    )
    yield signed("in the query", query=True)
    yield signed("in the query, beside parameters", url=ENDPOINT + "/prod/?z=1&a=%20", query=True)
    yield signed("in the query, for a week", query=True, expires=604800)
    yield signed("last second of a day", when=datetime.datetime(2028, 2, 29, 23, 59, 59, tzinfo=datetime.timezone.utc))


def refused():
    yield signed("hash not given", headers=(JSON, TARGET, ("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")))
    yield signed("stream", headers=(JSON, TARGET, ("X-Amz-Content-Sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")))
    yield signed(
        "stream without signatures",
        headers=(JSON, TARGET, ("X-Amz-Content-Sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")),
    )
    yield signed("session", token="FwoGZXIvYXdzEXAMPLE")
    yield signed("session in the query", query=True, token="FwoGZXIvYXdzEXAMPLE")
    yield signed("other region", region="eu-west-1")
    yield signed("other service", service="execute-api")
    yield signed("other region and service", service="s3", region="eu-west-1")
    yield signed("other key", key="CAIRNZZZZZZZZZZZZZZZ")
    yield signed("target not signed", headers=(JSON,)) | {"also": [list(TARGET)]}


def published():
    """Yields cases of AWS's own test suite for Signature Version 4, with the signatures that the suite gives."""
    when = datetime.datetime(2015, 8, 30, 12, 36, 0, tzinfo=datetime.timezone.utc)
    for name, method, url, signature in [
        ("get-vanilla", "GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        (
            "get-vanilla-query-order-key-case",
            "GET",
            "/?Param2=value2&Param1=value1",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        ("post-vanilla", "POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
    ]:
        case = signed(
            name,
            "https://example.amazonaws.com" + url,
            b"",
            (),
            method=method,
            service="service",
            key="AKIDEXAMPLE",
            when=when,
        )
        if not dict(case["headers"])["Authorization"].endswith("Signature=" + signature):
            sys.exit(f"{name}: botocore signs it otherwise")
        yield case


groups = {"accepted": list(cases()), "refused": list(refused()), "published": list(published())}
json.dump(groups, sys.stdout, indent=1, ensure_ascii=True)
print()
