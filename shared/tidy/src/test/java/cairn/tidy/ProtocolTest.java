package cairn.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.storage.partition.Rule;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The page about the commit protocol and the rules in the code correspond.
final class ProtocolTest {
    private static final Pattern SECTION = Pattern.compile("^#+ ([A-Z_]+)$", Pattern.MULTILINE);

    @Test
    void everyRuleHasOneSection() {
        String page = Repository.text(Repository.HERE.root().resolve("docs/protocol.md"));
        List<String> sections =
                SECTION.matcher(page).results().map(section -> section.group(1)).toList();
        List<String> rules = Stream.of(Rule.values()).map(Rule::name).toList();
        assertThat(sections).containsExactlyInAnyOrderElementsOf(rules);
    }
}
