package cairn.storage.port;

/// A store's name for one state of an object (S3: the ETag). Opaque; only equality has a meaning.
public record Version(String tag) {
    public Version {
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("empty version");
        }
    }
}
