package cairn.operations.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;
import java.util.Random;

class Base64TextTest {
    @Test
    void whateverIsEncodedIsTaken() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            String text = Base64.getEncoder().encodeToString(bytes);
            assertThatCode(() -> Base64Text.check(new Json.Text(text)))
                    .as(text)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AA", "AAA", "AAAAA", "A===", "====", "AA=A", "AA*A", "AA A"})
    void whatIsNoBase64IsRefused(String text) {
        assertThatThrownBy(() -> Base64Text.check(new Json.Text(text))).isInstanceOf(Failure.class);
    }
}
