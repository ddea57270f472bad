package cairn.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Every source has the format of google-java-format in AOSP style. `.ci/format` uses this test to
/// write sources instead of only comparing them.
final class FormatTest {
    private static final boolean WRITE = Boolean.getBoolean("cairn.format.write");

    @Test
    void everySourceIsFormatted() throws FormatterException, IOException {
        Formatter formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .build());
        List<String> different = new ArrayList<>();
        for (Path file : Repository.HERE.files(".java")) {
            String text = Repository.text(file);
            String formatted = formatter.formatSourceAndFixImports(text);
            if (!formatted.equals(text)) {
                different.add(Repository.HERE.name(file));
                if (WRITE) {
                    Files.writeString(file, formatted);
                }
            }
        }
        if (WRITE) {
            System.out.println("formatted: " + different);
        } else {
            assertThat(different).as("not formatted; run .ci/format").isEmpty();
        }
    }
}
