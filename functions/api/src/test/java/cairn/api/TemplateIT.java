package cairn.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// AWS accepts the template, as far as its own tools can check. The tools are installed into a
/// virtual environment of the build, and send no telemetry.
final class TemplateIT {
    private static final Path ROOT = Path.of(System.getProperty("cairn.root"));
    private static final Path TOOLS = ROOT.resolve("functions/api/target/sam");
    private static final Pattern CODE = Pattern.compile(" +CodeUri: (.*)");
    private static final int INSTALL_SECONDS = 300;
    private static final int RUN_SECONDS = 120;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Path list = ROOT.resolve("functions/api/src/test/python/requirements.txt");
        Path installed = TOOLS.resolve("installed");
        if (Files.exists(installed) && Files.mismatch(list, installed) < 0) {
            return;
        }
        String environment = TOOLS.toString();
        run(INSTALL_SECONDS, "python3", "-m", "venv", "--clear", environment);
        String pip = TOOLS.resolve("bin/pip").toString();
        run(INSTALL_SECONDS, pip, "install", "-q", "-r", list.toString());
        Files.copy(list, installed);
    }

    @Test
    void cfnLintFindsNothing() throws IOException, InterruptedException {
        String lint = TOOLS.resolve("bin/cfn-lint").toString();
        assertThat(run(RUN_SECONDS, lint, "--regions", "us-east-1", "--", "template.yaml"))
                .isEmpty();
    }

    @Test
    void samTakesTheTemplateAndThePackages() throws IOException, InterruptedException {
        String sam = TOOLS.resolve("bin/sam").toString();
        run(RUN_SECONDS, sam, "validate", "--lint", "--region", "us-east-1");
        Path built = TOOLS.resolve("built");
        run(RUN_SECONDS, sam, "build", "--build-dir", built.toString());
        List<Path> packages =
                Files.readAllLines(built.resolve("template.yaml")).stream()
                        .map(CODE::matcher)
                        .filter(Matcher::matches)
                        .map(code -> built.resolve(code.group(1)).normalize())
                        .toList();
        assertThat(packages)
                .containsExactly(
                        ROOT.resolve("functions/api/target/cairn-api.zip"),
                        ROOT.resolve("functions/background/target/cairn-background.zip"));
        assertThat(packages.getFirst()).exists();
    }

    private static String run(int seconds, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("sam", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile());
        builder.environment().putAll(Map.of("SAM_CLI_TELEMETRY", "0", "AWS_REGION", "us-east-1"));
        Process process = builder.start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(out);
        Files.delete(out);
        assertThat(ended).as("%s ended: %s", List.of(command), text).isTrue();
        assertThat(process.exitValue()).as("%s: %s", List.of(command), text).isZero();
        return text;
    }
}
