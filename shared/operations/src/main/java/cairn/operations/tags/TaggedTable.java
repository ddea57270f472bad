package cairn.operations.tags;

import cairn.operations.request.TableAccess;
import cairn.operations.settings.TableSettings;
import cairn.operations.wire.Constraints;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.TableArn;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/// The table that a request on tags names by its ARN.
record TaggedTable(TableArn arn) {

    static TaggedTable of(Input input) {
        return new TaggedTable(TableArn.parse(input.must(TagMembers.RESOURCE_ARN)));
    }

    /// Its tags at present. One request.
    ///
    /// @throws Failure no such table exists
    SortedMap<String, String> tags(TableAccess tables) {
        return name().flatMap(tables.tables()::look)
                .map(table -> tables.opened(table).settings().tags())
                .orElseThrow(this::notFound);
    }

    /// @throws Failure no such table exists, or `change` refuses
    void change(TableAccess tables, UnaryOperator<SortedMap<String, String>> change) {
        boolean there =
                name().isPresent()
                        && tables.change(
                                        name().get(),
                                        settings -> settings.with(draft -> change(draft, change)))
                                .isPresent();
        if (!there) {
            throw notFound();
        }
    }

    private static void change(
            TableSettings.Draft draft, UnaryOperator<SortedMap<String, String>> change) {
        draft.tags = change.apply(draft.tags);
    }

    /// What an ARN names beside tables has no tags: an index, a stream.
    private Optional<String> name() {
        return Optional.of(arn.resource()).filter(Constraints::isTableName);
    }

    private Failure notFound() {
        return Failure.of(
                Failure.Type.RESOURCE_NOT_FOUND, TagMessage.RESOURCE_NOT_FOUND, arn.text());
    }
}
