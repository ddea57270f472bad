package cairn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.DeleteOutcome;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// How Cairn interprets each answer that a store, or a proxy in front of it, can give. The tests
/// check every cell of the table in `docs/store-answers.md` through the real AWS SDK.
final class StoreAnswersTest {
    private static final Path TABLE =
            Path.of(System.getProperty("cairn.root"), "docs", "store-answers.md");
    private static final ObjectKey KEY = new ObjectKey("test/a");
    private static final ByteRange RANGE = new ByteRange(2, 4);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /// A column of the table.
    private enum Request {
        GET,
        RANGE,
        IF_CHANGED,
        PUT_ABSENT,
        PUT_MATCH,
        DELETE,
        LIST;

        /// S3's answer to a request that succeeds.
        StoreReply right() {
            return switch (this) {
                case GET, IF_CHANGED -> StoreReply.object();
                case RANGE -> StoreReply.part("bytes 2-5/10", StoreReply.RANGE);
                case PUT_ABSENT, PUT_MATCH -> StoreReply.stored();
                case DELETE -> StoreReply.deleted("<Deleted><Key>test/a</Key></Deleted>");
                case LIST -> StoreReply.page(listed("false", "test/", entry("test/b")));
            };
        }

        /// The name of the outcome that the store returned.
        String send(S3Store store) {
            Precondition matches = new Precondition.Matches(new Version("\"other\""));
            return switch (this) {
                case GET -> name(store.get(KEY));
                case RANGE -> name(store.get(KEY, StoreAnswersTest.RANGE));
                case IF_CHANGED -> name(store.getUnless(KEY, new Version(StoreReply.TAG)));
                case PUT_ABSENT -> name(store.put(KEY, body(), Precondition.ABSENT));
                case PUT_MATCH -> name(store.put(KEY, body(), matches));
                case DELETE -> name(store.delete(List.of(KEY)));
                case LIST -> name(store.list("test/", "test/a"));
            };
        }

        private String name(GetOutcome outcome) {
            return switch (outcome) {
                case GetOutcome.Found found when found.bytes().length == 0 -> "empty";
                case GetOutcome.Found found -> {
                    String whole = this == RANGE ? StoreReply.RANGE : StoreReply.BYTES;
                    assertThat(new String(found.bytes(), ISO_8859_1)).isEqualTo(whole);
                    yield "found";
                }
                case GetOutcome.NotModified same -> "not modified";
                case GetOutcome.Absent absent -> "absent";
                case GetOutcome.Unavailable unavailable -> "unavailable";
            };
        }

        private static String name(PutOutcome outcome) {
            return switch (outcome) {
                case PutOutcome.Stored stored -> "stored";
                case PutOutcome.Refused refused -> "refused";
                case PutOutcome.NotStored notStored -> "not stored";
                case PutOutcome.Undecided undecided -> "undecided";
            };
        }

        private static String name(DeleteOutcome outcome) {
            return switch (outcome) {
                case DeleteOutcome.Deleted deleted ->
                        deleted.remaining().isEmpty() ? "deleted" : "not deleted";
                case DeleteOutcome.Unavailable unavailable -> "unavailable";
            };
        }

        private static String name(ListOutcome outcome) {
            return switch (outcome) {
                case ListOutcome.Page page -> page.more() ? "page, and more" : "page";
                case ListOutcome.Unavailable unavailable -> "unavailable";
            };
        }
    }

    private static Content body() {
        return Content.of(new byte[] {1, 2, 3});
    }

    private static String listed(String truncated, String prefix, String entries) {
        return "<Name>things</Name><Prefix>%s</Prefix><IsTruncated>%s</IsTruncated>%s"
                .formatted(prefix, truncated, entries);
    }

    private static String entry(String name) {
        return "<Contents><Key>%s</Key><Size>1</Size></Contents>".formatted(name);
    }

    /// The answers by their names in the table. An answer that does not fit a request is absent.
    private static Map<String, Map<Request, String>> answers() {
        Answers all = new Answers();
        headersChanged(all);
        bodiesChanged(all);
        successes(all);
        redirects(all);
        refusals(all);
        failures(all);
        results(all);
        pages(all);
        return all.byName;
    }

    private static void headersChanged(Answers all) {
        all.changed("the right answer", right -> right);
        all.changed("after `103 Early Hints`", right -> right, "HTTP/1.1 103 Early Hints\r\n\r\n");
        all.changed("without `ETag`", right -> right.without("ETag"));
        all.changed("with a weak `ETag`", right -> right.with("ETag", "W/" + StoreReply.TAG));
        all.changed("without `Date`", right -> right.without("Date"));
        all.changed("with a `Date` that is no date", right -> right.with("Date", "yesterday"));
        all.changed("with `Age` (a cache)", right -> right.with("Age", "0"));
        all.changed(
                "with `Content-Type: text/html`", right -> right.with("Content-Type", "text/html"));
        all.changed(
                "with `Content-Encoding: gzip`", right -> right.with("Content-Encoding", "gzip"));
    }

    private static void bodiesChanged(Answers all) {
        all.changed(
                "with a `Last-Modified` that is no date",
                right -> right.with("Last-Modified", "yesterday"));
        all.changed(
                "with a `Content-Length` that is no number",
                right -> right.with("Content-Length", "many").last());
        all.changed(
                "without length, to the connection's end",
                right -> right.without("Content-Length").last());
        all.changed("chunked, without length", StoreAnswersTest::chunked);
        all.changed(
                "cut short of `Content-Length`",
                right ->
                        right.with("Content-Length", String.valueOf(right.body().length() + 5))
                                .last());
        all.changed(
                "followed by bytes that nobody asked for",
                right -> right.butBody(right.body() + "stray bytes").last());
        all.changed("with status 202", right -> right.withStatus("202 Accepted"));
        all.changed("with status 203", right -> right.withStatus("203 Non-Authoritative"));
        all.changed(
                "with status 204, empty", right -> right.withStatus("204 No Content").butBody(""));
    }

    private static void successes(Answers all) {
        all.same("200, empty", StoreReply.stored().without("ETag"));
        all.html("200 OK");
        StoreReply error =
                StoreReply.refusal("200 OK", "InternalError").with("ETag", StoreReply.TAG);
        all.same("200, S3's error document", error);
        all.same("200, the object", StoreReply.object());
        StoreReply part = StoreReply.part("bytes 2-5/10", StoreReply.RANGE);
        all.same("206, the range", part);
        all.same("206, another range", StoreReply.part("bytes 1-4/10", "1234"));
        all.same("206, less than the range", StoreReply.part("bytes 2-4/10", "234"));
        all.same("206, without `Content-Range`", part.without("Content-Range"));
    }

    private static void redirects(Answers all) {
        StoreReply same = StoreReply.of("304 Not Modified", "", "").without("Content-Type");
        all.same("304, of the version", same.with("ETag", StoreReply.TAG));
        all.same("304, of another version", same.with("ETag", "\"other\""));
        all.same("304, of no version", same);
        String elsewhere = "http://127.0.0.1:1/things/test/a";
        StoreReply permanent = StoreReply.refusal("301 Moved", "PermanentRedirect");
        all.same("301 `PermanentRedirect`", permanent.with("Location", elsewhere));
        StoreReply temporary = StoreReply.refusal("307 Moved", "TemporaryRedirect");
        all.same("307 `TemporaryRedirect`", temporary.with("Location", elsewhere));
        StoreReply html = StoreReply.html("302 Found");
        all.same("302, a page in HTML", html.with("Location", elsewhere));
    }

    private static void refusals(Answers all) {
        all.refusal("400 Bad Request", "AuthorizationHeaderMalformed");
        all.refusal("403 Forbidden", "AccessDenied");
        all.html("403 Forbidden");
        all.refusal("404 Not Found", "NoSuchKey");
        StoreReply absent = StoreReply.refusal("404 Not Found", "NoSuchKey");
        all.same("404 `NoSuchKey` without `Date`", absent.without("Date"));
        all.same("404 `NoSuchKey` with `Age`", absent.with("Age", "7"));
        String half = absent.body().substring(0, absent.body().indexOf("<Message>"));
        all.same(
                "404 `NoSuchKey`, cut short", StoreReply.of("404 Not Found", StoreReply.XML, half));
        all.refusal("404 Not Found", "NoSuchBucket");
        all.html("404 Not Found");
        String json = "{\"code\":\"NoSuchKey\"}";
        all.same("404, JSON", StoreReply.of("404 Not Found", "application/json", json));
        all.same("404, empty", StoreReply.of("404 Not Found", "text/plain", ""));
        all.refusal("409 Conflict", "ConditionalRequestConflict");
        all.refusal("412 Precondition Failed", "PreconditionFailed");
        all.html("412 Precondition Failed");
        all.same("412, empty", StoreReply.of("412 Precondition Failed", "text/plain", ""));
        all.refusal("416 Range Not Satisfiable", "InvalidRange");
        all.html("416 Range Not Satisfiable");
    }

    private static void failures(Answers all) {
        all.refusal("500 Internal Server Error", "InternalError");
        all.refusal("501 Not Implemented", "NotImplemented");
        all.html("502 Bad Gateway");
        all.refusal("503 Slow Down", "SlowDown");
        all.refusal("503 Service Unavailable", "NoSuchKey");
        all.raw("nothing, the connection ends", "");
        all.raw("another protocol", "SSH-2.0-Something\r\n");
        all.raw("headers that end half-way", "HTTP/1.1 200 OK\r\nETag: \"a");
    }

    private static void results(Answers all) {
        String error = "<Error><Key>test/a</Key><Code>AccessDenied</Code></Error>";
        all.of(Request.DELETE, "result that names an error", StoreReply.deleted(error));
        all.of(Request.DELETE, "result that names nothing", StoreReply.deleted(""));
        String other = "<Deleted><Key>test/b</Key></Deleted>";
        all.of(Request.DELETE, "result that names another key", StoreReply.deleted(other));
    }

    private static void pages(Answers all) {
        String good = entry("test/b");
        String token = "<NextContinuationToken>t</NextContinuationToken>";
        all.page("page, truncated, with a token", listed("true", "test/", good + token));
        all.page("page, truncated, without a token", listed("true", "test/", good));
        all.page("page, truncated, without names", listed("true", "test/", ""));
        all.page("page without `IsTruncated`", "<Prefix>test/</Prefix>" + good);
        all.page("page of another prefix", listed("false", "other/", ""));
        all.page("page with a name outside the prefix", whole(entry("tested")));
        all.page("page with a name not after the last one", whole(entry("test/a")));
        all.page("page out of order", whole(entry("test/c") + good));
        all.page("page with a name that Cairn never gives", whole(entry("test/b c")));
        all.page("page with fewer names than `KeyCount`", whole(good + "<KeyCount>2</KeyCount>"));
        String sizeless = "<Contents><Key>test/b</Key></Contents>";
        all.page("page with a name without size", whole(sizeless));
        String text = StoreReply.page(whole(good)).body();
        String half = text.substring(0, text.indexOf("</ListBucketResult>"));
        all.of(Request.LIST, "page, cut short", StoreReply.of("200 OK", StoreReply.XML, half));
    }

    private static String whole(String entries) {
        return listed("false", "test/", entries);
    }

    private static StoreReply chunked(StoreReply right) {
        String body = right.body();
        String chunk = body.isEmpty() ? "" : "%x\r\n%s\r\n".formatted(body.length(), body);
        return right.without("Content-Length")
                .with("Transfer-Encoding", "chunked")
                .butBody(chunk + "0\r\n\r\n");
    }

    private static final class Answers {
        private final Map<String, Map<Request, String>> byName = new LinkedHashMap<>();

        /// Changes the correct answer to each request.
        void changed(String name, UnaryOperator<StoreReply> change) {
            changed(name, change, "");
        }

        void changed(String name, UnaryOperator<StoreReply> change, String before) {
            for (Request request : Request.values()) {
                put(request, name, before + change.apply(request.right()).text());
            }
        }

        /// One answer to all requests.
        void same(String name, StoreReply reply) {
            raw(name, reply.text());
        }

        /// A refusal in S3's form.
        void refusal(String status, String code) {
            same(
                    "%s `%s`".formatted(status.substring(0, 3), code),
                    StoreReply.refusal(status, code));
        }

        /// An answer of a proxy.
        void html(String status) {
            same(status.substring(0, 3) + ", a page in HTML", StoreReply.html(status));
        }

        void page(String name, String fields) {
            of(Request.LIST, name, StoreReply.page(fields));
        }

        void raw(String name, String text) {
            for (Request request : Request.values()) {
                put(request, name, text);
            }
        }

        void of(Request request, String name, StoreReply reply) {
            put(request, name, reply.text());
        }

        private void put(Request request, String name, String text) {
            byName.computeIfAbsent(name, n -> new HashMap<>()).put(request, text);
        }
    }

    /// The documented table: the name of a row, then the outcome for each request.
    private static Map<String, List<String>> documented() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            String[] cells = line.split("\\|");
            if (cells.length == Request.values().length + 2 && !cells[1].contains("---")) {
                List<String> texts = Arrays.stream(cells).skip(1).map(String::strip).toList();
                rows.put(texts.getFirst(), texts.subList(1, texts.size()));
            }
        }
        rows.remove("answer");
        return rows;
    }

    @Test
    void everyAnswerIsTakenForWhatTheTableSays() throws IOException {
        Map<String, List<String>> documented = documented();
        Map<String, Map<Request, String>> answers = answers();
        assertThat(documented.keySet()).isEqualTo(answers.keySet());
        SoftAssertions softly = new SoftAssertions();
        for (var answer : answers.entrySet()) {
            List<String> taken = new ArrayList<>();
            for (Request request : Request.values()) {
                String reply = answer.getValue().get(request);
                taken.add(reply == null ? "" : taken(request, reply));
            }
            softly.assertThat(taken).as(answer.getKey()).isEqualTo(documented.get(answer.getKey()));
        }
        softly.assertAll();
    }

    private String taken(Request request, String reply) {
        server.say(reply);
        try (S3Store store = server.store(ANSWER_MAX, line -> {})) {
            return request.send(store);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (ScriptedServer other = new ScriptedServer();
                S3Store store = server.store(ANSWER_MAX, line -> {})) {
            other.say(StoreReply.object().text());
            String there = other.endpoint() + "/things/test/a";
            for (String status : List.of("301 Moved", "302 Found", "307 Moved", "308 Moved")) {
                server.say(StoreReply.html(status).with("Location", there).text());
                assertThat(store.get(KEY)).isInstanceOf(GetOutcome.Unavailable.class);
            }
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void eachCallIsOneRequest() {
        for (Request request : Request.values()) {
            int before = server.requests().size();
            taken(request, StoreReply.html("503 Service Unavailable").text());
            assertThat(server.requests()).as(request.name()).hasSize(before + 1);
        }
    }

    @Test
    void whatIsPutHasTheTypeThatAGetMustAnswer() {
        List<String> types = new ArrayList<>();
        server.run(
                (request, out) -> {
                    ScriptedServer.header(request, "content-type").ifPresent(types::add);
                    out.write(StoreReply.stored().text().getBytes(ISO_8859_1));
                });
        try (S3Store store = server.store(ANSWER_MAX, line -> {})) {
            store.put(KEY, body(), Precondition.ABSENT);
        }
        assertThat(Set.copyOf(types)).containsExactly(S3Store.CONTENT_TYPE);
    }
}
