package cairn.server.target;

import org.junit.jupiter.api.Assumptions;

/// A feature that a target lacks, and the reason.
public record Difference(Feature lacks, String why) {
    /// Skips the running test if the target lacks a feature that it needs, and reports that.
    public static void skipWithout(Feature needed, Target target) {
        for (Difference difference : target.differences()) {
            if (difference.lacks == needed) {
                String line =
                        "%s: no %s: %s".formatted(target.name(), needed.text(), difference.why);
                System.out.println("SKIPPED: " + line);
                Assumptions.abort(line);
            }
        }
    }
}
