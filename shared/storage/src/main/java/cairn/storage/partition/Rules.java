package cairn.storage.partition;

import java.util.EnumSet;
import java.util.Set;

/// The protocol's rules that are kept: all of them, except in tests that show the purpose of each.
public final class Rules {
    /// All rules kept: the only value outside tests.
    public static final Rules ALL = new Rules(EnumSet.allOf(Rule.class));

    private final Set<Rule> kept;

    private Rules(Set<Rule> kept) {
        this.kept = kept;
    }

    /// All rules but one. For tests only.
    public static Rules without(Rule rule) {
        return new Rules(EnumSet.complementOf(EnumSet.of(rule)));
    }

    /// Whether `rule` is kept.
    public boolean keep(Rule rule) {
        return kept.contains(rule);
    }
}
