package cairn.operations.wire;

import cairn.item.Dialect;

import org.jspecify.annotations.Nullable;

/// The place of a value in a request, and how a problem there is reported. Immutable.
///
/// @param in the containing value; null for the request itself
/// @param step the name of a member, the key of a map, or the place in a list, from 1
/// @param member whether it is a member, whose name begins in lower case in the established dialect
/// @param frame the text around the problem
record At(@Nullable At in, Object step, boolean member, RequestMessage frame) {
    /// A member of the request, or of a structure.
    static At member(@Nullable At in, String name, RequestMessage frame) {
        return new At(in, name, true, frame);
    }

    /// An element of this map or list.
    At element(Object step) {
        return new At(this, step, false, RequestMessage.PROBLEM);
    }

    /// Its name in messages: `requestItems.Things.member.keys.1.member`.
    String path(Dialect dialect) {
        StringBuilder path = new StringBuilder();
        write(dialect, path);
        return path.toString();
    }

    private void write(Dialect dialect, StringBuilder path) {
        if (in != null) {
            in.write(dialect, path);
            path.append('.');
        }
        String name = step.toString();
        if (member && dialect == Dialect.ESTABLISHED) {
            path.append(Character.toLowerCase(name.charAt(0))).append(name, 1, name.length());
        } else {
            path.append(name);
        }
        if (!member) {
            path.append(".member");
        }
    }
}
