package cairn.operations.access;

/// An access key as the store keeps it.
///
/// @param id public: every request that is signed with the key contains it
/// @param name of the user; several keys may have one name
/// @param createdMicros creation time, in microseconds since 1970
public record AccessKey(
        String id,
        String name,
        Role role,
        boolean enabled,
        long createdMicros,
        SealedSecret secret) {

    AccessKey withEnabled(boolean nowEnabled) {
        return new AccessKey(id, name, role, nowEnabled, createdMicros, secret);
    }

    /// Binds the secret to this key and role: it can't be decrypted for another key or role.
    String context() {
        return context(id, name, role);
    }

    static String context(String id, String name, Role role) {
        return "cairn-access-key/1/" + id + '/' + role.text() + '/' + name;
    }
}
