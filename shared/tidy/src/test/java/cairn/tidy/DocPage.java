package cairn.tidy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page in Markdown: its links, and its names in code. Immutable.
///
/// @param links targets as written
/// @param spans texts of code within a line
/// @param blocks lines of fenced code
/// @param anchors the anchors of its headings, as GitHub makes them
record DocPage(List<String> links, List<String> spans, List<String> blocks, Set<String> anchors) {
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(\\s*([^)\\s]+)\\s*\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");

    static DocPage of(String text) {
        List<String> blocks = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        boolean fenced = false;
        for (String line : text.lines().toList()) {
            if (line.strip().startsWith("```")) {
                fenced = !fenced;
            } else if (fenced) {
                blocks.add(line);
            } else {
                Matcher heading = HEADING.matcher(line);
                if (heading.matches()) {
                    headings.add(heading.group(1));
                }
                prose.append(line).append('\n');
            }
        }
        String withoutCode = SPAN.matcher(prose).replaceAll("code");
        return new DocPage(
                all(LINK, withoutCode), all(SPAN, prose.toString()), blocks, anchors(headings));
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static Set<String> anchors(List<String> headings) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> times = new HashMap<>();
        for (String heading : headings) {
            String anchor =
                    heading.strip()
                            .replaceAll("\\]\\([^)]*\\)", "")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-');
            int before = times.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    /// The words of code in spans and blocks.
    List<String> codeWords() {
        List<String> words = new ArrayList<>();
        spans.forEach(span -> words.addAll(List.of(span.strip().split("\\s+"))));
        blocks.forEach(line -> words.addAll(List.of(line.strip().split("\\s+"))));
        return words;
    }
}
