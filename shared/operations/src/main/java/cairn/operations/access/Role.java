package cairn.operations.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The permissions of an access key.
public enum Role {
    /// Everything, tables' creation and deletion included.
    ADMIN,

    /// Reading and writing items, and reading what tables there are.
    READ_WRITE,

    /// Reading items, and what tables there are.
    READ_ONLY;

    /// As people write it: `read-only`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The role that people write so.
    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
