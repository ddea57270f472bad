package cairn.server;

import cairn.storage.dump.Dump;
import cairn.storage.environment.Environment;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.port.GetOutcome;
import cairn.storage.port.ListOutcome;
import cairn.storage.port.ObjectKey;
import cairn.storage.port.ObjectStore;

import com.beust.jcommander.ParameterException;

import java.io.IOException;

/// The command line of `cairn dump`, which prints an object as text, or the names of objects.
/// Writes nothing.
final class Dumping {
    private Dumping() {}

    /// @return the exit status: not 0 if something is damaged or cannot be read
    /// @throws ParameterException if the arguments are wrong
    static int run(String... arguments) {
        DumpOptions options = new DumpOptions();
        if (CommandLine.helped(
                "cairn dump",
                "Shows the object named KEY down to its items; otherwise lists the objects"
                        + " whose names begin with PREFIX, with their sizes.",
                options,
                () -> options.help,
                arguments)) {
            return 0;
        }
        if (options.words.size() > 1) {
            throw new ParameterException("one name at a time");
        }
        String name = options.words.isEmpty() ? "" : options.words.getFirst();
        try {
            return run(options.place.home(), name);
        } catch (IOException | RuntimeException e) {
            return CommandLine.failed(String.valueOf(e.getMessage()));
        }
    }

    private static int run(StoreLocation home, String name) throws IOException {
        Environment environment =
                new SystemEnvironment((task, e) -> System.err.println("cairn: " + task + ": " + e));
        StoreLocation.Opened opened =
                home.open(environment, () -> System.err.println("cairn: can't write " + home));
        try {
            ObjectStore store = opened.engine().store();
            if (!name.isEmpty()) {
                ObjectKey key = new ObjectKey(name);
                switch (store.get(key)) {
                    case GetOutcome.Found found -> {
                        return Dump.of(key, found.bytes(), System.out::println)
                                ? 0
                                : CommandLine.FAILED;
                    }
                    case GetOutcome.Unavailable(String why) -> {
                        return CommandLine.failed(why);
                    }
                    case GetOutcome.Absent absent -> {}
                    case GetOutcome.NotModified same -> {}
                }
            }
            return list(store, name);
        } finally {
            opened.store().close();
        }
    }

    private static int list(ObjectStore store, String prefix) {
        String after = "";
        long count = 0;
        boolean more = true;
        while (more) {
            switch (store.list(prefix, after)) {
                case ListOutcome.Page page -> {
                    for (ListOutcome.Entry entry : page.entries()) {
                        System.out.printf("%12d %s%n", entry.sizeBytes(), entry.key());
                        after = entry.key().name();
                        count++;
                    }
                    more = page.more();
                }
                case ListOutcome.Unavailable(String why) -> {
                    return CommandLine.failed(why);
                }
            }
        }
        return count == 0 ? CommandLine.failed("there is nothing named " + prefix) : 0;
    }
}
