package cairn.server;

import cairn.storage.environment.Environment;
import cairn.storage.folder.FolderStore;
import cairn.storage.partition.Engine;
import cairn.storage.partition.Rules;
import cairn.storage.partition.Tuning;
import cairn.storage.request.StoreProbe;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.s3.S3Address;
import cairn.storage.s3.S3Store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The location of the data of one process.
sealed interface StoreLocation {

    /// Opens the store at this location.
    ///
    /// @param onFatal run when the store can no longer be written
    /// @throws IllegalStateException if the store cannot be used; the message gives the reason
    Opened open(Environment environment, Runnable onFatal);

    /// Whether nothing was ever stored there, as far as that is visible without opening it.
    boolean isNew();

    /// An open store.
    ///
    /// @param store closing it releases the store
    record Opened(Engine engine, Closeable store) {}

    /// A folder, for one process at a time.
    record Folder(Path path) implements StoreLocation {
        private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

        @Override
        public Opened open(Environment environment, Runnable onFatal) {
            try {
                FolderStore store =
                        FolderStore.open(
                                path,
                                environment,
                                why -> {
                                    LOG.error("{}", why);
                                    onFatal.run();
                                });
                LOG.info("{}", store.replayed());
                return new Opened(
                        Engine.soleOwner(
                                environment,
                                store,
                                Tuning.LOCAL.within(Runtime.getRuntime().maxMemory()),
                                Rules.ALL),
                        store::close);
            } catch (UncheckedIOException e) {
                throw new IllegalStateException(
                        "can't use the folder %s: %s".formatted(path, e.getCause()), e);
            }
        }

        @Override
        public boolean isNew() {
            String[] names = path.toFile().list();
            return names == null || names.length == 0;
        }

        @Override
        public String toString() {
            return path.toAbsolutePath().normalize().toString();
        }
    }

    /// A bucket, for any number of processes. The first process on it probes the store.
    ///
    /// Advice that only the operator can act on is the reason of a failed opening. Once the store
    /// is open, it is a line of the log.
    record Bucket(S3Address address) implements StoreLocation {
        private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);

        @Override
        public Opened open(Environment environment, Runnable onFatal) {
            Advice advice = new Advice();
            S3Store store = new S3Store(address, advice);
            try {
                new StoreProbe(environment, store).check();
            } catch (StoreUnavailable e) {
                String why = "%s can't be used: %s".formatted(address, e.getMessage());
                throw new IllegalStateException(advice.last.isEmpty() ? why : advice.last, e);
            }
            advice.logs = true;
            return new Opened(
                    Engine.shared(
                            environment,
                            store,
                            Tuning.DEFAULT.within(Runtime.getRuntime().maxMemory()),
                            Rules.ALL),
                    store::close);
        }

        /// Advice that only the operator can act on. It is kept until the store is open, and logged
        /// afterwards.
        private static final class Advice implements Consumer<String> {
            private volatile boolean logs;
            private volatile String last = "";

            @Override
            public void accept(String line) {
                if (logs) {
                    LOG.error("{}", line);
                } else {
                    last = line;
                }
            }
        }

        @Override
        public boolean isNew() {
            return false;
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }
}
