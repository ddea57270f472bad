package cairn.operations.access;

/// A new key with its secret, which is shown only this once.
public record IssuedKey(AccessKey key, String secret) {
    @Override
    public String toString() {
        return "IssuedKey[" + key.id() + "]";
    }
}
