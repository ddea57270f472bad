package cairn.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The written files of a checkout, without the output of builds and runs. Immutable; it reads the
/// list of files once, in the constructor.
final class Repository {
    private static final Set<String> NOT_WRITTEN =
            Set.of(".git", ".cache", ".idea", ".vscode", ".aws-sam", "__pycache__", "data");

    /// The checkout of the current build.
    static final Repository HERE = new Repository(Path.of(System.getProperty("cairn.root")));

    private final Path root;
    private final List<Path> files;

    Repository(Path root) {
        this.root = root;
        this.files = walk(root);
    }

    private static List<Path> walk(Path root) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            return isWritten(folder)
                                    ? FileVisitResult.CONTINUE
                                    : FileVisitResult.SKIP_SUBTREE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            String name = file.getFileName().toString();
                            boolean written = !NOT_WRITTEN.contains(name) && !name.endsWith(".aot");
                            if (attributes.isRegularFile() && written) {
                                files.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    /// A package may be named `target`, but only Maven's output folder is beside a POM.
    private static boolean isWritten(Path folder) {
        String name = folder.getFileName().toString();
        boolean made = name.equals("target") && Files.exists(folder.resolveSibling("pom.xml"));
        return !made && !NOT_WRITTEN.contains(name);
    }

    Path root() {
        return root;
    }

    /// All files, sorted.
    List<Path> files() {
        return files;
    }

    /// The files whose names have this ending, sorted.
    List<Path> files(String end) {
        return files.stream().filter(file -> file.toString().endsWith(end)).toList();
    }

    /// The names of the folders in the root.
    Set<String> folders() {
        return Set.copyOf(
                files.stream()
                        .map(root::relativize)
                        .filter(file -> file.getNameCount() > 1)
                        .map(file -> file.getName(0).toString())
                        .distinct()
                        .toList());
    }

    String name(Path file) {
        return root.relativize(file).toString();
    }

    /// A file as text; bytes that are not UTF-8 become replacement characters.
    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
