package cairn.operations.access;

import cairn.operations.signature.Credential;
import cairn.operations.signature.SigningKey;
import cairn.storage.environment.Waiting;
import cairn.storage.environment.WouldWait;

import org.jspecify.annotations.Nullable;

/// An enabled key in memory. Its secret is decrypted on first use; its signing key is derived once
/// a day. Thread-safe.
final class OpenedKey {
    private final AccessKey key;
    private final Caller caller;
    private final Sealing sealing;
    private volatile byte @Nullable [] secret;
    private volatile @Nullable SigningKey derived;

    OpenedKey(AccessKey key, Sealing sealing) {
        this.key = key;
        this.caller = new Caller(key.name(), key.role());
        this.sealing = sealing;
    }

    AccessKey key() {
        return key;
    }

    Caller caller() {
        return caller;
    }

    /// The signing key for one credential scope.
    ///
    /// @throws WouldWait the secret must be decrypted, and waiting is not allowed
    SigningKey signingKey(Credential credential, Waiting waiting) {
        SigningKey known = derived;
        if (known != null && known.isFor(credential)) {
            return known;
        }
        byte[] opened = secret;
        if (opened == null) {
            if (waiting == Waiting.NOT_ALLOWED) {
                throw new WouldWait();
            }
            opened = sealing.open(key);
            secret = opened;
        }
        SigningKey fresh = SigningKey.derive(opened, credential);
        derived = fresh;
        return fresh;
    }

    @Override
    public String toString() {
        return "OpenedKey[" + key.id() + "]";
    }
}
