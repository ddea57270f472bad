package cairn.operations.access;

/// A key just made, with its secret: the one time that it is seen.
public record IssuedKey(AccessKey key, String secret) {
    @Override
    public String toString() {
        return "IssuedKey[" + key.id() + "]";
    }
}
