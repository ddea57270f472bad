package cairn.storage.s3;

import cairn.storage.port.ByteRange;
import cairn.storage.port.Content;
import cairn.storage.port.DeleteOutcome;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;
import cairn.storage.port.Precondition;
import cairn.storage.port.PutOutcome;
import cairn.storage.port.Version;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The object store in a bucket of S3, or of a store with S3's protocol. Thread-safe.
///
/// Each method is one HTTP request: the SDK's own retries are off. A conditional put that is sent
/// twice may be refused because of its own success, and only the commit protocol can detect that.
/// Versions are ETags, and store time is the answer's `Date` header (one-second resolution). An
/// answer counts as the store's only if it proves that it is (`docs/store-answers.md`).
public final class S3Store implements ObjectStore, AutoCloseable {
    /// The content type of Cairn's puts, which a GET of an object must return.
    static final String CONTENT_TYPE = "application/octet-stream";

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /// The placeholder for the version in an answer without bytes.
    private static final Version NONE = new Version("none");

    private final S3Address address;
    private final OperatorReports reports;
    private final S3Clients clients;

    /// A store at an address, with credentials from the SDK's usual sources.
    ///
    /// @param operator receives each line about a failure that only an operator can repair; must
    ///   not block
    public S3Store(S3Address address, Consumer<String> operator) {
        this(address, Optional.empty(), operator);
    }

    /// A store at an address, for a function on AWS Lambda, with the credentials of the function's
    /// role. It has no thread that closes idle connections, because that would run between
    /// invocations. It does not trust connections that S3 may have closed while the process was
    /// frozen.
    ///
    /// @param operator receives each line about a failure that only an operator can repair; must
    ///   not block
    public static S3Store inFunction(S3Address address, Consumer<String> operator) {
        return new S3Store(address, S3Clients.inFunction(address), operator);
    }

    /// A store at an address.
    ///
    /// @param credentials if absent, the SDK's usual sources give them
    /// @param operator receives each line about a failure that only an operator can repair; must
    ///   not block
    public S3Store(
            S3Address address,
            Optional<AwsCredentialsProvider> credentials,
            Consumer<String> operator) {
        this(address, S3Clients.inProcess(address, credentials, S3Clients.ANSWER_MAX), operator);
    }

    S3Store(S3Address address, S3Clients clients, Consumer<String> operator) {
        this.address = address;
        this.clients = clients;
        this.reports = new OperatorReports(address, operator);
    }

    @Override
    public GetOutcome get(ObjectKey key) {
        return get(key, asked(key), Optional.empty());
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range) {
        String bytes = "bytes=%d-%d".formatted(range.offset(), range.end() - 1);
        return get(key, asked(key).range(bytes), Optional.of(range));
    }

    @Override
    public GetOutcome getUnless(ObjectKey key, Version known) {
        return get(key, asked(key).ifNoneMatch(known.tag()), Optional.empty());
    }

    private GetObjectRequest.Builder asked(ObjectKey key) {
        return GetObjectRequest.builder().bucket(address.bucket()).key(key.name());
    }

    private GetOutcome get(
            ObjectKey key, GetObjectRequest.Builder asked, Optional<ByteRange> range) {
        GetObjectRequest request = asked.build();
        try {
            return new ObjectBody(clients, range)
                    .found(Answer.to(() -> clients.client().getObject(request)));
        } catch (S3Exception e) {
            try {
                return refusedGet(key, request, e);
            } catch (ForeignAnswer foreign) {
                return new GetOutcome.Unavailable(why(S3Action.GET, key, foreign));
            }
        } catch (SdkException e) {
            reports.failed(S3Action.GET, e);
            return new GetOutcome.Unavailable(why(S3Action.GET, key, e));
        } catch (ForeignAnswer | IOException e) {
            return new GetOutcome.Unavailable(why(S3Action.GET, key, e));
        }
    }

    private GetOutcome refusedGet(ObjectKey key, GetObjectRequest request, S3Exception e)
            throws ForeignAnswer {
        boolean conditional = request.ifNoneMatch() != null;
        if (e.statusCode() == NOT_MODIFIED && conditional) {
            Answer answer = Answer.of(e);
            answer.isStill(request.ifNoneMatch());
            return new GetOutcome.NotModified(answer.time());
        }
        if (says(e, NOT_FOUND, "NoSuchKey")) {
            return new GetOutcome.Absent(Answer.of(e).time());
        }
        if (says(e, RANGE_NOT_SATISFIABLE, "InvalidRange") && request.range() != null) {
            return new GetOutcome.Found(new byte[0], NONE, Answer.of(e).time());
        }
        reports.failed(S3Action.GET, e);
        return new GetOutcome.Unavailable(why(S3Action.GET, key, e));
    }

    /// Whether the store itself refused for this reason; an intermediary may have sent a mere
    /// status.
    private static boolean says(S3Exception e, int status, String code) {
        return e.statusCode() == status && Answer.code(e).equals(code);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Precondition precondition) {
        Duration limit = clients.limit(content.length());
        PutObjectRequest.Builder request =
                PutObjectRequest.builder()
                        .bucket(address.bucket())
                        .key(key.name())
                        .contentType(CONTENT_TYPE)
                        .overrideConfiguration(c -> c.apiCallTimeout(limit));
        switch (precondition) {
            case Precondition.Absent absent -> request.ifNoneMatch("*");
            case Precondition.Matches(Version version) -> request.ifMatch(version.tag());
        }
        try {
            PutObjectResponse stored = Answer.to(() -> sent(request.build(), content));
            Answer answer = Answer.of(stored);
            answer.statusIs(OK);
            if (answer.length() != 0) {
                throw new ForeignAnswer("a body, which no answer to a PUT has");
            }
            return new PutOutcome.Stored(answer.version(), answer.time());
        } catch (S3Exception e) {
            try {
                return refusedPut(key, precondition, e);
            } catch (ForeignAnswer foreign) {
                return new PutOutcome.Undecided(why(S3Action.PUT, key, foreign));
            }
        } catch (SdkException e) {
            reports.failed(S3Action.PUT, e);
            return new PutOutcome.Undecided(why(S3Action.PUT, key, e));
        } catch (ForeignAnswer e) {
            return new PutOutcome.Undecided(why(S3Action.PUT, key, e));
        }
    }

    private PutObjectResponse sent(PutObjectRequest request, Content content) {
        return clients.forPut(content.length())
                .putObject(request, RequestBody.fromBytes(content.toBytes()));
    }

    private PutOutcome refusedPut(ObjectKey key, Precondition precondition, S3Exception e)
            throws ForeignAnswer {
        // If-Match on an absent object: no object has the version, and none will get it again.
        boolean gone =
                precondition instanceof Precondition.Matches && says(e, NOT_FOUND, "NoSuchKey");
        if (gone || says(e, PRECONDITION_FAILED, "PreconditionFailed")) {
            return new PutOutcome.Refused(Answer.of(e).time());
        }
        reports.failed(S3Action.PUT, e);
        return new PutOutcome.Undecided(why(S3Action.PUT, key, e));
    }

    /// An object is gone only if the answer names it as deleted.
    @Override
    public DeleteOutcome delete(List<ObjectKey> keys) {
        if (keys.size() > DELETE_KEYS_MAX) {
            throw new IllegalArgumentException(keys.size() + " keys to delete");
        }
        List<ObjectIdentifier> names =
                keys.stream()
                        .map(key -> ObjectIdentifier.builder().key(key.name()).build())
                        .toList();
        DeleteObjectsRequest request =
                DeleteObjectsRequest.builder()
                        .bucket(address.bucket())
                        .delete(delete -> delete.objects(names))
                        .build();
        try {
            DeleteObjectsResponse deleted =
                    Answer.to(() -> clients.client().deleteObjects(request));
            Answer answer = Answer.of(deleted);
            answer.statusIs(OK);
            Set<String> gone = new HashSet<>();
            deleted.deleted().forEach(one -> gone.add(one.key()));
            deleted.errors().forEach(error -> gone.remove(error.key()));
            if (deleted.deleted().isEmpty() && deleted.errors().isEmpty()) {
                throw new ForeignAnswer("nothing is said of the objects");
            }
            return new DeleteOutcome.Deleted(
                    keys.stream().filter(key -> !gone.contains(key.name())).toList(),
                    answer.time());
        } catch (SdkException e) {
            reports.failed(S3Action.DELETE, e);
            return new DeleteOutcome.Unavailable(why(S3Action.DELETE, keys.getFirst(), e));
        } catch (ForeignAnswer e) {
            return new DeleteOutcome.Unavailable(why(S3Action.DELETE, keys.getFirst(), e));
        }
    }

    @Override
    public ListOutcome list(String prefix, String startAfter) {
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(address.bucket()).prefix(prefix);
        if (!startAfter.isEmpty()) {
            request.startAfter(startAfter);
        }
        try {
            ListObjectsV2Response page =
                    Answer.to(() -> clients.client().listObjectsV2(request.build()));
            Answer answer = Answer.of(page);
            answer.statusIs(OK);
            return new ListOutcome.Page(
                    new ListPage(prefix, startAfter, reports).entries(page),
                    page.isTruncated(),
                    answer.time());
        } catch (SdkException e) {
            reports.failed(S3Action.LIST, e);
            return new ListOutcome.Unavailable(why(S3Action.LIST, prefix, e));
        } catch (ForeignAnswer e) {
            return new ListOutcome.Unavailable(why(S3Action.LIST, prefix, e));
        }
    }

    @Override
    public void close() {
        clients.close();
    }

    private static String why(S3Action action, Object of, Exception e) {
        return action + " " + of + ": " + e.getMessage();
    }
}
