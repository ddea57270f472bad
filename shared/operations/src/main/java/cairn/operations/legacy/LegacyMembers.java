package cairn.operations.legacy;

import static cairn.operations.wire.Constraints.filled;

import cairn.item.json.Json;
import cairn.operations.wire.Input;
import cairn.operations.wire.Member;
import cairn.operations.wire.Members;

import java.util.List;
import java.util.Map;

/// Members of requests that are legacy parameters, and the members of their structures.
public final class LegacyMembers {
    public static final Member<List<String>> ATTRIBUTES_TO_GET =
            Members.texts("AttributesToGet").where(filled());

    public static final Member<Conjunction> CONDITIONAL_OPERATOR =
            Members.word("ConditionalOperator", Conjunction.OR, Conjunction.AND);

    static final Member<Operator> COMPARISON_OPERATOR =
            Members.word(
                    "ComparisonOperator",
                    Operator.IN,
                    Operator.NULL,
                    Operator.BETWEEN,
                    Operator.LT,
                    Operator.NOT_CONTAINS,
                    Operator.EQ,
                    Operator.GT,
                    Operator.NOT_NULL,
                    Operator.NE,
                    Operator.LE,
                    Operator.BEGINS_WITH,
                    Operator.GE,
                    Operator.CONTAINS);

    static final Member<List<Json.Obj>> ATTRIBUTE_VALUE_LIST = Members.values("AttributeValueList");
    static final Member<Json.Obj> VALUE = Members.value("Value");
    static final Member<Boolean> EXISTS = Members.bool("Exists");

    /// The order of its words is unverified.
    static final Member<LegacyUpdate.Verb> ACTION =
            Members.word(
                    "Action",
                    LegacyUpdate.Verb.ADD,
                    LegacyUpdate.Verb.PUT,
                    LegacyUpdate.Verb.DELETE);

    private static final Members CONDITION =
            Members.of("Condition", ATTRIBUTE_VALUE_LIST, COMPARISON_OPERATOR.required());

    public static final Member<Map<String, Input>> KEY_CONDITIONS =
            Members.structuresByName("KeyConditions", CONDITION);

    public static final Member<Map<String, Input>> QUERY_FILTER =
            Members.structuresByName("QueryFilter", CONDITION);

    public static final Member<Map<String, Input>> SCAN_FILTER =
            Members.structuresByName("ScanFilter", CONDITION);

    public static final Member<Map<String, Input>> EXPECTED =
            Members.structuresByName(
                    "Expected",
                    Members.of(
                            "ExpectedAttributeValue",
                            VALUE,
                            EXISTS,
                            COMPARISON_OPERATOR,
                            ATTRIBUTE_VALUE_LIST));

    public static final Member<Map<String, Input>> ATTRIBUTE_UPDATES =
            Members.structuresByName(
                    "AttributeUpdates", Members.of("AttributeValueUpdate", VALUE, ACTION));

    private LegacyMembers() {}

    /// How the conditions of a map are joined.
    public enum Conjunction {
        OR,
        AND
    }
}
