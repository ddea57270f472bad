package cairn.operations.wire;

import cairn.item.json.Json;

/// The shapes of attribute values, which contain one another.
final class ItemShapes {
    static final Shape<Json.Obj> VALUE = value();
    static final Shape<Json.Obj> ITEM = new Shape.Values(new Shape.MapOf<>(VALUE));

    private ItemShapes() {}

    private static Shape<Json.Obj> value() {
        Shape<Json.Obj> itself = new Shape.Later(() -> VALUE);
        Shape<String> text = new Shape.Str();
        Shape<String> bytes = new Shape.Blob();
        return new Shape.Values(
                new Shape.Struct(
                        Members.of(
                                "AttributeValue",
                                new Member<>("S", text),
                                new Member<>("N", text),
                                new Member<>("B", bytes),
                                new Member<>("BOOL", new Shape.Bool()),
                                new Member<>("NULL", new Shape.Bool()),
                                new Member<>("SS", new Shape.ListOf<>(text)),
                                new Member<>("NS", new Shape.ListOf<>(text)),
                                new Member<>("BS", new Shape.ListOf<>(bytes)),
                                new Member<>("L", new Shape.ListOf<>(itself)),
                                new Member<>("M", new Shape.MapOf<>(itself)))));
    }
}
