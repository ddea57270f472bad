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

    private static final Member<List<Input>> HASH =
            Members.structures("hash", AttributeForm.MEMBERS).required();
    private static final Member<GlobalIndex.State> STATE =
            Members.word("state", GlobalIndex.State.values());

    /// Of a local index.
    static final Members LOCAL = Members.of("index", NAME, RANGE, PROJECTION, INCLUDED);

    /// Of a global index.
    static final Members GLOBAL =
            Members.of("index", NAME, HASH, RANGE, PROJECTION, INCLUDED, STATE)
                    .then(ThroughputForm.MEMBERS.toArray(Member<?>[]::new));

    private IndexForm() {}

    static byte[] encode(SecondaryIndex index) {
        return body(index).finish();
    }

    static byte[] encode(GlobalIndex index) {
        ReplyBody body = body(index.index());
        body.list(HASH.name(), AttributeForm.encode(index.index().keys().hash()));
        if (index.state() != GlobalIndex.State.ACTIVE) {
            body.text(STATE.name(), index.state().name());
        }
        ThroughputForm.encode(index.throughput(), body);
        return body.finish();
    }

    private static ReplyBody body(SecondaryIndex index) {
        ReplyBody body = new ReplyBody().text(NAME.name(), index.name());
        body.list(RANGE.name(), AttributeForm.encode(index.keys().range()));
        switch (index.projection()) {
            case IndexProjection.All() -> body.text(PROJECTION.name(), "ALL");
            case IndexProjection.KeysOnly() -> body.text(PROJECTION.name(), "KEYS_ONLY");
            case IndexProjection.Include include ->
                    body.text(PROJECTION.name(), "INCLUDE")
                            .texts(INCLUDED.name(), List.copyOf(include.names()));
        }
        return body;
    }

    static GlobalIndex global(Input index, KeySchema table) {
        IndexKeys keys =
                IndexKeys.global(
                        AttributeForm.decode(index.must(HASH)),
                        AttributeForm.decode(index.must(RANGE)),
                        table);
        return new GlobalIndex(
                new SecondaryIndex(index.must(NAME), keys, projection(index)),
                ThroughputForm.decode(index),
                index.get(STATE).orElse(GlobalIndex.State.ACTIVE));
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
