package cairn.storage.port;

/// The name of an object: 1 to 512 characters of `[A-Za-z0-9._/-]`, no empty path element.
///
/// Path elements `.` and `..` are legal names here (a table may be called `...`). An adapter that
/// maps names to files must therefore escape them.
public record ObjectKey(String name) implements Comparable<ObjectKey> {

    /// Longest name in characters.
    public static final int LENGTH_MAX = 512;

    public ObjectKey {
        if (name.isEmpty() || name.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("object key of " + name.length() + " characters");
        }
        char previous = '/';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean legal = letter || c >= '-' && c <= '9' || c == '_';
            if (!legal || c == '/' && previous == '/') {
                throw new IllegalArgumentException("object key not allowed: " + name);
            }
            previous = c;
        }
        if (previous == '/') {
            throw new IllegalArgumentException("object key ends in a slash: " + name);
        }
    }

    /// The key of `element` in the folder that this key names.
    public ObjectKey resolve(String element) {
        return new ObjectKey(name + '/' + element);
    }

    /// Order of a listing: unsigned bytes, which for the legal characters is the order of `String`.
    @Override
    public int compareTo(ObjectKey other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
