package cairn.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.item.Dialect;
import cairn.storage.s3.S3Address;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class SettingsTest {
    private static final Map<String, String> LEAST =
            Map.of(
                    "CAIRN_BUCKET",
                    "things",
                    "CAIRN_KMS_KEY",
                    "alias/keys",
                    "AWS_REGION",
                    "eu-north-1",
                    "AWS_ENDPOINT_URL",
                    "");

    private static Map<String, String> and(String name, String value) {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.put(name, value);
        return variables;
    }

    @Test
    void theRestHasDefaults() {
        assertThat(RequestSettings.of(LEAST))
                .isEqualTo(
                        new RequestSettings(
                                new S3Address("things", "eu-north-1", Optional.empty()),
                                "000000000000",
                                16,
                                Dialect.ESTABLISHED,
                                false,
                                new RequestSettings.KmsKey("alias/keys", Optional.empty()),
                                Optional.empty()));
    }

    @Test
    void anEndpointIsFoundWhereTheSdkLooksForIt() {
        assertThat(
                        RequestSettings.of(and("AWS_ENDPOINT_URL", "http://127.0.0.1:1"))
                                .store()
                                .endpoint())
                .contains(URI.create("http://127.0.0.1:1"));
        assertThat(
                        RequestSettings.of(and("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2"))
                                .store()
                                .endpoint())
                .contains(URI.create("http://127.0.0.1:2"));
    }

    @Test
    void compactorAndKmsMayHaveEndpointsOfTheirOwn() {
        Map<String, String> variables = and("CAIRN_COMPACTOR", "compacts");
        assertThat(RequestSettings.of(variables).compactor())
                .contains(new RequestSettings.Compactor("compacts", Optional.empty()));
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        variables.put("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:3");
        variables.put("AWS_ENDPOINT_URL_KMS", "http://127.0.0.1:4");
        RequestSettings settings = RequestSettings.of(variables);
        assertThat(settings.compactor().orElseThrow().endpoint())
                .contains(URI.create("http://127.0.0.1:3"));
        assertThat(settings.secrets().endpoint()).contains(URI.create("http://127.0.0.1:4"));
        assertThat(settings.store().endpoint()).contains(URI.create("http://127.0.0.1:1"));
    }

    @Test
    void theDialectIsChosenByName() {
        assertThat(RequestSettings.of(and("CAIRN_DIALECT", "newest")).dialect())
                .isEqualTo(Dialect.NEWEST);
        assertThat(RequestSettings.of(and("CAIRN_DIALECT", "")).dialect())
                .isEqualTo(Dialect.ESTABLISHED);
        assertThatThrownBy(() -> RequestSettings.of(and("CAIRN_DIALECT", "old")))
                .hasMessage("CAIRN_DIALECT is old, but must be established or newest");
    }

    @Test
    void strongReadsOfIndexesAreChosen() {
        String name = "CAIRN_STRONG_INDEX_READS";
        assertThat(RequestSettings.of(and(name, "true")).strongIndexReads()).isTrue();
        assertThat(RequestSettings.of(and(name, "false")).strongIndexReads()).isFalse();
        assertThat(RequestSettings.of(and(name, "")).strongIndexReads()).isFalse();
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        assertThatThrownBy(() -> RequestSettings.of(and("CAIRN_BUCKET", "")))
                .hasMessage("CAIRN_BUCKET is not set");
        assertThatThrownBy(() -> RequestSettings.of(and("CAIRN_KMS_KEY", "")))
                .hasMessage("CAIRN_KMS_KEY is not set");
        assertThatThrownBy(() -> RequestSettings.of(and("CAIRN_PARTITIONS", "0")))
                .hasMessage("CAIRN_PARTITIONS is 0, but must be from 1 to 1024");
    }
}
