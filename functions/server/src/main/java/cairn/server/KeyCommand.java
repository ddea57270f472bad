package cairn.server;

import cairn.operations.access.AccessKey;
import cairn.operations.access.AccessKeys;
import cairn.operations.access.IssuedKey;
import cairn.operations.access.Role;

import com.beust.jcommander.ParameterException;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// One command on access keys, and the text that it prints.
///
/// @param argument a name and a role, or an id; empty for a list
record KeyCommand(Verb verb, List<String> argument) {
    private static final int ARGUMENTS_MAX = 2;

    enum Verb {
        CREATE,
        LIST,
        ROTATE,
        DISABLE,
        ENABLE,
        DELETE
    }

    /// @throws ParameterException if the words are no command
    static KeyCommand of(KeysOptions options) {
        List<String> words = options.words;
        String first = words.isEmpty() ? "" : words.getFirst();
        KeyCommand command =
                switch (first) {
                    case "create" -> create(options);
                    case "list" -> new KeyCommand(Verb.LIST, List.of());
                    case "rotate" -> new KeyCommand(Verb.ROTATE, id(words));
                    case "disable" -> new KeyCommand(Verb.DISABLE, id(words));
                    case "enable" -> new KeyCommand(Verb.ENABLE, id(words));
                    case "delete" -> new KeyCommand(Verb.DELETE, id(words));
                    default ->
                            throw new ParameterException(
                                    "keys: say create, list, rotate, disable, enable or delete");
                };
        boolean named = options.name != null || options.role != null;
        if (named && command.verb != Verb.CREATE) {
            throw new ParameterException("--name and --role go with create");
        }
        boolean takesId = command.verb != Verb.CREATE && command.verb != Verb.LIST;
        if (words.size() > (takesId ? 2 : 1)) {
            throw new ParameterException("keys: unexpected argument " + unexpected(words));
        }
        return command;
    }

    private static String unexpected(List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith("-"))
                .findFirst()
                .orElse(words.getLast());
    }

    private static KeyCommand create(KeysOptions options) {
        String role = options.role;
        if (options.name == null || role == null) {
            throw new ParameterException("keys create needs --name and --role");
        }
        if (Role.of(role).isEmpty()) {
            throw new ParameterException("--role is admin, read-write or read-only, not " + role);
        }
        return new KeyCommand(Verb.CREATE, List.of(options.name, role));
    }

    private static List<String> id(List<String> words) {
        if (words.size() < 2) {
            throw new ParameterException("keys %s needs the id of a key".formatted(words.get(0)));
        }
        return List.of(words.get(1));
    }

    /// Runs the command.
    ///
    /// @return the text to print
    /// @throws RuntimeException if it fails; the message gives the reason
    String run(AccessKeys keys) {
        return switch (verb) {
            case CREATE ->
                    told(keys.create(argument.get(0), Role.of(argument.get(1)).orElseThrow()));
            case LIST -> list(keys.list());
            case ROTATE ->
                    told(keys.rotate(id()))
                            + "# %s is as it was; when it is no longer used: cairn keys disable %s%n"
                                    .formatted(id(), id());
            case DISABLE -> told(keys.setEnabled(id(), false));
            case ENABLE -> told(keys.setEnabled(id(), true));
            case DELETE -> {
                keys.delete(id());
                yield id() + " is deleted\n";
            }
        };
    }

    private String id() {
        return argument.getFirst();
    }

    private static String told(IssuedKey issued) {
        return """
        # %s, %s; the secret is shown this once
        export AWS_ACCESS_KEY_ID=%s
        export AWS_SECRET_ACCESS_KEY=%s
        """
                .formatted(
                        issued.key().name(),
                        issued.key().role().text(),
                        issued.key().id(),
                        issued.secret());
    }

    private static String told(AccessKey key) {
        return "%s of %s is %s\n".formatted(key.id(), key.name(), state(key));
    }

    private static String state(AccessKey key) {
        return key.enabled() ? "enabled" : "disabled";
    }

    private static String list(List<AccessKey> keys) {
        return keys.stream()
                .map(
                        key ->
                                "%-20s  %-10s  %-8s  %s  %s\n"
                                        .formatted(
                                                key.id(),
                                                key.role().text(),
                                                state(key),
                                                Instant.ofEpochSecond(
                                                        key.createdMicros() / 1_000_000),
                                                key.name()))
                .collect(Collectors.joining());
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(verb.name());
        out.writeByte(argument.size());
        for (String text : argument) {
            out.writeUTF(text);
        }
    }

    /// @throws IllegalArgumentException if the verb does not exist or there are too many arguments
    static KeyCommand read(DataInputStream in) throws IOException {
        Verb verb = Verb.valueOf(in.readUTF());
        int count = in.readUnsignedByte();
        if (count > ARGUMENTS_MAX) {
            throw new IllegalArgumentException(count + " arguments");
        }
        String[] argument = new String[count];
        for (int i = 0; i < count; i++) {
            argument[i] = in.readUTF();
        }
        return new KeyCommand(verb, List.of(argument));
    }
}
