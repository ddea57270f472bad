package cairn.storage.port;

/// What a store calls one state of an object (S3: the ETag). Opaque; only equality means anything.
public record Version(String tag) {
    public Version {
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("empty version");
        }
    }
}
