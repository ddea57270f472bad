package cairn.tidy;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The types and packages that the sources of a repository declare, and the words of its template.
final class DeclaredNames {
    private static final Pattern TYPE =
            Pattern.compile(
                    "^\\s*(?:(?:public|protected|private|static|final|sealed|non-sealed|abstract)"
                            + "\\s+)*(?:class|interface|@interface|record|enum)\\s+([A-Z]\\w*)",
                    Pattern.MULTILINE);
    private static final Pattern PACKAGE =
            Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    private record Source(String packageName, String text) {}

    private final Map<String, List<Source>> types = new HashMap<>();
    private final Set<String> packages = new HashSet<>();
    private final Set<String> templateWords;

    DeclaredNames(Repository repository) {
        for (Path file : repository.files(".java")) {
            String text = Repository.text(file);
            Matcher declaration = PACKAGE.matcher(text);
            Source source = new Source(declaration.find() ? declaration.group(1) : "", text);
            packages.add(source.packageName);
            TYPE.matcher(text)
                    .results()
                    .forEach(
                            type ->
                                    types.computeIfAbsent(type.group(1), t -> new ArrayList<>())
                                            .add(source));
        }
        Path template = repository.root().resolve("template.yaml");
        templateWords =
                Files.exists(template)
                        ? new HashSet<>(List.of(Repository.text(template).split("\\W+")))
                        : Set.of();
    }

    /// Whether the package, or one below it, exists.
    boolean hasPackage(String name) {
        return packages.stream().anyMatch(p -> p.equals(name) || p.startsWith(name + "."));
    }

    /// Whether a type is declared in a source that also contains the members' names.
    ///
    /// @param inPackage the package's name with a final point; null for any
    boolean has(@Nullable String inPackage, String type, List<String> members) {
        return types.getOrDefault(type, List.of()).stream()
                .filter(source -> inPackage == null || inPackage.equals(source.packageName + "."))
                .anyMatch(source -> members.stream().allMatch(name -> hasWord(source, name)));
    }

    private static boolean hasWord(Source source, String word) {
        return Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(source.text).find();
    }

    /// Whether the template contains the word: a resource, a parameter, a property.
    boolean inTemplate(String word) {
        return templateWords.contains(word);
    }
}
