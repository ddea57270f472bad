package cairn.operations.request;

import cairn.operations.wire.Input;
import cairn.operations.wire.Member;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the resources for which a request needs permission, at least one.
@FunctionalInterface
public interface Demands {
    /// @param input already checked
    List<Resource> of(Input input);

    /// For an operation that names no resource.
    static Demands anything() {
        List<Resource> any = List.of(new Resource.Any());
        return input -> any;
    }

    /// The table that a member names; all if it is absent.
    static Demands table(Member<String> name) {
        return input -> List.of(table(input, name));
    }

    private static Resource table(Input input, Member<String> name) {
        return input.get(name).<Resource>map(Resource.Table::new).orElseGet(Resource.Any::new);
    }

    /// The index named by one member, of the table named by another; the table if the first is
    /// absent.
    static Demands index(Member<String> table, Member<String> index) {
        return input -> {
            Optional<String> name = input.get(index);
            return List.of(
                    name.isPresent()
                            ? new Resource.Index(input.must(table), name.get())
                            : table(input, table));
        };
    }

    /// The tables that are the keys of a member.
    static <V> Demands tables(Member<Map<String, V>> byName) {
        return input -> {
            List<Resource> tables = new ArrayList<>();
            for (String name : input.must(byName).keySet()) {
                tables.add(new Resource.Table(name));
            }
            return tables;
        };
    }

    /// The resource that a member names by its ARN.
    static Demands arn(Member<String> arn) {
        return input -> List.of(new Resource.Arn(input.must(arn)));
    }
}
