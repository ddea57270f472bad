package cairn.tidy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What sources, scripts and pages refer to in their comments. Each method returns one line for
/// each reference that is wrong.
final class TextReferences {
    /// Documents and sections that are no part of the repository.
    private static final Pattern OUTSIDE =
            Pattern.compile(
                    "(?i)\\b(design|data-plane|control-plane|messages)(\\.md)? ?§"
                            + "|\\bbehaviours [A-C]\\d"
                            + "|\\b(design|review|style|toolchain|behaviours|messages|data-plane"
                            + "|control-plane)\\.md\\b"
                            + "|§ ?\\d");

    private static final Pattern PAGE = Pattern.compile("\\bdocs/[\\w./-]+\\.md(#[\\w-]+)?");
    private static final Pattern DECISION = Pattern.compile("(?i)\\bdecisions? (\\d{1,4})\\b");

    /// Where a line of a comment ends and the next begins.
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*(///?|#|\\*)?\\s*");

    private final Repository repository;

    TextReferences(Repository repository) {
        this.repository = repository;
    }

    /// Its test makes references that are wrong.
    private List<Path> files() {
        return repository.files().stream()
                .filter(file -> !file.endsWith("BrokenReferencesTest.java"))
                .toList();
    }

    private List<MatchResult> found(Pattern pattern, Path file) {
        String joined = LINE_BREAK.matcher(Repository.text(file)).replaceAll(" ");
        return pattern.matcher(joined).results().toList();
    }

    /// References to documents that a reader of the repository does not have.
    List<String> leadingOutside() {
        List<String> wrong = new ArrayList<>();
        for (Path file : files()) {
            for (MatchResult found : found(OUTSIDE, file)) {
                wrong.add(repository.name(file) + " refers to " + found.group());
            }
        }
        return wrong;
    }

    /// Pages, headings and decisions that are named outside of links and are not there.
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
