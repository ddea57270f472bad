package cairn.operations.index;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which local indexes are refused, and how others are described.
final class LocalIndexTest {
    private static final String P =
            "ValidationException: One or more parameter values were invalid: ";

    private final Service service = IndexedTable.fresh();

    /// A table with keys `p` and `s`, and the given indexes.
    private static String create(String defined, String indexes) {
        return """
        {'TableName':'New','BillingMode':'PAY_PER_REQUEST',
         'KeySchema':[{'AttributeName':'p','KeyType':'HASH'},
                      {'AttributeName':'s','KeyType':'RANGE'}],
         'AttributeDefinitions':[%s],'LocalSecondaryIndexes':[%s]}
        """
                .formatted(
                        defined.replaceAll("\\w+", "{'AttributeName':'$0','AttributeType':'S'}"),
                        indexes);
    }

    private static String index(String name, String keys, String projection) {
        return "{'IndexName':'%s','KeySchema':[%s],'Projection':%s}"
                .formatted(
                        name,
                        keys.replaceAll("(\\w+):(\\w+)", "{'AttributeName':'$1','KeyType':'$2'}"),
                        projection);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "p,s,a,b|p:HASH,a:RANGE|{'ProjectionType':'ALL'}|Some AttributeDefinitions are not"
                        + " used. AttributeDefinitions: [p, s, a, b], keys used: [p, a, s]",
                "p,s,a|p:HASH|{'ProjectionType':'ALL'}|Some AttributeDefinitions are not used."
                        + " AttributeDefinitions: [p, s, a], keys used: [p, s]",
                "p,s|p:HASH|{'ProjectionType':'ALL'}|Index KeySchema does not have a range key for"
                        + " index: idx",
                "p,s,a|a:HASH,p:RANGE|{'ProjectionType':'ALL'}|Index KeySchema does not have the"
                    + " same leading hash key as table KeySchema for index: idx. index hash key: a,"
                    + " table hash key: p",
                "p,s,a|p:HASH,a:RANGE|{}|Unknown ProjectionType: null",
                "p,s,a|p:HASH,a:RANGE|{'ProjectionType':'ALL','NonKeyAttributes':['x']}|"
                        + "ProjectionType is ALL, but NonKeyAttributes is specified",
                "p,s,a|p:HASH,a:RANGE|{'ProjectionType':'KEYS_ONLY','NonKeyAttributes':['x']}|"
                        + "ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified",
                "p,s,a|p:HASH,a:RANGE|{'ProjectionType':'INCLUDE'}|ProjectionType is INCLUDE, but"
                        + " NonKeyAttributes is not specified",
                "p,s,a|p:HASH,a:RANGE|{'ProjectionType':'INCLUDE','NonKeyAttributes':['x','x']}|"
                        + "Duplicate element in NonKeyAttributes: x",
            })
    void anIndexThatCannotBeIsRefused(
            String defined, String keys, String projection, String message) {
        assertThat(service.refused("CreateTable", create(defined, index("idx", keys, projection))))
                .isEqualTo(P + message);
    }

    @Test
    void namesAreNotTakenTwiceAndFiveAreTheMost() {
        String all = "{'ProjectionType':'ALL'}";
        String one = index("idx", "p:HASH,a:RANGE", all);
        assertThat(service.refused("CreateTable", create("p,s,a", one + "," + one)))
                .isEqualTo(P + "Duplicate index name: idx");
        StringBuilder six = new StringBuilder(one);
        for (int i = 1; i < 6; i++) {
            six.append(',').append(index("idx" + i, "p:HASH,a:RANGE", all));
        }
        assertThat(service.refused("CreateTable", create("p,s,a", six.toString())))
                .isEqualTo(P + "Number of LocalSecondaryIndexes exceeds per-table limit of 5");
    }

    @Test
    void aTableWithoutASortKeyHasNone() {
        String request =
                """
                {'TableName':'New','BillingMode':'PAY_PER_REQUEST',
                 'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],
                 'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'},
                                         {'AttributeName':'a','AttributeType':'S'}],
                 'LocalSecondaryIndexes':[%s]}
                """
                        .formatted(index("idx", "p:HASH,a:RANGE", "{'ProjectionType':'ALL'}"));
        assertThat(service.refused("CreateTable", request))
                .isEqualTo(
                        P
                                + "Table KeySchema does not have a range key, which is required"
                                + " when specifying a LocalSecondaryIndex");
    }

    @Test
    void itIsDescribed() {
        service.put("x", 1, ",'a':{'S':'k'},'w':{'S':'w'}");
        Service.Answer table = service.ok("DescribeTable", "{'TableName':'Things'}");
        assertThat(table.at("Table", "AttributeDefinitions"))
                .isEqualTo(
                        "[{'AttributeName':'a','AttributeType':'S'},{'AttributeName':'b','AttributeType':'N'},{'AttributeName':'p','AttributeType':'S'},{'AttributeName':'s','AttributeType':'N'}]"
                                .replace('\'', '"'));
        assertThat(table.at("Table", "LocalSecondaryIndexes", 1))
                .isEqualTo(
                        ("{'IndexName':'some','KeySchema':[{'AttributeName':'p','KeyType':'HASH'},"
                                        + "{'AttributeName':'a','KeyType':'RANGE'}],'Projection':"
                                        + "{'ProjectionType':'INCLUDE','NonKeyAttributes':['w']},"
                                        + "'IndexSizeBytes':9,'ItemCount':1,'IndexArn':"
                                        + "'arn:aws:dynamodb:eu-north-1:000000000000:table/Things/"
                                        + "index/some'}")
                                .replace('\'', '"'));
        assertThat(table.at("Table", "LocalSecondaryIndexes", 2, "ItemCount")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'a':{'N':'1'}|One or more parameter values were invalid: Type mismatch for Index"
                        + " Key a Expected: S Actual: N IndexName: all",
                "'a':{'S':''}|One or more parameter values are not valid. A value specified for a"
                        + " secondary index key is not supported. The AttributeValue for a key"
                        + " attribute cannot contain an empty string value. IndexName: all,"
                        + " IndexKey: a",
                "'b':{'NULL':true}|One or more parameter values were invalid: Type mismatch for"
                        + " Index Key b Expected: N Actual: NULL IndexName: keys",
            })
    void aPutWithAWrongIndexKeyIsRefused(String attribute, String message) {
        String item = "{'p':{'S':'x'},'s':{'N':'1'}," + attribute + "}";
        assertThat(service.refused("PutItem", "{'TableName':'Things','Item':" + item + "}"))
                .isEqualTo("ValidationException: " + message);
        assertThat(
                        service.refused(
                                "BatchWriteItem",
                                "{'RequestItems':{'Things':[{'PutRequest':{'Item':"
                                        + item
                                        + "}}]}}"))
                .isEqualTo("ValidationException: " + message);
        assertThat(service.ok("Scan", "{'TableName':'Things'}").at("Count")).isEqualTo("0");
    }

    @Test
    void anIndexKeyMayBe1024Bytes() {
        service.put("x", 1, ",'a':{'S':'" + "k".repeat(1024) + "'}");
        assertThat(
                        service.refused(
                                "PutItem",
                                "{'TableName':'Things','Item':{'p':{'S':'x'},'s':{'N':'1'},'a':{'S':'"
                                        + "k".repeat(1025)
                                        + "'}}}"))
                .isEqualTo(
                        P
                                + "Aggregated size of all range keys has exceeded the size limit of"
                                + " 1024 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SET a = :v|{'N':'1'}|The update expression attempted to update the secondary index"
                        + " key to unsupported type",
                "SET a = if_not_exists(zz, :v)|{'BOOL':true}|The update expression attempted to"
                        + " update the secondary index key to unsupported type",
                "ADD a :v|{'N':'1'}|One or more parameter values were invalid: Type mismatch for"
                        + " Index Key a Expected: S Actual: N IndexName: all",
                "SET a = :v|{'S':''}|One or more parameter values are not valid. The update"
                        + " expression attempted to update a secondary index key to a value that is"
                        + " not supported. The AttributeValue for a key attribute cannot contain an"
                        + " empty string value.",
                "SET v = a.x, w = :v|{'S':'w'}|Key attributes must be scalars; list random access"
                        + " '[]' and map lookup '.' are not allowed: IndexKey: a",
            })
    void anUpdateToAWrongIndexKeyIsRefused(String update, String value, String message) {
        assertThat(
                        service.refused(
                                "UpdateItem",
                                ("{'TableName':'Things','Key':{'p':{'S':'x'},'s':{'N':'1'}},"
                                                + "'UpdateExpression':'%s',"
                                                + "'ExpressionAttributeValues':{':v':%s}}")
                                        .formatted(update, value)))
                .isEqualTo("ValidationException: " + message);
    }

    @Test
    void anIndexThatIsNotThereIsRefused() {
        assertThat(service.refused("Scan", "{'TableName':'Things','IndexName':'other'}"))
                .isEqualTo(
                        "ValidationException: The table does not have the specified index: other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "|{'p':{'S':'x'},'s':{'N':'1'}}|The provided starting key is invalid",
                "|{'p':{'S':'x'},'s':{'N':'1'},'b':{'S':'1'}}|The provided key element does not"
                        + " match the schema",
                "|{'p':{'S':'x'},'s':{'S':'1'},'b':{'N':'1'}}|The provided starting key is invalid:"
                        + " The provided key element does not match the schema",
                "|{'p':{'S':'y'},'s':{'N':'1'},'b':{'N':'1'}}|The provided starting key is outside"
                        + " query boundaries based on provided conditions",
                "AND b > :b|{'p':{'S':'x'},'s':{'N':'1'},'b':{'N':'1'}}|The provided starting key"
                        + " does not match the range key predicate",
            })
    void aQueryStartsWithinItself(String condition, String start, String message) {
        boolean plain = condition == null;
        String values = "':p':{'S':'x'}" + (plain ? "" : ",':b':{'N':'2'}");
        assertThat(
                        service.refused(
                                "Query",
                                ("{'TableName':'Things','IndexName':'keys','KeyConditionExpression':'p"
                                     + " = :p %s','ExpressionAttributeValues':{%s},"
                                     + "'ExclusiveStartKey':%s}")
                                        .formatted(plain ? "" : condition, values, start)))
                .isEqualTo("ValidationException: " + message);
    }

    @Test
    void aFilterMayNotNameTheIndexsKeysButTheTables() {
        String query =
                "{'TableName':'Things','IndexName':'keys','KeyConditionExpression':'p = :p',"
                        + "'FilterExpression':'%s = :s',"
                        + "'ExpressionAttributeValues':{':p':{'S':'x'},':s':{'N':'1'}}}";
        assertThat(service.refused("Query", query.formatted("b")))
                .isEqualTo(
                        "ValidationException: Filter Expression can only contain non-primary key"
                                + " attributes: Primary key attribute: b");
        service.put("x", 1, ",'b':{'N':'4'}");
        service.put("x", 2, ",'b':{'N':'5'}");
        assertThat(service.ok("Query", query.formatted("s")).at("Count")).isEqualTo("1");
    }

    @Test
    void aWriteTellsHowLargeItsCollectionIs() {
        String metrics =
                "{'ItemCollectionKey':{'p':{'S':'x'}},'SizeEstimateRangeGB':[0.0,1.0]}"
                        .replace('\'', '"');
        String put = "{'TableName':'Things','Item':{'p':{'S':'x'},'s':{'N':'1'}}%s}";
        assertThat(service.ok("PutItem", put.formatted("")).at("ItemCollectionMetrics")).isEmpty();
        String asked = ",'ReturnItemCollectionMetrics':'SIZE'";
        assertThat(service.ok("PutItem", put.formatted(asked)).at("ItemCollectionMetrics"))
                .isEqualTo(metrics);
        String batch =
                "{'ReturnItemCollectionMetrics':'SIZE','RequestItems':{'Things':["
                        + "{'PutRequest':{'Item':{'p':{'S':'x'},'s':{'N':'1'}}}},"
                        + "{'PutRequest':{'Item':{'p':{'S':'x'},'s':{'N':'2'}}}}]}}";
        assertThat(service.ok("BatchWriteItem", batch).at("ItemCollectionMetrics"))
                .isEqualTo("{\"Things\":[" + metrics + "]}");
        Service plain = Service.withTable();
        assertThat(plain.ok("PutItem", put.formatted(asked)).at("ItemCollectionMetrics")).isEmpty();
    }
}
