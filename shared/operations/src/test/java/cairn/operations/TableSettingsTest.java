package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.operations.settings.TableSettings;

import org.junit.jupiter.api.Test;

/// A descriptor decodes to what was encoded, including what a later Cairn wrote into it.
final class TableSettingsTest {
    private static final String LATER =
            "{\"id\":\"1\",\"createdMicros\":7,\"paidByRequest\":true,\"readUnits\":0,"
                    + "\"writeUnits\":0,\"deletionProtection\":false,"
                    + "\"keys\":[{\"name\":\"p\",\"type\":\"S\"}],"
                    + "\"indexes\":[{\"name\":\"by-day\",\"keys\":[1.50,null]}],\"orbit\":\"é\"}";

    @Test
    void itComesBack() {
        TableSettings read = TableSettings.decode(LATER);
        assertThat(TableSettings.decode(read.encode())).isEqualTo(read);
        assertThat(read.keys().partition().name()).isEqualTo("p");
    }

    @Test
    void aChangeKeepsWhatIsNotKnown() {
        String changed =
                TableSettings.decode(LATER).with(draft -> draft.deletionProtection = true).encode();
        assertThat(changed)
                .contains("\"indexes\":[{\"name\":\"by-day\",\"keys\":[1.50,null]}]")
                .contains("\"orbit\":\"é\"")
                .contains("\"deletionProtection\":true");
    }
}
