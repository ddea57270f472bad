package cairn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.port.DataKeyUnavailable;
import cairn.storage.port.DataKeys;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/// Data keys under LocalStack's KMS.
final class KmsDataKeysTest {
    @Test
    void aDataKeyOpensAgainForTheSameUseOnly() {
        LocalStack localStack = LocalStack.started();
        String id = localStack.freshKmsKey();
        try (KmsDataKeys keys = LocalStack.dataKeys(id);
                KmsDataKeys elsewhere = LocalStack.dataKeys(localStack.freshKmsKey())) {
            DataKeys.DataKey key = keys.fresh("for/a");
            assertThat(keys.open(key.wrapped(), "for/a")).isEqualTo(key.plain());
            assertThat(keys.fresh("for/a").plain()).isNotEqualTo(key.plain());
            assertThatThrownBy(() -> keys.open(key.wrapped(), "for/b"))
                    .isInstanceOf(DataKeyUnavailable.class);
            byte[] changed = Arrays.copyOf(key.wrapped(), key.wrapped().length);
            changed[changed.length - 1] ^= 1;
            assertThatThrownBy(() -> keys.open(changed, "for/a"))
                    .isInstanceOf(DataKeyUnavailable.class);
            assertThatThrownBy(() -> elsewhere.open(key.wrapped(), "for/a"))
                    .isInstanceOf(DataKeyUnavailable.class);
        }
    }

    @Test
    void aKeyThatIsNotThereMakesNone() {
        LocalStack.started();
        try (KmsDataKeys keys = LocalStack.dataKeys("no-such-key")) {
            assertThatThrownBy(() -> keys.fresh("for/a"))
                    .isInstanceOf(DataKeyUnavailable.class)
                    .hasMessageStartingWith("KMS makes no data key: ");
        }
    }
}
