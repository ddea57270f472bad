package cairn.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Everything that pages and comments refer to exists.
final class ReferencesTest {
    private final PageReferences pages = new PageReferences(Repository.HERE);
    private final TextReferences texts = new TextReferences(Repository.HERE);

    @Test
    void everyLinkLeadsToAFileAndAHeading() {
        assertThat(pages.deadLinks()).isEmpty();
    }

    @Test
    void everyPathInAPageIsThere() {
        assertThat(pages.missingPaths()).isEmpty();
    }

    @Test
    void everyTypeThatPagesNameIsDeclared() {
        assertThat(pages.unknownTypes()).isEmpty();
    }

    @Test
    void everyDecisionIsInTheIndexUnderItsNumber() {
        assertThat(pages.decisionsOutOfOrder()).isEmpty();
    }

    @Test
    void nothingRefersToDocumentsElsewhere() {
        assertThat(texts.leadingOutside()).isEmpty();
    }

    @Test
    void everyPageAndDecisionInACommentIsThere() {
        assertThat(texts.missingPages()).isEmpty();
    }
}
