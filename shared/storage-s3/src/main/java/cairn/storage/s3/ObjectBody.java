package cairn.storage.s3;

import cairn.storage.port.ByteRange;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.Version;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Reads the body of an answer that contains an object or part of one.
///
/// @param clients give the time limit
/// @param range the requested range; empty for the whole object
record ObjectBody(S3Clients clients, Optional<ByteRange> range) {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int FIRST_BYTES = 1 << 20;

    /// What was found. The body is then closed, or aborted if it is not worth reading.
    GetOutcome found(ResponseInputStream<GetObjectResponse> body)
            throws ForeignAnswer, IOException {
        boolean whole = false;
        try {
            Answer answer = Answer.of(body.response());
            answer.statusIs(range.isPresent() ? PARTIAL : OK);
            answer.isObject();
            Version version = answer.version();
            Instant time = answer.time();
            long length = range.isPresent() ? answer.lengthOf(range.get()) : answer.length();
            byte[] bytes = read(body, length);
            whole = true;
            return new GetOutcome.Found(bytes, version, time);
        } finally {
            if (whole) {
                body.close();
            } else {
                body.abort(); // its connection is not used again
            }
        }
    }

    /// Reads `length` bytes. Memory grows with the received bytes, not with the length in a header.
    private byte[] read(InputStream body, long length) throws ForeignAnswer, IOException {
        if (length > Integer.MAX_VALUE - 8) {
            throw new ForeignAnswer("body of %d bytes".formatted(length));
        }
        long limitNanos = clients.limit(length).toNanos();
        long begun = System.nanoTime();
        byte[] bytes = new byte[(int) Math.min(length, FIRST_BYTES)];
        int at = 0;
        while (at < length) {
            if (at == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * at));
            }
            int more = body.read(bytes, at, bytes.length - at);
            if (more < 0) {
                throw new ForeignAnswer("body cut after %d of %d bytes".formatted(at, length));
            }
            at += more;
            if (System.nanoTime() - begun > limitNanos) {
                throw new ForeignAnswer("only %d of %d bytes in time".formatted(at, length));
            }
        }
        return bytes;
    }
}
