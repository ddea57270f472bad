package cairn.operations.settings;

import cairn.item.IndexKeys;
import cairn.item.KeySchema;
import cairn.item.index.IndexProjection;
import cairn.item.index.SecondaryIndex;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;
import cairn.operations.wire.ReplyBody;

import java.util.LinkedHashSet;
import java.util.List;

/// The form of an index in settings.
final class IndexForm {
    private static final Member<String> NAME = Members.text("name").required();
    private static final Member<List<Input>> RANGE =
            Members.structures("range", AttributeForm.MEMBERS).required();
    private static final Member<String> PROJECTION =
            Members.word("projection", "ALL", "KEYS_ONLY", "INCLUDE").required();
    private static final Member<List<String>> INCLUDED = Members.texts("included");

    static final Members MEMBERS = Members.of("index", NAME, RANGE, PROJECTION, INCLUDED);

    private IndexForm() {}

    static byte[] encode(SecondaryIndex index) {
        ReplyBody body = new ReplyBody().text(NAME.name(), index.name());
        body.list(RANGE.name(), AttributeForm.encode(index.keys().range()));
        switch (index.projection()) {
            case IndexProjection.All() -> body.text(PROJECTION.name(), "ALL");
            case IndexProjection.KeysOnly() -> body.text(PROJECTION.name(), "KEYS_ONLY");
            case IndexProjection.Include include ->
                    body.text(PROJECTION.name(), "INCLUDE")
                            .texts(INCLUDED.name(), List.copyOf(include.names()));
        }
        return body.finish();
    }

    static SecondaryIndex local(Input index, KeySchema table) {
        KeySchema.Attribute range = AttributeForm.decode(index.must(RANGE)).getFirst();
        return new SecondaryIndex(
                index.must(NAME), IndexKeys.local(table, range), projection(index));
    }

    private static IndexProjection projection(Input index) {
        return switch (index.must(PROJECTION)) {
            case "ALL" -> new IndexProjection.All();
            case "KEYS_ONLY" -> new IndexProjection.KeysOnly();
            default -> new IndexProjection.Include(new LinkedHashSet<>(index.must(INCLUDED)));
        };
    }
}
