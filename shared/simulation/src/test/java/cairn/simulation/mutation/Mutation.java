package cairn.simulation.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One mistake: in one source file, one text is replaced by another.
///
/// The list consists of blocks, separated by empty lines. A block has a line `file` with the path,
/// and one or more lines `-` with the existing text. Any number of lines `+` give the replacement.
/// Any amount of white space matches any other. A line `tests` gives the tests that should fail,
/// for this block and those after it. A line that starts with `#` is a comment.
///
/// @param tests classes, or methods as `class#method`, in the order in which they are tried
record Mutation(String file, String from, String to, List<String> tests) {

    /// Reads all mistakes of a list.
    static List<Mutation> read(Path list) {
        List<Mutation> all = new ArrayList<>();
        List<String> tests = List.of();
        String file = "";
        for (String block : text(list).split("\n\n+", -1)) {
            List<String> from = new ArrayList<>();
            List<String> to = new ArrayList<>();
            for (String line : block.lines().toList()) {
                String[] words = line.split(" ", 2);
                String rest = words.length > 1 ? words[1].strip() : "";
                switch (words[0]) {
                    case "tests" -> tests = Arrays.asList(rest.split(" +"));
                    case "file" -> file = rest;
                    case "-" -> from.add(rest);
                    case "+" -> to.add(rest);
                    default -> {
                        if (!line.startsWith("#")) {
                            throw new IllegalArgumentException("not understood: " + line);
                        }
                    }
                }
            }
            if (!from.isEmpty()) {
                all.add(new Mutation(file, String.join(" ", from), String.join(" ", to), tests));
            }
        }
        return all;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The source with the mistake in it.
    ///
    /// @param root the directory of the sources
    /// @return absent if the text does not occur, or occurs more than once
    Optional<String> applied(Path root) {
        String source = text(root.resolve(file));
        Pattern pattern =
                Pattern.compile(
                        Arrays.stream(from.split("\\s+"))
                                .map(Pattern::quote)
                                .collect(Collectors.joining("\\s+")));
        Matcher found = pattern.matcher(source);
        if (!found.find()) {
            return Optional.empty();
        }
        String mutated = source.substring(0, found.start()) + to + source.substring(found.end());
        return found.find() ? Optional.empty() : Optional.of(mutated);
    }

    @Override
    public String toString() {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return "%s: %s -> %s".formatted(name, from, to);
    }
}
