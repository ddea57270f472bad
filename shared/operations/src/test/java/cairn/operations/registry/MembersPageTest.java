package cairn.operations.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The page docs/members.md says what the declarations say. With `-Dcairn.page.write=true` the test
/// writes the page instead of comparing it.
final class MembersPageTest {
    private static final boolean WRITE = Boolean.getBoolean("cairn.page.write");
    private static final Path PAGE =
            Path.of(System.getProperty("cairn.root"), "docs", "members.md");

    @Test
    void thePageSaysWhatTheDeclarationsSay() throws IOException {
        String page = MembersPage.render();
        if (WRITE) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("write docs/members.md again by the command that it begins with")
                .isEqualTo(page);
    }

    @Test
    void whatIsWithoutEffectIsAMemberThatIsAccepted() {
        assertThat(WithoutEffect.ALL)
                .allSatisfy(
                        one ->
                                assertThat(members(one.operation()))
                                        .anySatisfy(
                                                member -> {
                                                    assertThat(member.path()).isEqualTo(one.path());
                                                    assertThat(member.isRefused()).isFalse();
                                                }));
    }

    @Test
    void noMemberIsTwiceWithoutEffect() {
        for (ServiceTable.Entry.Built entry : built()) {
            assertThat(members(entry.name()))
                    .allSatisfy(
                            member ->
                                    assertThat(WithoutEffect.of(entry.name(), member))
                                            .hasSizeLessThanOrEqualTo(1));
        }
    }

    /// Only members of the request itself are looked at when those that come later are refused.
    @Test
    void noPartOfAMemberComesLaterThanTheMember() {
        for (ServiceTable.Entry.Built entry : built()) {
            assertThat(members(entry.name()))
                    .as(entry.name())
                    .filteredOn(member -> member.member().isLater() && !member.isRefused())
                    .isEmpty();
        }
    }

    private static List<ServiceTable.Entry.Built> built() {
        return Targets.ALL.stream()
                .flatMap(service -> service.entries().values().stream())
                .filter(ServiceTable.Entry.Built.class::isInstance)
                .map(ServiceTable.Entry.Built.class::cast)
                .toList();
    }

    private static List<DeclaredMember> members(String operation) {
        return DeclaredMember.of(Targets.built(operation).declaration().members());
    }
}
