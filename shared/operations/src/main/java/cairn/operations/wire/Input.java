package cairn.operations.wire;

import cairn.item.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A request, or a structure in one, whose types were checked: read by the members that it is
/// declared with. Immutable.
///
/// @param json as it was sent
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

    /// A member that was checked to be there.
    public <T> T must(Member<T> member) {
        @Nullable Json sent = sent(member.name());
        if (sent == null) {
            throw new IllegalStateException("no check asks for " + member.name());
        }
        return member.read(sent);
    }

    /// Whether it is there and true.
    public boolean isTrue(Member<Boolean> member) {
        return get(member).orElse(false);
    }

    /// Whether it is there and asks for something: not an empty list, or a structure without
    /// members.
    public boolean asks(Member<?> member) {
        return member.asks(this);
    }
}
