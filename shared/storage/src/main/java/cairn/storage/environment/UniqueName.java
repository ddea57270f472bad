package cairn.storage.environment;

/// A name that is given only once: a ULID (48-bit milliseconds, 80 random bits; 26 characters of
/// Crockford's base 32, lower case). Names sort by creation time, to the millisecond.
public record UniqueName(String text) {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    public UniqueName {
        if (text.length() != LENGTH || text.chars().anyMatch(c -> DIGITS.indexOf(c) < 0)) {
            throw new IllegalArgumentException("not a unique name: " + text);
        }
    }

    /// A new name.
    ///
    /// @param wallMicros the time in the name
    public static UniqueName fresh(long wallMicros, Environment environment) {
        long high = environment.randomBits();
        long low = environment.randomBits();
        char[] text = new char[LENGTH];
        long millis = wallMicros / 1000;
        for (int i = 9; i >= 0; i--, millis >>>= 5) {
            text[i] = DIGITS.charAt((int) millis & 31);
        }
        for (int i = 10; i < 18; i++, high >>>= 5) {
            text[i] = DIGITS.charAt((int) high & 31);
        }
        for (int i = 18; i < LENGTH; i++, low >>>= 5) {
            text[i] = DIGITS.charAt((int) low & 31);
        }
        return new UniqueName(new String(text));
    }

    /// The creation time of the name, to the millisecond, by its maker's clock.
    public long madeMicros() {
        long millis = 0;
        for (int i = 0; i < 10; i++) {
            millis = millis << 5 | DIGITS.indexOf(text.charAt(i));
        }
        return millis * 1000;
    }

    @Override
    public String toString() {
        return text;
    }
}
