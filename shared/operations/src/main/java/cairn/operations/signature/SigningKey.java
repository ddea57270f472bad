package cairn.operations.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Mac;

/// The signing key of one access key for one day. Thread-safe; says nothing of its secret.
public final class SigningKey {
    private static final String PREFIX = "AWS4";

    private final String day;

    /// Ready for a message; only its copies get one.
    private final Mac ready;

    private SigningKey(String day, Mac ready) {
        this.day = day;
        this.ready = ready;
    }

    /// Derives it by four chained HMACs.
    ///
    /// @param secret ASCII
    public static SigningKey derive(byte[] secret, Credential credential) {
        byte[] prefix = PREFIX.getBytes(StandardCharsets.US_ASCII);
        byte[] first = Arrays.copyOf(prefix, prefix.length + secret.length);
        System.arraycopy(secret, 0, first, prefix.length, secret.length);
        byte[] key = Sha256.code(first, credential.day());
        key = Sha256.code(key, credential.region());
        key = Sha256.code(key, credential.service());
        key = Sha256.code(key, Credential.TERMINATOR);
        return new SigningKey(credential.day(), Sha256.mac(key));
    }

    /// Whether it is for the day of a credential with the same key, region and service.
    public boolean isFor(Credential credential) {
        return day.equals(credential.day());
    }

    /// The signature of a text, in hexadecimal.
    String sign(String text) {
        try {
            Mac mac = (Mac) ready.clone();
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own can be copied", e);
        }
    }
}
