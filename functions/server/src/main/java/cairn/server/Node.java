package cairn.server;

import cairn.operations.Api;
import cairn.operations.http.Exchange;
import cairn.operations.request.TableAccess;
import cairn.storage.background.Compactions;
import cairn.storage.environment.Environment;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.table.Tables;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Everything behind the HTTP of one process: store, engine, tables, API.
final class Node implements Closeable {
    static final String ACCOUNT = "000000000000";
    private static final int PARTITIONS = 4;
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final Environment environment;
    private final Closeable store;
    private final Api api;
    private final AtomicLong failures = new AtomicLong();

    /// Opens the home of the data.
    ///
    /// @param onFatal run when nothing can be written any more
    /// @throws IllegalStateException it can't be used, and why
    Node(Home home, String region, Runnable onFatal) {
        this.environment =
                new SystemEnvironment((name, e) -> LOG.error("the task {} failed", name, e));
        Home.Opened opened = home.open(environment, onFatal);
        this.store = opened.store();
        Compactions compactions =
                new Compactions(
                        environment,
                        (partition, why) -> LOG.warn("compaction of {}: {}", partition, why));
        Tables tables = new Tables(opened.engine(), compactions::due);
        TableAccess access =
                new TableAccess(
                        tables, environment, new TableAccess.Place(region, ACCOUNT, PARTITIONS));
        this.api = new Api(access, this::logged);
    }

    /// Logs a failure that no client caused.
    ///
    /// @return the id under which it stands in the log
    private String logged(Throwable failure) {
        String id = Long.toHexString(environment.wallMicros()) + "-" + failures.incrementAndGet();
        LOG.error("request failed, id {}", id, failure);
        return id;
    }

    Exchange exchange(String region) {
        return new Exchange(api, environment, region, () -> ThreadLocalRandom.current().nextLong());
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
