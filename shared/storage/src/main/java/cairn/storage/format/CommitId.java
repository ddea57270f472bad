package cairn.storage.format;

import cairn.storage.environment.Environment;

/// The name of one commit: 128 random bits, never given twice, so that a writer in doubt can look
/// for its own commit in the log.
public record CommitId(long high, long low) {

    /// A fresh id.
    public static CommitId fresh(Environment environment) {
        return new CommitId(environment.randomBits(), environment.randomBits());
    }

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
