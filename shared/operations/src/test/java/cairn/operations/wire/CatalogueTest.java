package cairn.operations.wire;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.item.CatalogueEntry;
import cairn.item.Dialect;
import cairn.item.Wording;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Checks all entries of the message catalogue.
final class CatalogueTest {
    private static final Object[] ARGUMENTS = {"one", "two", "three", "four", "five"};

    /// All enums of the catalogue.
    private static final List<String> PARTS =
            List.of(
                    "cairn.item.Message",
                    "cairn.operations.wire.RequestMessage",
                    "cairn.operations.control.TableMessage",
                    "cairn.operations.expiry.ExpiryMessage",
                    "cairn.operations.tags.TagMessage",
                    "cairn.operations.http.HttpMessage");

    private static List<CatalogueEntry> entries() {
        return PARTS.stream().flatMap(CatalogueTest::entries).toList();
    }

    private static Stream<CatalogueEntry> entries(String part) {
        try {
            return Arrays.stream(Class.forName(part).getEnumConstants())
                    .map(CatalogueEntry.class::cast);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(part, e);
        }
    }

    @Test
    void everyEntryHasATextInEachDialect() {
        for (CatalogueEntry entry : entries()) {
            for (Wording wording : Wording.values()) {
                assertThat(entry.text(wording, ARGUMENTS))
                        .as("%s in %s", entry, wording)
                        .isNotEmpty()
                        .doesNotContain("%s", "$s");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Wording.class)
    void nothingIsOtherwiseInTheEstablishedDialect(Wording wording) {
        assertThat(wording.in(Dialect.ESTABLISHED)).isEqualTo(Wording.ESTABLISHED);
        assertThat(wording.in(Dialect.NEWEST)).isEqualTo(wording);
        for (CatalogueEntry entry : entries()) {
            assertThat(entry.text(Wording.ESTABLISHED, ARGUMENTS))
                    .isEqualTo(entry.template(Dialect.ESTABLISHED).formatted(ARGUMENTS));
        }
    }
}
