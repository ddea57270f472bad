package cairn.storage.format;

import cairn.storage.environment.Environment;

/// The name of one commit: 128 random bits, never given twice. A writer that does not know its
/// outcome searches the log for it.
public record CommitId(long high, long low) {

    /// A new id.
    public static CommitId fresh(Environment environment) {
        return new CommitId(environment.randomBits(), environment.randomBits());
    }

    /// The id with this [#toString].
    ///
    /// @throws IllegalArgumentException not 32 hexadecimal digits
    public static CommitId parse(String text) {
        if (text.length() != 32) {
            throw new IllegalArgumentException("no commit id: " + text);
        }
        return new CommitId(
                Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16));
    }

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
