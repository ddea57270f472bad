package cairn.item.expression;

import cairn.item.AttributeValue;
import cairn.item.Message;
import cairn.item.expression.syntax.Kind;
import cairn.item.expression.syntax.Syntax;
import cairn.item.expression.syntax.Syntax.PathSyntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The values of a request's placeholders, and which of them its expressions used. Used by one
/// thread, for one request.
public final class Placeholders {
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> used = new HashSet<>();

    /// @param names by placeholder, with the `#`
    /// @param values by placeholder, with the `:`
    public Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        this.values = values;
    }

    /// Checks that every placeholder of an expression, or of a part of it, is defined.
    ///
    /// @throws cairn.item.Refused the first undefined one, in written order
    void mustDefine(Kind kind, Syntax syntax) {
        syntax.leaves()
                .forEach(
                        leaf -> {
                            mustDefineName(kind, leaf);
                            mustDefineValue(kind, leaf);
                        });
    }

    void mustDefineName(Kind kind, Syntax leaf) {
        if (leaf instanceof PathSyntax path) {
            path(kind, path);
        }
    }

    void mustDefineValue(Kind kind, Syntax leaf) {
        if (leaf instanceof Syntax.ValueSyntax(String name)) {
            value(kind, name);
        }
    }

    Path path(Kind kind, PathSyntax syntax) {
        List<Path.Step> steps = new ArrayList<>(syntax.steps().size());
        for (Syntax.Step step : syntax.steps()) {
            steps.add(
                    switch (step) {
                        case Syntax.Step.Index(int index) -> new Path.Step.Index(index);
                        case Syntax.Step.Name(String text) ->
                                new Path.Step.Name(text.startsWith("#") ? name(kind, text) : text);
                    });
        }
        return new Path(List.copyOf(steps));
    }

    private String name(Kind kind, String placeholder) {
        used.add(placeholder);
        String name = names.get(placeholder);
        if (name == null) {
            throw Message.NAME_UNDEFINED.refused(kind, placeholder);
        }
        return name;
    }

    AttributeValue value(Kind kind, String placeholder) {
        used.add(placeholder);
        AttributeValue value = values.get(placeholder);
        if (value == null) {
            throw Message.VALUE_UNDEFINED.refused(kind, placeholder);
        }
        return value;
    }

    /// Called when all expressions of the request are resolved.
    ///
    /// @throws cairn.item.Refused a placeholder was given that no expression uses
    public void checkAllUsed() {
        List<String> unusedNames = names.keySet().stream().filter(n -> !used.contains(n)).toList();
        if (!unusedNames.isEmpty()) {
            throw Message.NAMES_UNUSED.refused(String.join(", ", unusedNames));
        }
        List<String> unusedValues =
                values.keySet().stream().filter(v -> !used.contains(v)).toList();
        if (!unusedValues.isEmpty()) {
            throw Message.VALUES_UNUSED.refused(String.join(", ", unusedValues));
        }
    }
}
