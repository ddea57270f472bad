package cairn.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Broken references of each kind are found; valid ones are not reported.
final class BrokenReferencesTest {
    @TempDir private Path root;

    @BeforeEach
    void aSmallRepositoryInOrder() throws IOException {
        write(
                "shared/tree/src/Oak.java",
                """
                package cairn.tree;

                /// An oak (docs/trees.md#old-trees, decision 1).
                public final class Oak {
                    enum Leaf {
                        GREEN
                    }
                }
                """);
        write(
                "docs/architecture.md",
                """
                # Woods

                [Trees](trees.md#old-trees) of `shared/tree`: `Oak`, `Oak.Leaf`, `Leaf.GREEN`,
                `cairn.tree.Oak`, `cairn.tree`, `TREES`.

                ```
                ls shared/tree
                cat shared/tree/target/made [no link](nowhere.md)
                ```
                """);
        write("docs/trees.md", "# Trees\n\n## Old `trees`\n\nBack to [woods](architecture.md).\n");
        write("docs/decisions/README.md", "[1](0001-oaks.md)\n");
        write("docs/decisions/0001-oaks.md", "# 1. Oaks\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private PageReferences pages() {
        return new PageReferences(new Repository(root));
    }

    private TextReferences texts() {
        return new TextReferences(new Repository(root));
    }

    @Test
    void nothingIsFoundWhereAllIsInOrder() {
        assertThat(pages().deadLinks()).isEmpty();
        assertThat(pages().missingPaths()).isEmpty();
        assertThat(pages().unknownTypes()).isEmpty();
        assertThat(pages().decisionsOutOfOrder()).isEmpty();
        assertThat(texts().leadingOutside()).isEmpty();
        assertThat(texts().missingPages()).isEmpty();
    }

    @Test
    void aLinkToNoFile() throws IOException {
        write("docs/page.md", "[gone](gone.md), [out](../../elsewhere.md)\n");
        assertThat(pages().deadLinks())
                .containsExactly(
                        "docs/page.md links to gone.md",
                        "docs/page.md links to ../../elsewhere.md");
    }

    @Test
    void aLinkToNoHeading() throws IOException {
        write("docs/page.md", "# Page\n[here](#page) [gone](#gone) [far](trees.md#young-trees)\n");
        assertThat(pages().deadLinks())
                .containsExactly(
                        "docs/page.md links to #gone",
                        "docs/page.md links to trees.md#young-trees");
    }

    @Test
    void aPathThatIsNotThere() throws IOException {
        write("README.md", "`shared/bush`, and `elsewhere/bush`\n```\nls docs/bush.md\n```\n");
        assertThat(pages().missingPaths())
                .containsExactly("README.md names shared/bush", "README.md names docs/bush.md");
    }

    @Test
    void aTypeAPackageOrAMemberThatIsNotDeclared() throws IOException {
        write("CONTRIBUTING.md", "`Beech`, `cairn.tree.Leaf`, `cairn.bush`, `cairn.bush.Oak`\n");
        write("docs/formats/oak.md", "`Leaf.BROWN`, `Oak#fell()`, `PutItem`, `Optional`\n");
        write("docs/other.md", "`Beech`\n");
        assertThat(pages().unknownTypes())
                .containsExactly(
                        "CONTRIBUTING.md names Beech",
                        "CONTRIBUTING.md names cairn.bush",
                        "CONTRIBUTING.md names cairn.bush.Oak",
                        "docs/formats/oak.md names Leaf.BROWN",
                        "docs/formats/oak.md names Oak#fell()",
                        "docs/formats/oak.md names PutItem");
    }

    @Test
    void aSupersededDecisionMayNameWhatIsGone() throws IOException {
        write("docs/decisions/0001-oaks.md", "# 1. Oaks\n**Status** superseded by 2\n`Beech`\n");
        assertThat(pages().unknownTypes()).isEmpty();
        write("docs/decisions/0001-oaks.md", "# 1. Oaks\n**Status** accepted\n`Beech`\n");
        assertThat(pages().unknownTypes()).hasSize(1);
    }

    @Test
    void aDecisionThatTheIndexLacksOrThatHasAnotherNumber() throws IOException {
        write("docs/decisions/0002-elms.md", "# 3. Elms\n");
        assertThat(pages().decisionsOutOfOrder())
                .containsExactly(
                        "docs/decisions/0002-elms.md does not begin with '# 2. '",
                        "docs/decisions/0002-elms.md is not once in the index");
    }

    @Test
    void aReferenceToADocumentElsewhere() throws IOException {
        write("shared/tree/src/Elm.java", "/// An elm (design\n/// §2).\n");
        write("localstack/leaf.py", "# see review.md\n");
        write("docs/page.md", "As behaviours C4 says.\n");
        assertThat(texts().leadingOutside())
                .containsExactly(
                        "docs/page.md refers to behaviours C4",
                        "localstack/leaf.py refers to review.md",
                        "shared/tree/src/Elm.java refers to design §");
    }

    @Test
    void aCommentThatNamesNoPageHeadingOrDecision() throws IOException {
        write(
                "shared/tree/src/Elm.java",
                "/// An elm (docs/elms.md, docs/trees.md#elms,\n/// decision 7).\n");
        assertThat(texts().missingPages())
                .containsExactly(
                        "shared/tree/src/Elm.java refers to docs/elms.md",
                        "shared/tree/src/Elm.java refers to docs/trees.md#elms",
                        "shared/tree/src/Elm.java refers to decision 7");
    }
}
