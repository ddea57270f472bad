package cairn.operations.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The permissions of an access key.
public enum Role {
    /// Everything, including creation and deletion of tables.
    ADMIN,

    /// Reading and writing items, and reading about tables.
    READ_WRITE,

    /// Reading items, and reading about tables.
    READ_ONLY;

    /// The text for people: `read-only`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The role with this [#text].
    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
