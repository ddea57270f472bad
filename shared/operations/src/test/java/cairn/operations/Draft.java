package cairn.operations;

import cairn.operations.http.HttpQuestion;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A request that a test builds, signs as a client does, and then breaks. It shares no code with
/// the checks. Not thread-safe.
final class Draft {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String path = "/";
    String query = "";
    byte[] body;

    String keyId;
    String secret;
    String algorithm = "AWS4-HMAC-SHA256";
    String time;
    String scope;
    String signedHeaders = "content-type;host;x-amz-date;x-amz-target";

    /// The hash of the body as the client gives it; empty for the true one.
    String bodyHash = "";

    Draft(String operation, String body, String keyId, String secret, long seconds) {
        this.body = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        this.keyId = keyId;
        this.secret = secret;
        this.time = TIME.format(Instant.ofEpochSecond(seconds));
        this.scope = time.substring(0, 8) + "/us-east-1/dynamodb/aws4_request";
        set("Host", "127.0.0.1:8000");
        set("Content-Type", "application/x-amz-json-1.0");
        set("X-Amz-Target", "DynamoDB_20120810." + operation);
        set("X-Amz-Date", time);
    }

    /// Replaces all headers of this name.
    Draft set(String name, String value) {
        headers.put(name, List.of(value));
        return this;
    }

    Draft add(String name, String value) {
        List<String> values = new ArrayList<>(headers.getOrDefault(name, List.of()));
        values.add(value);
        headers.put(name, values);
        return this;
    }

    Draft remove(String name) {
        headers.remove(name);
        return this;
    }

    String header(String name) {
        return headers.getOrDefault(name, List.of()).getFirst();
    }

    /// Changes the text of the Authorization header.
    Draft edit(String from, String to) {
        String before = header("Authorization");
        String after = before.replace(from, to);
        if (after.equals(before)) {
            throw new IllegalStateException("no " + from + " in " + before);
        }
        return set("Authorization", after);
    }

    /// Sets another time, also in the scope.
    Draft at(long seconds) {
        time = TIME.format(Instant.ofEpochSecond(seconds));
        scope = time.substring(0, 8) + "/us-east-1/dynamodb/aws4_request";
        return set("X-Amz-Date", time);
    }

    /// Signs in the header.
    Draft sign() {
        return set(
                "Authorization",
                "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(algorithm, keyId, scope, signedHeaders, signature()));
    }

    /// Signs in the query.
    Draft signInQuery(String expires) {
        remove("X-Amz-Date");
        signedHeaders = "content-type;host;x-amz-target";
        String parameters =
                "X-Amz-Algorithm=%s&X-Amz-Credential=%s&X-Amz-Date=%s%s&X-Amz-SignedHeaders=%s"
                        .formatted(
                                algorithm,
                                (keyId + "/" + scope).replace("/", "%2F"),
                                time,
                                expires.isEmpty() ? "" : "&X-Amz-Expires=" + expires,
                                signedHeaders.replace(";", "%3B"));
        query = parameters;
        query = parameters + "&X-Amz-Signature=" + signature();
        return this;
    }

    /// The canonical request. Paths and queries of the tests are already in canonical order.
    String canonical() {
        String signed =
                signedHeaders
                        .lines()
                        .flatMap(names -> List.of(names.split(";", -1)).stream())
                        .map(
                                name ->
                                        name
                                                + ":"
                                                + String.join(
                                                        ",", headers.getOrDefault(name, List.of()))
                                                + "\n")
                        .collect(Collectors.joining());
        String asked = query.replaceAll("&X-Amz-Signature=.*", "");
        return "POST\n"
                + path
                + "\n"
                + asked
                + "\n"
                + signed
                + "\n"
                + signedHeaders
                + "\n"
                + hash();
    }

    private String hash() {
        return bodyHash.isEmpty() ? sha256(body) : bodyHash;
    }

    String toSign() {
        return "AWS4-HMAC-SHA256\n"
                + time
                + "\n"
                + scope
                + "\n"
                + sha256(canonical().getBytes(StandardCharsets.UTF_8));
    }

    private String signature() {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign()));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpQuestion question() {
        Map<String, List<String>> sent = headers;
        return new HttpQuestion(
                "POST", path, query, name -> sent.getOrDefault(name, List.of()), body);
    }
}
