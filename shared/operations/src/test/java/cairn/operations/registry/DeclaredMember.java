package cairn.operations.registry;

import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.Shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A member of a request, or of a structure in one. Immutable.
///
/// @param path the names down to it, with `[]` for an element of a list and `{}` for a value of a
///   map
/// @param top the member of the request that contains it, or is it
record DeclaredMember(String path, Member<?> member, Member<?> top) {

    /// All members, by name; each structure's members follow it. Those of attribute values are left
    /// out: they contain each other.
    static List<DeclaredMember> of(Members members) {
        List<DeclaredMember> all = new ArrayList<>();
        byName(members).forEach(member -> add(member.name(), member, member, all));
        return all;
    }

    private static Stream<Member<?>> byName(Members members) {
        return members.all().stream().sorted(Comparator.comparing(Member::name));
    }

    private static void add(
            String path, Member<?> member, Member<?> top, List<DeclaredMember> all) {
        all.add(new DeclaredMember(path, member, top));
        addParts(path, member.shape(), top, all);
    }

    private static void addParts(
            String path, Shape<?> shape, Member<?> top, List<DeclaredMember> all) {
        switch (shape) {
            case Shape.Struct(Members members) ->
                    byName(members).forEach(part -> add(path + "." + part.name(), part, top, all));
            case Shape.ListOf<?>(var element) -> addParts(path + "[]", element, top, all);
            case Shape.MapOf<?>(var value) -> addParts(path + "{}", value, top, all);
            case Shape.Str str -> {}
            case Shape.OneOf<?> words -> {}
            case Shape.Bool bool -> {}
            case Shape.Whole whole -> {}
            case Shape.Time time -> {}
            case Shape.Blob blob -> {}
            case Shape.Values values -> {}
            case Shape.Later later -> {}
        }
    }

    /// The structures of the attribute values in it.
    Stream<Members> values() {
        return values(member.shape());
    }

    private static Stream<Members> values(Shape<?> shape) {
        return switch (shape) {
            case Shape.Values(Shape.Struct(Members members)) -> Stream.of(members);
            case Shape.Values(var its) -> values(its);
            case Shape.ListOf<?>(var element) -> values(element);
            case Shape.MapOf<?>(var value) -> values(value);
            case Shape.Struct structure -> Stream.empty();
            case Shape.Str str -> Stream.empty();
            case Shape.OneOf<?> words -> Stream.empty();
            case Shape.Bool bool -> Stream.empty();
            case Shape.Whole whole -> Stream.empty();
            case Shape.Time time -> Stream.empty();
            case Shape.Blob blob -> Stream.empty();
            case Shape.Later later -> Stream.empty();
        };
    }

    /// Whether the request is refused if it has this.
    boolean isRefused() {
        return top.isLater();
    }

    /// Whether it is the member with this path, or a part of it.
    boolean isWithin(String other) {
        return path.startsWith(other)
                && (path.length() == other.length()
                        || ".[{".indexOf(path.charAt(other.length())) >= 0);
    }
}
