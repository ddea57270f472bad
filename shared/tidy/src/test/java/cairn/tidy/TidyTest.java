package cairn.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Limits on sizes and forms of sources.
final class TidyTest {
    private static final int FILE_LINES_MAX = 500;
    private static final int METHOD_LINES_MAX = 60;
    private static final int PARAMETERS_MAX = 5;
    private static final int PACKAGE_TYPES_MAX = 25;

    /// Constructors of immutable values whose number of parts DynamoDB or the design determines.
    private static final int CONSTRUCTOR_PARAMETERS_MAX = 8;

    private final List<Path> sources = Repository.HERE.files(".java");

    @Test
    void noFileIsLong() {
        assertThat(sources)
                .filteredOn(file -> Repository.text(file).lines().count() > FILE_LINES_MAX)
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        assertThat(
                        sources.stream()
                                .filter(file -> file.toString().contains("/src/main/"))
                                .map(Path::getParent)
                                .distinct())
                .allSatisfy(
                        folder -> {
                            Path info = folder.resolve("package-info.java");
                            assertThat(info).exists();
                            assertThat(Repository.text(info))
                                    .startsWith("/// ")
                                    .contains("@NullMarked");
                        });
    }

    @Test
    void noPackageIsCrowded() {
        Map<Path, Long> types =
                sources.stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(types)
                .allSatisfy(
                        (folder, count) ->
                                assertThat(count)
                                        .as(Repository.HERE.name(folder))
                                        .isLessThanOrEqualTo(PACKAGE_TYPES_MAX));
    }

    /// Two types of one name are ambiguous in stack traces and searches. Each process has a `Main`.
    @Test
    void noTwoTypesHaveOneName() {
        Map<String, List<Path>> byName =
                sources.stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .filter(file -> !file.endsWith("Main.java"))
                        .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
        byName.values().removeIf(files -> files.size() == 1);
        assertThat(byName).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        String later = "TO" + "DO";
        String broken = "FIX" + "ME";
        assertThat(sources)
                .filteredOn(
                        file ->
                                Repository.text(file).contains(later)
                                        || Repository.text(file).contains(broken))
                .isEmpty();
    }

    @Test
    void everyRepositoryFileSpeaksOfCairnAlone() {
        String home = "/ro" + "ot/";
        String work = "/wo" + "rk/";
        assertThat(Repository.HERE.files())
                .filteredOn(
                        file ->
                                Repository.text(file).contains(home)
                                        || Repository.text(file).contains(work))
                .isEmpty();
    }

    @Test
    void noMethodIsLongOrWide() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of(),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Methods(unit, positions, found).scan(unit, null);
            }
        }
        assertThat(found).isEmpty();
    }

    /// Records methods that are too long or have too many parameters.
    private static final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        Methods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            boolean constructor = method.getReturnType() == null;
            int most = constructor ? CONSTRUCTOR_PARAMETERS_MAX : PARAMETERS_MAX;
            String place = unit.getSourceFile().getName() + ":" + first + " " + method.getName();
            if (last - first + 1 > METHOD_LINES_MAX) {
                found.add(place + " has " + (last - first + 1) + " lines");
            }
            if (method.getParameters().size() > most) {
                found.add(place + " has " + method.getParameters().size() + " parameters");
            }
            return super.visitMethod(method, null);
        }
    }
}
