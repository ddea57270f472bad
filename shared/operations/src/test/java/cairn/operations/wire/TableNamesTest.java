package cairn.operations.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TableNamesTest {
    private static final String ARN = TableNames.arn("eu-north-1", "000000000000", "Things");

    @Test
    void anArnNamesItsTableAndANameItself() {
        assertThat(ARN).isEqualTo("arn:aws:dynamodb:eu-north-1:000000000000:table/Things");
        assertThat(TableNames.of(ARN)).isEqualTo("Things");
        assertThat(TableNames.of("Things")).isEqualTo("Things");
        assertThat(TableNames.of("arn:table")).isEqualTo("arn:table");
    }

    @Test
    void aTableByNameAndByArnIsTheSameTable() {
        assertThatCode(() -> TableNames.checkDistinct(List.of(ARN, "Other")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TableNames.checkDistinct(List.of(ARN, "Things")))
                .isInstanceOf(Failure.class);
    }

    @Test
    void anArnIsReadInItsParts() {
        TableArn arn = TableArn.parse(ARN + "/index/ByColour");
        assertThat(arn.region()).isEqualTo("eu-north-1");
        assertThat(arn.account()).isEqualTo("000000000000");
        assertThat(arn.resource()).isEqualTo("Things/index/ByColour");
        arn.mustBeOf("eu-north-1", "000000000000");
        assertThatThrownBy(() -> arn.mustBeOf("us-east-1", "000000000000"))
                .isInstanceOf(Failure.class);
        assertThatThrownBy(() -> arn.mustBeOf("eu-north-1", "000000000001"))
                .isInstanceOf(Failure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Things",
                "arn:aws:s3:::bucket",
                "arn:aws:dynamodb:eu-north-1:000000000000",
                "arn:aws:dynamodb:eu-north-1:000000000000:stream/Things",
                "arn:aws:dynamodb:eu-north-1:000000000000:table/Things/backup/1"
            })
    void whatIsNoTablesArnIsRefused(String text) {
        assertThatThrownBy(() -> TableArn.parse(text)).isInstanceOf(Failure.class);
    }
}
