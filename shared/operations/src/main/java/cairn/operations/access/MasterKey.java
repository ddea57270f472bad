package cairn.operations.access;

import cairn.storage.environment.Environment;
import cairn.storage.port.DataKeyUnavailable;
import cairn.storage.port.DataKeys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Wraps data keys with a key given to this process: AES-256-GCM, nonce in front.
public final class MasterKey implements DataKeys {
    private static final int NAME_BYTES = 8;

    private final byte[] key;
    private final String name;
    private final Environment environment;

    /// @param key 32 bytes, not copied
    public MasterKey(byte[] key, Environment environment) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("master key of " + key.length + " bytes");
        }
        this.key = key;
        this.name = "key-file:" + fingerprint(key);
        this.environment = environment;
    }

    /// A fresh random key.
    public static byte[] fresh(Environment environment) {
        return RandomBytes.of(environment, BYTES);
    }

    private static String fingerprint(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] code = mac.doFinal("cairn key file".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(code, 0, NAME_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this JDK lacks an algorithm that every JDK must have", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DataKey fresh(String context) {
        byte[] plain = RandomBytes.of(environment, BYTES);
        byte[] nonce = RandomBytes.of(environment, Sealing.NONCE_BYTES);
        try {
            byte[] sealed = Sealing.gcm(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
            byte[] wrapped = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, wrapped, nonce.length, sealed.length);
            return new DataKey(plain, wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES-GCM", e);
        }
    }

    @Override
    public byte[] open(byte[] wrapped, String context) {
        if (wrapped.length < Sealing.NONCE_BYTES) {
            throw new DataKeyUnavailable("a stored data key is cut short");
        }
        byte[] nonce = Arrays.copyOf(wrapped, Sealing.NONCE_BYTES);
        try {
            return Sealing.gcm(Cipher.DECRYPT_MODE, key, nonce, context)
                    .doFinal(wrapped, nonce.length, wrapped.length - nonce.length);
        } catch (AEADBadTagException e) {
            throw new DataKeyUnavailable("a stored data key was changed", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES-GCM", e);
        }
    }
}
