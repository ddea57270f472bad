package cairn.operations.access;

import cairn.storage.environment.Environment;
import cairn.storage.port.DataKeys;
import cairn.storage.port.ObjectStore;
import cairn.storage.register.Register;
import cairn.storage.request.PatientStore;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The access keys of a store: made, listed, switched off and on, replaced, deleted. Each change is
/// one conditional put of the object that holds them all. Thread-safe; every method blocks.
public final class AccessKeys {
    /// Limit of keys in a store: every process reads them all.
    public static final int KEYS_MAX = 500;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,64}");
    private static final String ID_PREFIX = "CAIRN";
    private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_RANDOM = 15;
    private static final String SECRET_LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SECRET_LENGTH = 40;

    private final Environment environment;
    private final Register<List<AccessKey>> ring;
    private final Sealing sealing;

    public AccessKeys(Environment environment, ObjectStore store, DataKeys dataKeys) {
        this.environment = environment;
        this.ring = KeyRing.of(environment, new PatientStore(environment, store));
        this.sealing = new Sealing(dataKeys, environment);
    }

    /// A command can't be done; the message is for people.
    public static final class NotDone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotDone(String why) {
            super(why);
        }
    }

    /// All keys, oldest first. One request.
    public List<AccessKey> list() {
        return ring.value();
    }

    /// Creates a key.
    ///
    /// @throws NotDone the name is not valid, or the store has [#KEYS_MAX] keys
    public IssuedKey create(String name, Role role) {
        if (!NAME.matcher(name).matches()) {
            throw new NotDone(
                    "a name has 1 to 64 letters, digits or characters of +=,.@_-, not " + name);
        }
        IssuedKey issued = issue(name, role);
        change(keys -> with(keys, issued.key()));
        return issued;
    }

    private IssuedKey issue(String name, Role role) {
        String id = ID_PREFIX + RandomBytes.letters(environment, ID_LETTERS, ID_RANDOM);
        String secret = RandomBytes.letters(environment, SECRET_LETTERS, SECRET_LENGTH);
        SealedSecret sealed =
                sealing.seal(
                        secret.getBytes(StandardCharsets.US_ASCII),
                        AccessKey.context(id, name, role));
        return new IssuedKey(
                new AccessKey(id, name, role, true, environment.wallMicros(), sealed), secret);
    }

    private static List<AccessKey> with(List<AccessKey> keys, AccessKey more) {
        if (keys.size() >= KEYS_MAX) {
            throw new NotDone("there are %d keys; delete some first".formatted(keys.size()));
        }
        List<AccessKey> all = new ArrayList<>(keys);
        all.add(more);
        return all;
    }

    /// Creates a key with the name and role of another, which stays unchanged.
    ///
    /// @throws NotDone no such key exists, or the store has [#KEYS_MAX] keys
    public IssuedKey rotate(String id) {
        AccessKey old = find(id);
        IssuedKey issued = issue(old.name(), old.role());
        change(
                keys -> {
                    checkThere(keys, id);
                    return with(keys, issued.key());
                });
        return issued;
    }

    /// Enables or disables a key.
    ///
    /// @return the changed key
    /// @throws NotDone no such key exists
    public AccessKey setEnabled(String id, boolean enabled) {
        change(
                keys -> {
                    checkThere(keys, id);
                    return keys.stream()
                            .map(key -> key.id().equals(id) ? key.withEnabled(enabled) : key)
                            .toList();
                });
        return find(id);
    }

    private AccessKey find(String id) {
        return ring.value().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> noSuchKey(id));
    }

    /// Deletes a key; its id is never used again.
    ///
    /// @throws NotDone no such key exists
    public void delete(String id) {
        change(
                keys -> {
                    checkThere(keys, id);
                    return keys.stream().filter(key -> !key.id().equals(id)).toList();
                });
    }

    private static void checkThere(List<AccessKey> keys, String id) {
        if (keys.stream().noneMatch(key -> key.id().equals(id))) {
            throw noSuchKey(id);
        }
    }

    private static NotDone noSuchKey(String id) {
        return new NotDone("there is no access key " + id);
    }

    /// Changes the keys; costs no put if nothing changes.
    private void change(UnaryOperator<List<AccessKey>> change) {
        ring.change(
                before -> {
                    List<AccessKey> after = change.apply(before);
                    return after.equals(before) ? Optional.empty() : Optional.of(after);
                });
    }
}
