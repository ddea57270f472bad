package cairn.storage.s3;

import cairn.storage.port.ByteRange;
import cairn.storage.port.Version;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The checked status and headers of one answer. Each method returns what the store reports, or
/// throws because the answer does not come from the store. `docs/store-answers.md` lists the rules.
final class Answer {
    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private final SdkHttpResponse http;

    private Answer(SdkHttpResponse http) {
        this.http = http;
    }

    /// Sends `request`. For an unreadable answer, the SDK throws more exceptions than it declares.
    /// Examples are a gzip that does not decompress, and a number that does not parse.
    static <T> T to(Supplier<T> request) throws ForeignAnswer {
        try {
            return request.get();
        } catch (UncheckedIOException | IllegalArgumentException | DateTimeException e) {
            throw new ForeignAnswer("an answer that can't be read: " + e);
        }
    }

    /// @throws ForeignAnswer if a cache gave the answer: an earlier answer of the store does not
    ///   answer this request
    static Answer of(SdkResponse response) throws ForeignAnswer {
        return fresh(response.sdkHttpResponse());
    }

    /// The answer that ended in `refusal`.
    static Answer of(AwsServiceException refusal) throws ForeignAnswer {
        AwsErrorDetails details = refusal.awsErrorDetails();
        if (details == null || details.sdkHttpResponse() == null) {
            throw new ForeignAnswer("no answer in HTTP");
        }
        return fresh(details.sdkHttpResponse());
    }

    private static Answer fresh(SdkHttpResponse http) throws ForeignAnswer {
        if (http.firstMatchingHeader("Age").isPresent()) {
            throw new ForeignAnswer("a cache's answer");
        }
        return new Answer(http);
    }

    /// The store's own name for a refusal: the code in its error document. Empty if absent.
    static String code(AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private Optional<String> header(String name) {
        return http.firstMatchingHeader(name);
    }

    void statusIs(int expected) throws ForeignAnswer {
        if (http.statusCode() != expected) {
            throw new ForeignAnswer("status %d, not %d".formatted(http.statusCode(), expected));
        }
    }

    /// The length of the body.
    long length() throws ForeignAnswer {
        String length = header("Content-Length").orElse("");
        if (!LENGTH.matcher(length).matches()) {
            throw new ForeignAnswer("body of unknown length");
        }
        return Long.parseLong(length);
    }

    /// Checks that the body has the content type of Cairn's objects and that nothing compressed it.
    void isObject() throws ForeignAnswer {
        String type = header("Content-Type").orElse(S3Store.CONTENT_TYPE);
        if (!type.equals(S3Store.CONTENT_TYPE)) {
            throw new ForeignAnswer("body of type " + type);
        }
        String encoding = header("Content-Encoding").orElse("");
        if (!encoding.isEmpty()) {
            throw new ForeignAnswer("body in encoding " + encoding);
        }
    }

    /// The length of the body, which must be the bytes of `range` as far as the object has them.
    long lengthOf(ByteRange range) throws ForeignAnswer {
        String text = header("Content-Range").orElse("");
        Matcher parts = CONTENT_RANGE.matcher(text);
        if (parts.matches()) {
            long from = Long.parseLong(parts.group(1));
            long end = Long.parseLong(parts.group(2)) + 1;
            long size = Long.parseLong(parts.group(3));
            if (from == range.offset()
                    && end == Math.min(range.end(), size)
                    && length() == end - from) {
                return end - from;
            }
        }
        throw new ForeignAnswer("another range than was asked for: " + text);
    }

    /// The version of the object. A weak ETag does not identify bytes.
    Version version() throws ForeignAnswer {
        String tag = header("ETag").orElse("");
        if (tag.isEmpty() || tag.startsWith("W/")) {
            throw new ForeignAnswer(tag.isEmpty() ? "no ETag" : "a weak ETag");
        }
        return new Version(tag);
    }

    /// Checks that the object's version still is `tag`, if the answer has one: not every store
    /// repeats it.
    void isStill(String tag) throws ForeignAnswer {
        if (!header("ETag").orElse(tag).equals(tag)) {
            throw new ForeignAnswer("another version is said to be not modified");
        }
    }

    /// The store's time.
    Instant time() throws ForeignAnswer {
        String date = header("Date").orElse("");
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (DateTimeException e) {
            throw new ForeignAnswer("no date: " + date);
        }
    }
}
