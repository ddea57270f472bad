package cairn.tidy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The references of pages: links, paths, Java types, and the index of decisions. Each method
/// returns one line for each broken reference.
final class PageReferences {
    private static final Pattern PATH = Pattern.compile("[\\w.-]+(/[\\w.-]+)+/?");
    private static final Pattern NAME =
            Pattern.compile(
                    "(?<package>cairn(\\.[a-z]\\w*)*\\.)?"
                            + "(?<type>[A-Z]\\w*)(?<members>([.#]\\w+)*)(\\([^)]*\\))?");
    private static final Pattern PACKAGE = Pattern.compile("cairn(\\.[a-z]\\w*)+");
    private static final Pattern NUMBERED = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
    private static final String DECISIONS = "docs/decisions";

    /// Names of AWS, the JDK and libraries that pages write in the form of types.
    private static final Set<String> FOREIGN =
            Set.of(
                    "ApiFunctionAliaslive",
                    "BeanContext",
                    "CiphertextBlob",
                    "Exception",
                    "GenerateDataKey",
                    "Date",
                    "ETag",
                    "Expect",
                    "Host",
                    "Origin",
                    "SoftReference",
                    "IllegalArgumentException",
                    "IllegalStateException",
                    "Optional",
                    "ProvisionedThroughputExceededException",
                    "RequestItems",
                    "ReturnConsumedCapacity",
                    "ReturnValues",
                    "SerializationException",
                    "TableArn",
                    "TableName",
                    "TransactGetItems",
                    "TransactWriteItems",
                    "UnknownOperationException",
                    "UnprocessedItems",
                    "UnprocessedKeys",
                    "UnrecognizedClientException",
                    "UpdateTable",
                    "ValidationException");

    private final Repository repository;

    PageReferences(Repository repository) {
        this.repository = repository;
    }

    private DocPage page(Path file) {
        return DocPage.of(Repository.text(file));
    }

    /// Relative links to files that do not exist, or to headings that a page does not have.
    List<String> deadLinks() {
        List<String> dead = new ArrayList<>();
        for (Path file : repository.files(".md")) {
            for (String link : page(file).links()) {
                if (!link.contains("://") && !link.startsWith("mailto:") && !leads(file, link)) {
                    dead.add(repository.name(file) + " links to " + link);
                }
            }
        }
        return dead;
    }

    private boolean leads(Path from, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path to = path.isEmpty() ? from : from.resolveSibling(path).normalize();
        return to.startsWith(repository.root())
                && Files.exists(to)
                && (hash < 0
                        || !to.toString().endsWith(".md")
                        || page(to).anchors().contains(link.substring(hash + 1)));
    }

    /// Paths in code, from the root of the repository, that do not exist. Build output is not
    /// checked.
    List<String> missingPaths() {
        Set<String> folders = repository.folders();
        List<String> missing = new ArrayList<>();
        for (Path file : repository.files(".md")) {
            for (String word : page(file).codeWords()) {
                String path = word.replaceFirst("[.,;:]+$", "");
                boolean ours =
                        PATH.matcher(path).matches()
                                && folders.contains(path.substring(0, path.indexOf('/')))
                                && !(path + "/").contains("/target/")
                                && !path.contains("NNNN");
                if (ours && !Files.exists(repository.root().resolve(path))) {
                    missing.add(repository.name(file) + " names " + path);
                }
            }
        }
        return missing;
    }

    /// Names in code that look like the project's types or packages but are not in the sources.
    /// Checks only the pages that describe the current code.
    List<String> unknownTypes() {
        DeclaredNames declared = new DeclaredNames(repository);
        List<String> unknown = new ArrayList<>();
        for (Path file : repository.files(".md")) {
            if (describesCode(file)) {
                for (String span : page(file).spans()) {
                    if (!isKnown(span.strip(), declared)) {
                        unknown.add(repository.name(file) + " names " + span);
                    }
                }
            }
        }
        return unknown;
    }

    private boolean describesCode(Path file) {
        String name = repository.name(file);
        if (name.startsWith(DECISIONS)) {
            return Repository.text(file)
                    .lines()
                    .noneMatch(line -> line.matches("\\*\\*Status.*superseded.*"));
        }
        return name.startsWith("docs/formats/")
                || Set.of("docs/architecture.md", "docs/protocol.md", "CONTRIBUTING.md")
                        .contains(name);
    }

    private static boolean isKnown(String span, DeclaredNames declared) {
        if (PACKAGE.matcher(span).matches()) {
            return declared.hasPackage(span);
        }
        Matcher name = NAME.matcher(span);
        if (!name.matches()) {
            return true;
        }
        String type = name.group("type");
        boolean constant = type.chars().noneMatch(Character::isLowerCase);
        if (constant || FOREIGN.contains(type) || declared.inTemplate(type)) {
            return true;
        }
        String members = name.group("members");
        List<String> wanted =
                members.isEmpty() ? List.of() : List.of(members.substring(1).split("[.#]"));
        return declared.has(name.group("package"), type, wanted);
    }

    /// Decisions that are not in the index, or whose own number differs from that of their file.
    List<String> decisionsOutOfOrder() {
        Path index = repository.root().resolve(DECISIONS).resolve("README.md");
        List<String> named = Files.exists(index) ? page(index).links() : List.of();
        List<String> wrong = new ArrayList<>();
        for (Path file : repository.files(".md")) {
            Matcher numbered = NUMBERED.matcher(file.getFileName().toString());
            if (!repository.name(file).startsWith(DECISIONS) || !numbered.matches()) {
                continue;
            }
            String title = "# " + Integer.parseInt(numbered.group(1)) + ". ";
            if (!Repository.text(file).startsWith(title)) {
                wrong.add(repository.name(file) + " does not begin with '" + title + "'");
            }
            if (named.stream().filter(file.getFileName().toString()::equals).count() != 1) {
                wrong.add(repository.name(file) + " is not once in the index");
            }
        }
        return wrong;
    }
}
