package cairn.operations.access;

import java.util.Arrays;
import java.util.Objects;

/// A secret as it is stored: encrypted by its own data key, and that key wrapped.
///
/// @param wrappedBy name of the key that wraps data keys
/// @param dataKey wrapped
/// @param nonce of the encryption
/// @param bytes the encrypted secret with its authentication tag
record SealedSecret(String wrappedBy, byte[] dataKey, byte[] nonce, byte[] bytes) {
    @Override
    public boolean equals(Object other) {
        return other instanceof SealedSecret that
                && wrappedBy.equals(that.wrappedBy)
                && Arrays.equals(dataKey, that.dataKey)
                && Arrays.equals(nonce, that.nonce)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(wrappedBy, Arrays.hashCode(nonce));
    }

    @Override
    public String toString() {
        return "SealedSecret[by " + wrappedBy + "]";
    }
}
