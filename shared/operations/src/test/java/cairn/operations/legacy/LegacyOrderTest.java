package cairn.operations.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In which order requests with legacy parameters are checked.
final class LegacyOrderTest {
    private static final String VE = "ValidationException: ";
    private static final String TABLE = "'TableName':'Things'";
    private static final String KEY = TABLE + ",'Key':{'p':{'S':'a'},'s':{'N':'1'}}";
    private static final String ITEM = TABLE + ",'Item':{'p':{'S':'a'},'s':{'N':'1'}}";

    private final Service service = Service.withTable();

    /// A request of an operation with its required members.
    private static String request(String operation, String more) {
        String needed =
                switch (operation) {
                    case "PutItem" -> ITEM;
                    case "Query", "Scan" -> TABLE;
                    default -> KEY;
                };
        return "{" + needed + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private String refused(String operation, String more) {
        return service.refused(operation, request(operation, more));
    }

    /// Each request also has every mistake that is reported later.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'QueryFilter':{'p':{'ComparisonOperator':'LT'}},'AttributesToGet':['a','a'],"
                        + "'ExclusiveStartKey':{'p':{}}|One or more parameter values were invalid:"
                        + " Invalid number of argument(s) for the LT ComparisonOperator",
                "'QueryFilter':{'p':{'ComparisonOperator':'NULL'}},'AttributesToGet':['a','a'],"
                        + "'ExclusiveStartKey':{'p':{}}|One or more parameter values were invalid:"
                        + " Duplicate value in attribute name: a",
                "'ExclusiveStartKey':{'p':{}}|The provided starting key is invalid: Supplied"
                        + " AttributeValue is empty, must contain exactly one of the supported"
                        + " datatypes",
                "'FilterExpression':'('|Either the KeyConditions or KeyConditionExpression"
                        + " parameter must be specified in the request.",
                "'FilterExpression':'a =','KeyConditions':{'a':{'ComparisonOperator':'LT'}}|Invalid"
                        + " FilterExpression: Syntax error; token: \"<EOF>\", near: \"=\"",
                "'FilterExpression':'a = a','KeyConditions':{}|Invalid FilterExpression: The first"
                        + " operand must be distinct from the remaining operands for this operator"
                        + " or function; operator: =, first operand: [a]",
                "'FilterExpression':'a = b','ExpressionAttributeNames':{'#x':'x'},'KeyConditions':"
                        + "{}|Value provided in ExpressionAttributeNames unused in expressions:"
                        + " keys: {#x}",
                "'KeyConditions':{'a':{'ComparisonOperator':'LT'},'b':{'ComparisonOperator':'LT'},"
                        + "'c':{'ComparisonOperator':'LT'}}|One or more parameter values were"
                        + " invalid: Invalid number of argument(s) for the LT ComparisonOperator",
                "'KeyConditions':{}|Conditions can be of length 1 or 2 only",
                "'KeyConditions':{'a':{'ComparisonOperator':'NULL'},'b':{'ComparisonOperator':"
                        + "'NULL'},'c':{'ComparisonOperator':'NULL'}}|Conditions can be of length 1"
                        + " or 2 only",
            })
    void aQueryIsCheckedInOrderBeforeItsTableIsSought(String more, String text) {
        assertThat(service.refused("Query", "{'TableName':'None'," + more + "}"))
                .isEqualTo(VE + text);
    }

    /// Each request also has every mistake that is reported later.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'TableName':'None','Key':{'p':{}},'AttributeUpdates':{'p':{}},'Expected':{'a':{}}}|Supplied"
                    + " AttributeValue is empty, must contain exactly one of the supported"
                    + " datatypes",
                "{'TableName':'None','Key':{},'AttributeUpdates':{'p':{}},'Expected':{'a':{}}}|One"
                        + " or more parameter values were invalid: Only DELETE action is allowed"
                        + " when no attribute value is specified",
                "{'TableName':'None','Key':{},'AttributeUpdates':{'p':{'Action':'DELETE'}},"
                        + "'Expected':{'a':{}}}|One or more parameter values were invalid: Value"
                        + " must be provided when Exists is null for Attribute: a",
                "{'TableName':'Things','Key':{},'AttributeUpdates':{'p':{'Action':'DELETE'}},"
                        + "'Expected':{'a':{'Value':{'S':'x'}}}}|The provided key element does not"
                        + " match the schema",
                "{'TableName':'Things','Key':{'p':{'S':'a'},'s':{'N':'1'}},'AttributeUpdates':"
                        + "{'x':{'Action':'DELETE'},'s':{'Action':'DELETE'}},'Expected':{'a':"
                        + "{'Value':{'S':'x'}}}}|One or more parameter values were invalid: Cannot"
                        + " update attribute s. This attribute is part of the key",
            })
    void anUpdateIsCheckedInOrder(String request, String text) {
        assertThat(service.refused("UpdateItem", request)).isEqualTo(VE + text);
    }

    @Test
    void theConditionIsJudgedBeforeTheUpdateIsApplied() {
        service.put("a", 1, ",'t':{'S':'x'}");
        String add = "'AttributeUpdates':{'t':{'Action':'ADD','Value':{'N':'1'}}}";
        assertThat(refused("UpdateItem", add + ",'Expected':{'t':{'Exists':false}}"))
                .startsWith("ConditionalCheckFailedException");
        assertThat(refused("UpdateItem", add))
                .isEqualTo(VE + "Type mismatch for attribute to update");
        assertThat(
                        service.refused(
                                "UpdateItem",
                                "{'TableName':'None','Key':{'p':{'S':'a'}}," + add + "}"))
                .startsWith("ResourceNotFoundException");
    }

    /// Each request also has every mistake that is reported later.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PutItem|{'TableName':'None','Item':{'x':{}},'ReturnValues':'ALL_NEW','Expected':"
                        + "{'a':{}}}|Supplied AttributeValue is empty, must contain exactly one of"
                        + " the supported datatypes",
                "PutItem|{'TableName':'None','Item':{},'ReturnValues':'ALL_NEW','Expected':"
                        + "{'a':{}}}|ReturnValues can only be ALL_OLD or NONE",
                "DeleteItem|{'TableName':'None','Key':{'p':{}},'ReturnValues':'ALL_NEW','Expected':"
                        + "{'a':{}}}|Supplied AttributeValue is empty, must contain exactly one of"
                        + " the supported datatypes",
                "DeleteItem|{'TableName':'None','Key':{},'ReturnValues':'ALL_NEW','Expected':"
                        + "{'a':{}}}|ReturnValues can only be ALL_OLD or NONE",
                "DeleteItem|{'TableName':'None','Key':{},'Expected':{'a':{}}}|One or more parameter"
                        + " values were invalid: Value must be provided when Exists is null for"
                        + " Attribute: a",
                "GetItem|{'TableName':'None','Key':{'p':{}},'AttributesToGet':['a','a']}|Supplied"
                        + " AttributeValue is empty, must contain exactly one of the supported"
                        + " datatypes",
                "GetItem|{'TableName':'None','Key':{},'AttributesToGet':['b','a','b','a']}|One or"
                        + " more parameter values were invalid: Duplicate value in attribute name:"
                        + " b",
                "Scan|{'TableName':'None','AttributesToGet':['a','a'],'ScanFilter':{'a':"
                        + "{'ComparisonOperator':'LT'}},'Segment':1}|One or more parameter values"
                        + " were invalid: Duplicate value in attribute name: a",
                "Scan|{'TableName':'None','ScanFilter':{'a':{'ComparisonOperator':'LT'}},'Segment':"
                        + "1}|One or more parameter values were invalid: Invalid number of"
                        + " argument(s) for the LT ComparisonOperator",
            })
    void theOthersAreCheckedInOrder(String operation, String request, String text) {
        assertThat(service.refused(operation, request)).isEqualTo(VE + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Query|'QueryFilter':{'a':{}}|Value null at"
                        + " 'queryFilter.a.member.comparisonOperator' failed to satisfy constraint:"
                        + " Member must not be null",
                "Scan|'ScanFilter':{'a':{'ComparisonOperator':'eq'}}|Value 'eq' at"
                        + " 'scanFilter.a.member.comparisonOperator' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [IN, NULL, BETWEEN, LT,"
                        + " NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]",
                "Query|'KeyConditions':{'a':{}}|Value null at"
                        + " 'keyConditions.a.member.comparisonOperator' failed to satisfy"
                        + " constraint: Member must not be null",
                "PutItem|'ConditionalOperator':'and'|Value 'and' at 'conditionalOperator' failed to"
                        + " satisfy constraint: Member must satisfy enum value set: [OR, AND]",
                "DeleteItem|'Expected':{'a':null}|Value null at 'expected.a.member' failed to"
                        + " satisfy constraint: Member must not be null",
                "Scan|'ScanFilter':{'a':{'ComparisonOperator':'EQ','AttributeValueList':[null]}}|"
                        + "Value null at 'scanFilter.a.member.attributeValueList.1.member' failed"
                        + " to satisfy constraint: Member must not be null",
            })
    void constraintsOfMembersComeBeforeAllElse(String operation, String more, String text) {
        assertThat(refused(operation, more + ",'ConditionExpression':'x'"))
                .isEqualTo(VE + "1 validation error detected: " + text);
    }
}
