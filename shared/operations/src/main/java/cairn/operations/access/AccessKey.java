package cairn.operations.access;

/// An access key as the store keeps it.
///
/// @param id public: stands in every request that is signed with the key
/// @param name who uses it; several keys may have one name
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

    /// What the secret is bound to: sealed for one key, it opens for no other, nor for another
    /// role.
    String context() {
        return context(id, name, role);
    }

    static String context(String id, String name, Role role) {
        return "cairn-access-key/1/" + id + '/' + role.text() + '/' + name;
    }
}
