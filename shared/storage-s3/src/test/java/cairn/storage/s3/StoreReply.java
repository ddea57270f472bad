package cairn.storage.s3;

import java.util.LinkedHashMap;
import java.util.Map;

/// An HTTP answer for tests: a correct one, which a test changes in one point at a time. Immutable.
record StoreReply(String status, Map<String, String> headers, String body) {
    static final String BYTES = "0123456789";
    static final String RANGE = "2345";
    static final String TAG = "\"5eb63bbbe01eeed093cb22bb8f5acdc3\"";
    static final String XML = "application/xml";

    /// An answer with the headers of every answer of S3 and the length of the body.
    static StoreReply of(String status, String type, String body) {
        return new StoreReply(status, Map.of(), body)
                .with("Date", "Thu, 26 Nov 2026 10:00:00 GMT")
                .with("Content-Type", type)
                .with("Content-Length", String.valueOf(body.length()));
    }

    static StoreReply object() {
        return of("200 OK", S3Store.CONTENT_TYPE, BYTES).with("ETag", TAG);
    }

    /// @param text the value of `Content-Range`
    static StoreReply part(String text, String body) {
        return of("206 Partial Content", S3Store.CONTENT_TYPE, body)
                .with("ETag", TAG)
                .with("Content-Range", text);
    }

    static StoreReply stored() {
        return of("200 OK", "", "").without("Content-Type").with("ETag", TAG);
    }

    static StoreReply deleted(String result) {
        return of("200 OK", XML, "<DeleteResult>%s</DeleteResult>".formatted(result));
    }

    static StoreReply page(String fields) {
        return of("200 OK", XML, "<ListBucketResult>%s</ListBucketResult>".formatted(fields));
    }

    /// A refusal in S3's form.
    static StoreReply refusal(String status, String code) {
        return of(
                status,
                XML,
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code>"
                                + "<Message>So it is.</Message><RequestId>1</RequestId></Error>")
                        .formatted(code));
    }

    /// An answer of a proxy.
    static StoreReply html(String status) {
        String page = "<html><head><title>So.</title></head><body><p>Sorry.</p></body></html>";
        return of(status, "text/html", page).with("ETag", TAG);
    }

    StoreReply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new StoreReply(status, more, body);
    }

    StoreReply without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new StoreReply(status, fewer, body);
    }

    StoreReply withStatus(String newStatus) {
        return new StoreReply(newStatus, headers, body);
    }

    /// The same answer with another body. The headers still describe the old one.
    StoreReply butBody(String newBody) {
        return new StoreReply(status, headers, newBody);
    }

    StoreReply last() {
        return with("Connection", "close");
    }

    String text() {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        return text + "\r\n" + body;
    }
}
