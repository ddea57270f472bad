package cairn.operations.control;

import static cairn.operations.control.TableMembers.ENABLED;
import static cairn.operations.control.TableMembers.KMS_MASTER_KEY_ID;
import static cairn.operations.control.TableMembers.SSE_TYPE;

import cairn.operations.request.TableAccess.Configuration;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// What SSESpecification says. Cairn remembers the key and shows it; what encrypts the objects is
/// the setting of the bucket or the disk.
///
/// @param key as it was sent, or the alias of DynamoDB's own key; absent: not by a key of KMS
record Encryption(Optional<String> key) {
    /// By a key that the owner of the store has.
    static final Encryption NONE = new Encryption(Optional.empty());

    private static final String MANAGED = "alias/aws/dynamodb";
    private static final String ARN = "arn:";
    private static final String ALIAS = "alias/";

    /// @throws Failure its members contradict each other
    static Encryption of(Input given) {
        boolean typed = given.has(SSE_TYPE);
        boolean keyed = given.has(KMS_MASTER_KEY_ID);
        boolean off = given.has(ENABLED) && !given.isTrue(ENABLED);
        if (off && typed) {
            throw Failure.validation(TableMessage.DISABLED_WITH_ENCRYPTION_TYPE);
        }
        if (off && keyed) {
            throw Failure.validation(TableMessage.DISABLED_WITH_KEY);
        }
        if (typed && given.must(SSE_TYPE).equals("AES256")) {
            throw Failure.validation(TableMessage.ENCRYPTION_TYPE_UNSUPPORTED);
        }
        if (keyed && !typed) {
            throw Failure.validation(TableMessage.KEY_WITHOUT_ENCRYPTION_TYPE);
        }
        boolean on = typed || given.isTrue(ENABLED);
        return new Encryption(
                on ? Optional.of(given.get(KMS_MASTER_KEY_ID).orElse(MANAGED)) : Optional.empty());
    }

    /// Whether the key was sent as the ARN of a key.
    boolean isByArn() {
        return key.isPresent() && isKeyArn(key.get());
    }

    private static boolean isKeyArn(String sent) {
        return sent.startsWith(ARN) && sent.contains(":key/");
    }

    /// The ARN of the key. No key service is asked: an alias stands for the same key always.
    Optional<String> keyArn(Configuration configuration) {
        return key.map(
                sent -> {
                    if (isKeyArn(sent)) {
                        return sent;
                    }
                    String id = sent.startsWith(ARN) || sent.startsWith(ALIAS) ? idOf(sent) : sent;
                    return "arn:aws:kms:%s:%s:key/%s"
                            .formatted(configuration.region(), configuration.account(), id);
                });
    }

    private static String idOf(String aliasOrArn) {
        String alias = aliasOrArn.substring(Math.max(0, aliasOrArn.indexOf(ALIAS)));
        return UUID.nameUUIDFromBytes(alias.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
