package cairn.operations.access;

import cairn.storage.environment.Environment;

/// Unpredictable bytes and letters from the environment.
final class RandomBytes {
    private RandomBytes() {}

    static byte[] of(Environment environment, int count) {
        byte[] bytes = new byte[count];
        long bits = 0;
        for (int i = 0; i < count; i++) {
            if (i % Long.BYTES == 0) {
                bits = environment.randomBits();
            }
            bytes[i] = (byte) bits;
            bits >>>= Byte.SIZE;
        }
        return bytes;
    }

    /// Letters of an alphabet of at most 64, all equally likely.
    static String letters(Environment environment, String alphabet, int count) {
        StringBuilder letters = new StringBuilder(count);
        while (letters.length() < count) {
            long bits = environment.randomBits();
            for (int i = 0; i < 10 && letters.length() < count; i++, bits >>>= 6) {
                int next = (int) (bits & 63);
                if (next < alphabet.length()) {
                    letters.append(alphabet.charAt(next));
                }
            }
        }
        return letters.toString();
    }
}
