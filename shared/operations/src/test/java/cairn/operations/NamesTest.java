package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which attribute names are valid, wherever a request has one.
final class NamesTest {
    private static final String KEY = "'TableName':'Things','Key':{'p':{'S':'a'},'s':{'N':'1'}}";

    private final Service service = Service.withTable();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "UpdateItem|'UpdateExpression':'SET #n = :v','ExpressionAttributeValues':"
                        + "{':v':{'N':'1'}}",
                "UpdateItem|'UpdateExpression':'SET a.#n = :v','ExpressionAttributeValues':"
                        + "{':v':{'N':'1'}}",
                "UpdateItem|'UpdateExpression':'REMOVE #n'",
                "UpdateItem|'ConditionExpression':'attribute_not_exists(#n)'",
                "DeleteItem|'ConditionExpression':'attribute_not_exists(#n)'",
                "GetItem|'ProjectionExpression':'#n'",
                "GetItem|'ProjectionExpression':'a.#n'",
            })
    void anAliasIsNoLongerThanANameMayBe(String operation, String expression) {
        String request = "{" + KEY + "," + expression + ",'ExpressionAttributeNames':{'#n':'%s'}}";
        assertThat(service.refused(operation, request.formatted("n".repeat(65_534) + "é")))
                .isEqualTo(
                        "ValidationException: One or more parameter values were invalid: Attribute"
                                + " name is too large, must be less than 65536 bytes");
        assertThat(service.call(operation, request.formatted("n".repeat(65_535))).body().text())
                .doesNotContain("too large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PutItem|'Item':{'p':{'S':'a'},'s':{'N':'1'},'%s':{'N':'1'}}",
                "PutItem|'Item':{'p':{'S':'a'},'s':{'N':'1'},'m':{'L':[{'M':{'%s':{'N':'1'}}}]}}",
                "GetItem|'Key':{'p':{'S':'a'},'%s':{'N':'1'}}",
                "DeleteItem|'Key':{'p':{'S':'a'},'%s':{'N':'1'}}",
                "UpdateItem|'Key':{'p':{'S':'a'},'%s':{'N':'1'}}",
                "UpdateItem|'Key':{'p':{'S':'a'},'s':{'N':'1'}},'UpdateExpression':'SET a = :v',"
                        + "'ExpressionAttributeValues':{':v':{'M':{'%s':{'N':'1'}}}}",
                "Scan|'ExclusiveStartKey':{'%s':{'S':'a'}}",
                "Query|'KeyConditionExpression':'#n = :v','ExpressionAttributeNames':{'#n':'%s'},"
                        + "'ExpressionAttributeValues':{':v':{'N':'1'}}",
                "Scan|'FilterExpression':'attribute_exists(#n)','ExpressionAttributeNames':"
                        + "{'#n':'%s'}",
            })
    void aNameOfMoreThan65535BytesIsRefusedWhereverItComesIn(String operation, String members) {
        String request = "{'TableName':'Things'," + members + "}";
        assertThat(service.refused(operation, request.formatted("n".repeat(65_536))))
                .startsWith("ValidationException: ")
                .contains("must be less than 65536 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "UpdateItem|'UpdateExpression':'set _state = :s'|UpdateExpression|set _state",
                "UpdateItem|'UpdateExpression':'SET a=:s','ConditionExpression':"
                        + "'attribute_exists(_v)'|ConditionExpression|(_v",
                "Scan|'FilterExpression':'_kind = :s'|FilterExpression|_kind",
                "Query|'KeyConditionExpression':'_p = :s'|KeyConditionExpression|_p",
                "Scan|'FilterExpression':'a = :s','ProjectionExpression':'a,_b'|"
                        + "ProjectionExpression|,_b",
                "UpdateItem|'UpdateExpression':'SET a = _f(b,c,d)'|UpdateExpression|= _f",
            })
    void noNameBeginsWithAnUnderscore(String operation, String members, String kind, String near) {
        String request =
                "{%s,%s,'ExpressionAttributeValues':{':s':{'S':'x'}}}".formatted(KEY, members);
        assertThat(service.refused(operation, request))
                .isEqualTo(
                        "ValidationException: Invalid %s: Syntax error; token: \"_\", near: \"%s\""
                                .formatted(kind, near));
    }
}
