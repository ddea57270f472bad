package cairn.storage.folder;

import cairn.storage.port.ObjectKey;

import java.util.Optional;

/// The file of a key's object, and the reverse. Each key has its own file, whatever the file
/// system's treatment of letter case, dots and length.
///
/// Each part of a key becomes a folder `part+`, the last one a file `part=`. A capital letter
/// becomes `%` and the small letter. A part longer than [#PART_MAX] continues in a folder `part~`.
final class FileNames {
    static final String ROOT = "objects";
    private static final int PART_MAX = 120;

    private FileNames() {}

    static String fileOf(ObjectKey key) {
        StringBuilder path = new StringBuilder(ROOT).append('/');
        int start = path.length();
        for (int i = 0; i < key.name().length(); i++) {
            char c = key.name().charAt(i);
            if (c == '/') {
                path.append("+/");
                start = path.length();
                continue;
            }
            if (path.length() - start >= PART_MAX) {
                path.append("~/");
                start = path.length();
            }
            if (c >= 'A' && c <= 'Z') {
                path.append('%').append((char) (c - 'A' + 'a'));
            } else {
                path.append(c);
            }
        }
        return path.append('=').toString();
    }

    /// The folder that contains a file or a folder; empty at the top.
    static String folderOf(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /// The folder that contains all keys with `prefix`.
    static String folderOfPrefix(String prefix) {
        int cut = prefix.lastIndexOf('/');
        if (cut < 0) {
            return ROOT;
        }
        return folderOf(fileOf(new ObjectKey(prefix.substring(0, cut + 1) + "x")));
    }

    /// The key whose object is in `file`; absent if the file holds no object.
    static Optional<ObjectKey> keyOf(String file) {
        if (!file.endsWith("=") || !file.startsWith(ROOT + "/")) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder();
        String path = file.substring(ROOT.length() + 1, file.length() - 1);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                name.append((char) (path.charAt(++i) - 'a' + 'A'));
            } else if (c == '~') {
                i++;
            } else if (c != '+') {
                name.append(c);
            }
        }
        return Optional.of(new ObjectKey(name.toString()));
    }
}
