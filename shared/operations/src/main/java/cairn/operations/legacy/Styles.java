package cairn.operations.legacy;

import cairn.item.Message;
import cairn.item.expression.syntax.Kind;
import cairn.operations.request.RequestExpressions;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;

import java.util.Collection;
import java.util.List;

/// The parameters of each style that an operation takes: a request uses one of the styles.
/// Immutable.
///
/// @param legacy in the order in which DynamoDB lists them, as are `expressions`
public record Styles(List<Member<?>> legacy, List<Kind> expressions) {
    public Styles {
        legacy = List.copyOf(legacy);
        expressions = List.copyOf(expressions);
    }

    public static Styles of(List<Member<?>> legacy, Kind... expressions) {
        return new Styles(legacy, List.of(expressions));
    }

    /// Checks that the parts of a request have parameters of one style. An empty map counts;
    /// KeyConditions count only beside a KeyConditionExpression.
    ///
    /// @throws cairn.item.Refused they have both
    public void mustNotMix(Collection<Input> parts) {
        List<String> used =
                expressions.stream()
                        .filter(kind -> has(parts, RequestExpressions.member(kind)))
                        .map(Kind::parameter)
                        .toList();
        if (used.isEmpty()) {
            return;
        }
        List<String> old =
                legacy.stream()
                        .filter(member -> has(parts, member))
                        .filter(
                                member ->
                                        !member.equals(LegacyMembers.KEY_CONDITIONS)
                                                || used.contains(Kind.KEY_CONDITION.parameter()))
                        .map(Member::name)
                        .toList();
        if (!old.isEmpty()) {
            throw Message.STYLES_MIXED.refused(String.join(", ", old), String.join(", ", used));
        }
    }

    private static boolean has(Collection<Input> parts, Member<?> member) {
        return parts.stream().anyMatch(part -> part.has(member));
    }
}
