package cairn.operations.access;

/// An access key as the store keeps it.
///
/// @param id public: every request signed with the key has it
/// @param name of its user; several keys may have one name
/// @param createdMicros when it was made, in microseconds since 1970
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

    /// The data that the secret is bound to: sealed for one key, it opens for no other, nor for
    /// another role.
    String context() {
        return context(id, name, role);
    }

    static String context(String id, String name, Role role) {
        return "cairn-access-key/1/" + id + '/' + role.text() + '/' + name;
    }
}
