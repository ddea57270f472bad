package cairn.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.storage.background.JobName;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

final class TaskTest {
    private static final String PARTITION = "01k0000000aaaaaaaaaaaaaaaa/01k0000000bbbbbbbbbbbbbbbb";

    private static Task of(String event) {
        return Task.of(event.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aWriterNamesAPartition() {
        assertThat(of("{'compact':'" + PARTITION + "'}"))
                .isEqualTo(new Task.Run(new JobName("compact", PARTITION)));
    }

    @Test
    void theScheduleSweeps() {
        assertThat(of("{'sweep':true}")).isEqualTo(new Task.Sweep());
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> of("{}")).hasMessage("the event asks for nothing that is known");
        assertThatThrownBy(() -> of("[")).hasMessage("the event is not JSON");
        assertThatThrownBy(() -> of("{'compact':7}"))
                .hasMessage("the event asks for nothing that is known");
    }
}
