package cairn.operations.wire;

import cairn.item.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A request, or a structure in one, whose types are right. Read by its declared members.
/// Immutable.
///
/// @param json as sent
public record Input(Json.Obj json) {
    /// The JSON sent for a member; null if it is absent.
    @Nullable Json sent(String name) {
        @Nullable Json value = json.fields().get(name);
        return value instanceof Json.Null ? null : value;
    }

    public boolean has(Member<?> member) {
        return sent(member.name()) != null;
    }

    public <T> Optional<T> get(Member<T> member) {
        @Nullable Json sent = sent(member.name());
        return sent == null ? Optional.empty() : Optional.of(member.read(sent));
    }

    /// A member that was checked to be present.
    public <T> T must(Member<T> member) {
        @Nullable Json sent = sent(member.name());
        if (sent == null) {
            throw new IllegalStateException("no check requires " + member.name());
        }
        return member.read(sent);
    }

    /// Whether it is present and true.
    public boolean isTrue(Member<Boolean> member) {
        return get(member).orElse(false);
    }

    /// Whether it is present and asks for something: not an empty list, or a structure without
    /// members.
    public boolean asks(Member<?> member) {
        return member.asks(this);
    }
}
