package cairn.operations.tags;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.Service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Tags are kept with their table, and checked as DynamoDB checks them.
final class TagsTest {
    private static final String ARN = "arn:aws:dynamodb:eu-north-1:000000000000:table/Things";

    private final Service service = Service.withTable();

    private Service.Answer tag(String tags) {
        return service.ok("TagResource", "{'ResourceArn':'" + ARN + "','Tags':[" + tags + "]}");
    }

    private String refused(String tags) {
        return service.refused(
                "TagResource", "{'ResourceArn':'" + ARN + "','Tags':[" + tags + "]}");
    }

    private String tags() {
        return service.ok("ListTagsOfResource", "{'ResourceArn':'" + ARN + "'}").at("Tags");
    }

    private static String many(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj("{'Key':'k%d','Value':''}"::formatted)
                .collect(Collectors.joining(","));
    }

    @Test
    void tagsComeChangeAndGo() {
        assertThat(tags()).isEqualTo("[]");
        tag("{'Key':'b','Value':'1'},{'Key':'ä ö','Value':'+-=._:/@'}");
        tag("{'Key':'b','Value':''}");
        assertThat(tags())
                .isEqualTo(
                        "[{\"Key\":\"b\",\"Value\":\"\"},"
                                + "{\"Key\":\"ä ö\",\"Value\":\"+-=._:/@\"}]");
        service.ok("UntagResource", "{'ResourceArn':'" + ARN + "','TagKeys':['b','not there']}");
        assertThat(tags()).isEqualTo("[{\"Key\":\"ä ö\",\"Value\":\"+-=._:/@\"}]");
    }

    @Test
    void aTableIsMadeWithTags() {
        String create =
                "{'TableName':'%s','BillingMode':'PAY_PER_REQUEST','KeySchema':"
                        + "[{'AttributeName':'id','KeyType':'HASH'}],'AttributeDefinitions':"
                        + "[{'AttributeName':'id','AttributeType':'S'}],'Tags':[%s]}";
        assertThat(
                        service.ok(
                                        "CreateTable",
                                        create.formatted("New", "{'Key':'a','Value':'b'}"))
                                .body()
                                .text())
                .doesNotContain("Tags");
        String arn = ARN.replace("Things", "New");
        assertThat(service.ok("ListTagsOfResource", "{'ResourceArn':'" + arn + "'}").at("Tags"))
                .isEqualTo("[{\"Key\":\"a\",\"Value\":\"b\"}]");
        assertThat(service.refused("CreateTable", create.formatted("Bad", "{'Key':'#'}")))
                .isEqualTo("ValidationException: The Tag Key provided is invalid, Key: #");
        assertThat(service.ok("ListTables", "{}").at("TableNames")).doesNotContain("Bad");
    }

    @Test
    void aTableHasFiftyTagsAtMost() {
        tag(many(0, 30));
        tag(many(10, 40));
        String all = tags();
        assertThat(refused(many(50, 1)))
                .isEqualTo(
                        "ValidationException: Number of Tags exceed the current limit for the"
                                + " provided ResourceArn");
        assertThat(refused(many(0, 51))).contains("Number of Tags exceed");
        assertThat(tags()).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "|Atleast one Tag needs to be provided as Input.",
                "{'Key':'#','Value':'a'}|The Tag Key provided is invalid, Key: #",
                "{'Value':'a'}|The Tag Key provided is invalid, Key: null",
                "{'Key':'a'}|The Tag Value provided is invalid, Value: null",
                "{'Key':'a','Value':'50%'}|The Tag Value provided is invalid, Value: 50%",
                "{'Key':'AWS:a','Value':''}|Tag Key cannot be prefixed with aws:, Key: AWS:a",
                "{'Key':'a','Value':'1'},{'Key':'a','Value':'2'}|Duplicate Tag Keys provided as"
                        + " input: Duplicate Tag Key found a",
            })
    void whatCannotBeATagIsRefused(String tags, String message) {
        assertThat(refused(tags == null ? "" : tags)).isEqualTo("ValidationException: " + message);
        assertThat(tags()).isEqualTo("[]");
    }

    @Test
    void whatIsNoTableHasNoTags() {
        for (String arn : new String[] {ARN + "x", ARN + "/index/i", ARN + "/stream/2026"}) {
            assertThat(
                            service.refused(
                                    "TagResource",
                                    "{'ResourceArn':'"
                                            + arn
                                            + "','Tags':[{'Key':'a','Value':'b'}]}"))
                    .isEqualTo(
                            "ResourceNotFoundException: Requested resource not found: ResourceArn: "
                                    + arn
                                    + " not found");
        }
        assertThat(service.refused("UntagResource", "{'ResourceArn':'" + ARN + "','TagKeys':[]}"))
                .isEqualTo(
                        "ValidationException: Atleast one Tag Key needs to be provided as Input.");
    }
}
