package cairn.operations.settings;

import cairn.item.KeySchema;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.ReplyBody;

import java.util.ArrayList;
import java.util.List;

/// The form of key attributes in settings.
final class AttributeForm {
    private static final Member<String> NAME = Members.text("name").required();
    private static final Member<KeySchema.Type> TYPE =
            Members.word("type", KeySchema.Type.values()).required();

    static final Members MEMBERS = Members.of("key", NAME, TYPE);

    private AttributeForm() {}

    static List<byte[]> encode(List<KeySchema.Attribute> attributes) {
        List<byte[]> encoded = new ArrayList<>();
        for (KeySchema.Attribute attribute : attributes) {
            encoded.add(
                    new ReplyBody()
                            .text(NAME.name(), attribute.name())
                            .text(TYPE.name(), attribute.type().name())
                            .finish());
        }
        return encoded;
    }

    static List<KeySchema.Attribute> decode(List<Input> encoded) {
        List<KeySchema.Attribute> attributes = new ArrayList<>();
        for (Input attribute : encoded) {
            attributes.add(new KeySchema.Attribute(attribute.must(NAME), attribute.must(TYPE)));
        }
        return attributes;
    }
}
