package cairn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beust.jcommander.ParameterException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The places where a key file may be.
final class StoreOptionsTest {
    @TempDir Path scratch;

    private StoreOptions place(Path data, Path keyFile) {
        StoreOptions place = new StoreOptions();
        place.data = data;
        place.keyFile = keyFile;
        return place;
    }

    private void refused(Path data, Path keyFile) {
        assertThatThrownBy(() -> place(data, keyFile).home())
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must not be in the folder of the data");
    }

    @Test
    void notInTheFolderOfTheData() {
        Path data = scratch.resolve("data");
        refused(data, data.resolve("key"));
        refused(data, data.resolve("a").resolve("b"));
        refused(data, scratch.resolve("other/../data/key"));
        assertThat(place(data, scratch.resolve("key")).home())
                .isInstanceOf(StoreLocation.Folder.class);
        assertThat(place(data, scratch.resolve("database")).home()).isNotNull();
    }

    @Test
    void noLinkLeadsThere() throws IOException {
        Path data = Files.createDirectory(scratch.resolve("data"));
        Path link = Files.createSymbolicLink(scratch.resolve("link"), data);
        refused(data, link.resolve("key"));
        refused(link, data.resolve("key"));
        refused(data, Files.createSymbolicLink(scratch.resolve("dangling"), data.resolve("key")));
        Files.createFile(data.resolve("there"));
        refused(data, Files.createSymbolicLink(scratch.resolve("file"), data.resolve("there")));
        refused(data, Files.createSymbolicLink(scratch.resolve("second"), Path.of("dangling")));
    }

    @Test
    void aLinkThatLeadsNowhereIsRefused() throws IOException {
        Path loop = scratch.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> place(scratch.resolve("data"), loop).home())
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("leads nowhere");
    }
}
