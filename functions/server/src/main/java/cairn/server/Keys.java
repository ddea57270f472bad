package cairn.server;

import cairn.operations.access.AccessKeys;
import cairn.storage.environment.Environment;
import cairn.storage.environment.SystemEnvironment;

import com.beust.jcommander.ParameterException;

import java.io.IOException;
import java.util.Optional;

/// The command line of `cairn keys`.
final class Keys {
    /// The words with which the store reports that its folder is locked.
    private static final String IN_USE = "in use by another process";

    private Keys() {}

    /// @return the exit status
    /// @throws ParameterException if the arguments are wrong
    static int run(String... arguments) {
        KeysOptions options = new KeysOptions();
        if (CommandLine.helped(
                "cairn keys",
                "Makes and manages access keys. Servers take a new key within 5 seconds, and"
                        + " leave one that is disabled or deleted within 60.",
                options,
                () -> options.help,
                arguments)) {
            return 0;
        }
        KeyCommand wanted = KeyCommand.of(options);
        StoreLocation home = options.place.home();
        try {
            Optional<Control.Told> told = askServer(options.place, home, wanted);
            if (told.isEmpty()) {
                System.out.print(runHere(options.place, home, wanted));
                return 0;
            }
            if (told.get().done()) {
                System.out.print(told.get().text());
                return 0;
            }
            return CommandLine.failed(told.get().text());
        } catch (IOException | RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            return CommandLine.failed(
                    why.endsWith(IN_USE)
                            ? why + " that `cairn keys` can't reach; try again, or end it first"
                            : why);
        }
    }

    /// Sends the command to the server that uses the folder, if one does.
    private static Optional<Control.Told> askServer(
            StoreOptions place, StoreLocation home, KeyCommand wanted) {
        if (!(home instanceof StoreLocation.Folder folder)) {
            return Optional.empty();
        }
        Optional<Control.Told> told;
        try {
            told = Control.ask(folder.path(), wanted);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the server that has %s in use gives no answer; see whether it did it: cairn keys"
                                    .formatted(home)
                            + " list",
                    e);
        }
        if (told.isPresent() && (place.keyFile != null || place.kmsKey != null)) {
            System.err.println(
                    "cairn: a server has the folder in use; its own --key-file or --kms-key"
                            + " counts");
        }
        return told;
    }

    private static String runHere(StoreOptions place, StoreLocation home, KeyCommand wanted)
            throws IOException {
        Environment environment =
                new SystemEnvironment((name, e) -> System.err.println("cairn: " + name + ": " + e));
        StoreLocation.Opened opened =
                home.open(environment, () -> System.err.println("cairn: can't write " + home));
        try {
            return wanted.run(
                    new AccessKeys(
                            environment, opened.engine().store(), place.dataKeys(environment)));
        } finally {
            opened.store().close();
        }
    }
}
