package cairn.tidy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The references in comments of sources, scripts and pages. Each method returns one line for each
/// broken reference.
final class TextReferences {
    /// Documents and sections outside of the repository.
    private static final Pattern OUTSIDE =
            Pattern.compile(
                    "(?i)\\b(design|data-plane|control-plane|messages)(\\.md)? ?§"
                            + "|\\bbehaviours [A-C]\\d"
                            + "|\\b(design|review|style|toolchain|behaviours|messages|data-plane"
                            + "|control-plane)\\.md\\b"
                            + "|§ ?\\d");

    private static final Pattern PAGE = Pattern.compile("\\bdocs/[\\w./-]+\\.md(#[\\w-]+)?");
    private static final Pattern DECISION = Pattern.compile("(?i)\\bdecisions? (\\d{1,4})\\b");

    /// The break between two lines of a comment.
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*(///?|#|\\*)?\\s*");

    private final Repository repository;

    TextReferences(Repository repository) {
        this.repository = repository;
    }

    /// Excludes the test of this class, which contains broken references.
    private List<Path> files() {
        return repository.files().stream()
                .filter(file -> !file.endsWith("BrokenReferencesTest.java"))
                .toList();
    }

    private List<MatchResult> found(Pattern pattern, Path file) {
        String joined = LINE_BREAK.matcher(Repository.text(file)).replaceAll(" ");
        return pattern.matcher(joined).results().toList();
    }

    /// References to documents that are not in the repository.
    List<String> leadingOutside() {
        List<String> wrong = new ArrayList<>();
        for (Path file : files()) {
            for (MatchResult found : found(OUTSIDE, file)) {
                wrong.add(repository.name(file) + " refers to " + found.group());
            }
        }
        return wrong;
    }

    /// Pages, headings and decisions that are named outside of links and do not exist.
    List<String> missingPages() {
        Set<String> decisions =
                repository.files(".md").stream()
                        .filter(file -> repository.name(file).startsWith("docs/decisions/"))
                        .map(file -> file.getFileName().toString().split("-", 2)[0])
                        .collect(Collectors.toSet());
        List<String> wrong = new ArrayList<>();
        for (Path file : files()) {
            for (MatchResult found : found(PAGE, file)) {
                if (!isThere(found.group())) {
                    wrong.add(repository.name(file) + " refers to " + found.group());
                }
            }
            for (MatchResult found : found(DECISION, file)) {
                if (!decisions.contains("%04d".formatted(Integer.parseInt(found.group(1))))) {
                    wrong.add(repository.name(file) + " refers to " + found.group());
                }
            }
        }
        return wrong;
    }

    private boolean isThere(String reference) {
        String[] parts = reference.split("#", 2);
        Path page = repository.root().resolve(parts[0]);
        if (!Files.exists(page)) {
            return parts[0].contains("NNNN");
        }
        return parts.length == 1 || DocPage.of(Repository.text(page)).anchors().contains(parts[1]);
    }
}
