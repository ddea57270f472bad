package cairn.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.tools.ToolProvider;

/// Makes every mistake of the list, one at a time, and shows which tests fail. Run it manually with
/// `.ci/mutate`, or with `.ci/mutate WORD` for mistakes whose file or text contains the word.
class MutationsTest {
    /// A mutant that runs longer than this hangs, which counts as noticed.
    private static final int SECONDS_MAX = Integer.getInteger("mutations.seconds", 120);

    private static final Path ROOT = Path.of(System.getProperty("cairn.root", "../.."));

    private enum Fate {
        KILLED,
        HANGS,
        SURVIVED,
        NOT_APPLIED,
        NOT_COMPILED
    }

    private static final Path LIST =
            ROOT.resolve("shared/simulation/src/test/resources/mutations.txt");

    @TempDir private Path scratch;

    @Test
    @EnabledIfSystemProperty(named = "mutations", matches = ".+")
    void everyMistakeIsNoticed() throws IOException, InterruptedException {
        String word = System.getProperty("mutations", "");
        List<String> unnoticed = new ArrayList<>();
        List<Mutation> all =
                Mutation.read(LIST).stream()
                        .filter(mutation -> word.equals("all") || matches(mutation, word))
                        .toList();
        List<String> tests = all.stream().flatMap(m -> m.tests().stream()).distinct().toList();
        assertThat(run(Files.createDirectory(scratch.resolve("none")), tests))
                .as("the tests without a mistake")
                .isEqualTo(Fate.SURVIVED);
        for (int i = 0; i < all.size(); i++) {
            Fate fate = fate(all.get(i), Files.createDirectory(scratch.resolve("m" + i)));
            System.out.printf("mutation: %-12s %s%n", fate, all.get(i));
            if (fate != Fate.KILLED && fate != Fate.HANGS) {
                unnoticed.add(fate + " " + all.get(i));
            }
        }
        System.out.printf("mutation: %d of %d not noticed%n", unnoticed.size(), all.size());
        assertThat(unnoticed).isEmpty();
    }

    /// An outdated list proves less than it appears to.
    @Test
    void everyMistakeCanStillBeMade() {
        assertThat(Mutation.read(LIST))
                .allSatisfy(
                        mutation ->
                                assertThat(mutation.applied(ROOT)).as("%s", mutation).isPresent());
    }

    private static boolean matches(Mutation mutation, String word) {
        return mutation.file().contains(word) || mutation.from().contains(word);
    }

    private Fate fate(Mutation mutation, Path classes) throws IOException, InterruptedException {
        Optional<String> source = mutation.applied(ROOT);
        if (source.isEmpty()) {
            return Fate.NOT_APPLIED;
        }
        Path file = scratch.resolve(Path.of(mutation.file()).getFileName());
        Files.writeString(file, source.get());
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-nowarn",
                                "-parameters",
                                "-cp",
                                classPath(),
                                "-d",
                                classes.toString(),
                                file.toString());
        return status == 0 ? run(classes, mutation.tests()) : Fate.NOT_COMPILED;
    }

    private Fate run(Path classes, List<String> tests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Djdk.trackAllThreads=false",
                        "-Dsimulation.count=" + Integer.getInteger("mutations.histories", 400),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes + File.pathSeparator + classPath(),
                        Mutant.class.getName()));
        command.addAll(tests);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(classes.resolve("log").toFile())
                        .directory(ROOT.resolve("shared/simulation").toFile())
                        .start();
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return Fate.HANGS;
        }
        return switch (process.exitValue()) {
            case 0 -> Fate.SURVIVED;
            case Mutant.KILLED -> Fate.KILLED;
            default -> throw new IllegalStateException(Files.readString(classes.resolve("log")));
        };
    }

    /// The class path of this test: the build's classes and all their dependencies.
    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
