package cairn.operations.access;

import cairn.storage.environment.Environment;
import cairn.storage.port.DataKeyUnavailable;
import cairn.storage.port.DataKeys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts secrets and decrypts them: AES-256-GCM, each secret with its own data key. Thread-safe.
final class Sealing {
    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final DataKeys dataKeys;
    private final Environment environment;

    Sealing(DataKeys dataKeys, Environment environment) {
        this.dataKeys = dataKeys;
        this.environment = environment;
    }

    /// Encrypts a secret.
    ///
    /// @param context must be the same for decryption
    SealedSecret seal(byte[] secret, String context) {
        DataKeys.DataKey key = dataKeys.fresh(context);
        byte[] nonce = RandomBytes.of(environment, NONCE_BYTES);
        try {
            byte[] sealed = gcm(Cipher.ENCRYPT_MODE, key.plain(), nonce, context).doFinal(secret);
            return new SealedSecret(dataKeys.name(), key.wrapped(), nonce, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES-GCM", e);
        }
    }

    /// Decrypts a key's secret.
    ///
    /// @throws DataKeyUnavailable this process's key can't decrypt it
    byte[] open(AccessKey key) {
        SealedSecret sealed = key.secret();
        if (!sealed.wrappedBy().equals(dataKeys.name())) {
            throw new DataKeyUnavailable(
                    "the secret of access key %s was encrypted under %s, but this process has %s"
                            .formatted(key.id(), sealed.wrappedBy(), dataKeys.name()));
        }
        byte[] plain = dataKeys.open(sealed.dataKey(), key.context());
        try {
            return gcm(Cipher.DECRYPT_MODE, plain, sealed.nonce(), key.context())
                    .doFinal(sealed.bytes());
        } catch (AEADBadTagException e) {
            throw new DataKeyUnavailable(
                    "the stored secret of access key %s was changed".formatted(key.id()), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES-GCM", e);
        }
    }

    static Cipher gcm(int mode, byte[] key, byte[] nonce, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
