package cairn.operations.registry;

import cairn.item.json.Json;
import cairn.operations.request.Declaration;
import cairn.operations.wire.Failure;
import cairn.operations.wire.Input;
import cairn.operations.wire.Members;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The page docs/members.md, made from the declarations of all operations and from [WithoutEffect].
/// Used by one thread.
final class MembersPage {
    private static final String INTRODUCTION =
            """
            # What Cairn does with each member of a request

            `MembersPageTest` writes this page from the declarations in the code, and fails if the page differs from them. This command
            writes it again:

            ```
            mvn verify -pl shared/operations -am -DskipITs -Dtest=MembersPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dcairn.page.write=true
            ```

            Each operation has a table of the members of its request. The first column is the path to a member: `[]` stands for each
            element of a list, `{}` for each value of a map. The second column is one of these:

            | second column | meaning |
            |---|---|
            | honoured | the member does what it does on DynamoDB |
            | accepted, without effect as on DynamoDB | it is checked and then ignored, and DynamoDB ignores it too |
            | accepted, without effect here | it is checked, but what it is for does not happen; the reason says what does |
            | refused | a request in which it asks for something gets this error, before anything is written; an empty list or structure asks for nothing |

            A member with the value null counts as absent. A member that is not in the table is ignored, as on DynamoDB. Items, keys and
            attribute values are one row each; [their own members](#attributevalue) are at the end. Differences in what an honoured
            member does are in [dynamodb.md](dynamodb.md).
            """;

    private final StringBuilder text = new StringBuilder(INTRODUCTION);
    private final SortedMap<String, Members> values = new TreeMap<>();

    private MembersPage() {}

    /// The page as it should be.
    static String render() {
        MembersPage page = new MembersPage();
        Targets.ALL.forEach(page::add);
        page.addValues();
        return page.text.toString();
    }

    private void add(ServiceTable service) {
        List<String> missing = new ArrayList<>();
        line("");
        line("## " + service.service());
        service.entries().values().stream()
                .sorted(Comparator.comparing(ServiceTable.Entry::name))
                .forEach(
                        entry -> {
                            switch (entry) {
                                case ServiceTable.Entry.Built(var operation) ->
                                        add(operation.declaration());
                                case ServiceTable.Entry.NotYet later -> missing.add(later.name());
                            }
                        });
        line("");
        line("### Operations of " + service.service() + " that are not built");
        line("");
        line("| operation | error |");
        line("|---|---|");
        missing.forEach(name -> line("| %s | `%s` |".formatted(name, errorOf(name))));
    }

    private void add(Declaration operation) {
        List<DeclaredMember> all = DeclaredMember.of(operation.members());
        line("");
        line("### " + operation.name());
        line("");
        if (all.isEmpty()) {
            line("Its request has no members.");
            return;
        }
        head();
        for (DeclaredMember member : all) {
            row(member, what(operation, member));
            member.values().forEach(structure -> values.put(structure.structure(), structure));
        }
    }

    private void addValues() {
        line("");
        line("## Structures in items, keys and values");
        values.forEach(
                (name, members) -> {
                    line("");
                    line("### " + name);
                    line("");
                    head();
                    DeclaredMember.of(members).forEach(member -> row(member, "honoured"));
                });
    }

    private void head() {
        line("| member | Cairn |");
        line("|---|---|");
    }

    private void row(DeclaredMember member, String what) {
        line("| `%s` | %s |".formatted(member.path(), what));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String what(Declaration operation, DeclaredMember member) {
        if (member.isRefused()) {
            return "refused: `" + refusal(operation, member) + "`";
        }
        return WithoutEffect.of(operation.name(), member).stream()
                .findFirst()
                .map(WithoutEffect::text)
                .orElse("honoured");
    }

    /// The answer to a request that has the member and nothing else.
    private static String refusal(Declaration operation, DeclaredMember member) {
        Json.Obj request = new Json.Obj(Map.of(member.top().name(), new Json.Text("something")));
        try {
            operation.members().refuseLater(new Input(request));
        } catch (Failure e) {
            return answer(e);
        }
        throw new IllegalStateException(operation.name() + " takes " + member.path());
    }

    private static String errorOf(String operation) {
        try {
            Targets.built(operation);
        } catch (Failure e) {
            return answer(e);
        }
        throw new IllegalStateException(operation + " is built");
    }

    /// Type without its prefix, and text.
    private static String answer(Failure failure) {
        String all = failure.getMessage();
        return all.substring(all.indexOf('#') + 1);
    }
}
