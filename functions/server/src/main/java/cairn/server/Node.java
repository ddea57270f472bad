package cairn.server;

import cairn.operations.Api;
import cairn.operations.TableJobs;
import cairn.operations.access.Access;
import cairn.operations.access.AccessKeys;
import cairn.operations.access.KnownKeys;
import cairn.operations.access.OpenAccess;
import cairn.operations.access.RolePolicy;
import cairn.operations.access.SignedAccess;
import cairn.operations.expiry.ExpiryJobs;
import cairn.operations.http.Exchange;
import cairn.operations.http.RequestMemory;
import cairn.operations.http.WebPolicy;
import cairn.operations.propagation.Propagation;
import cairn.operations.request.TableAccess;
import cairn.operations.signature.SignatureCheck;
import cairn.storage.background.Clock;
import cairn.storage.background.Jobs;
import cairn.storage.background.Sweep;
import cairn.storage.environment.Environment;
import cairn.storage.environment.ShuttingDown;
import cairn.storage.environment.SystemEnvironment;
import cairn.storage.event.Event;
import cairn.storage.partition.Engine;
import cairn.storage.port.UnreadableObject;
import cairn.storage.request.StoreUnavailable;
import cairn.storage.table.Tables;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Everything behind the HTTP of one process: store, engine, tables, API and access.
final class Node implements Closeable {
    static final String ACCOUNT = "000000000000";
    private static final int PARTITIONS = 4;

    /// The same interval as the schedule of a deployment on AWS.
    private static final Duration SWEEP_PAUSE = Duration.ofHours(6);

    private static final Duration EXPIRY_PAUSE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final Environment environment;
    private final StoreLocation home;
    private final StoreOptions place;
    private final Engine engine;
    private final Closeable store;
    private final Api api;
    private final AtomicLong failures = new AtomicLong();

    /// The access keys known to this process, if signatures are checked.
    private final Optional<KnownKeys> known;

    private volatile Optional<Control> control = Optional.empty();

    /// Opens the store.
    ///
    /// @param options where the data are, and how requests are answered
    /// @param checked whether callers must sign with an access key
    /// @param onFatal run when the store can no longer be written
    /// @throws IllegalStateException if the store cannot be used; the message gives the reason
    Node(Options options, boolean checked, Runnable onFatal) {
        StoreOptions place = options.place;
        this.environment =
                new SystemEnvironment((name, e) -> LOG.error("the task {} failed", name, e));
        this.place = place;
        this.home = place.home();
        if (checked && home.isNew()) {
            // Fails before anything is made in the folder.
            throw noKey();
        }
        StoreLocation.Opened opened = home.open(environment, onFatal);
        this.engine = opened.engine();
        this.store = opened.store();
        Tables tables = new Tables(engine);
        checkForm(tables);
        TableAccess access =
                new TableAccess(
                        tables,
                        environment,
                        new TableAccess.Configuration(
                                place.region,
                                ACCOUNT,
                                PARTITIONS,
                                Capacities.answerBytesMax(),
                                new Propagation.Mode(
                                        Propagation.Timing.BESIDE, options.strongIndexReads)));
        startJobs(access);
        this.api = new Api(access, options.dialect, this::logged);
        this.known = checked ? Optional.of(known()) : Optional.empty();
    }

    /// Starts jobs when events make them due. In a bucket, a periodic sweep finds what another
    /// process left. The owner of a folder needs no sweep: its next commit finds all that is due.
    private void startJobs(TableAccess access) {
        engine.events().add(Node::log);
        Jobs jobs = Jobs.of(engine, TableJobs.of(access));
        jobs.listen();
        if (!engine.soleOwner()) {
            new Clock(environment).every(SWEEP_PAUSE, "sweep", () -> sweep(access.tables(), jobs));
        }
        ExpiryJobs expiry = new ExpiryJobs(access);
        new Clock(environment).every(EXPIRY_PAUSE, "expiry", () -> tried("expiry", expiry::run));
    }

    private static void sweep(Tables tables, Jobs jobs) {
        tried("sweep", () -> new Sweep(tables, jobs).run(() -> true));
    }

    /// What fails may do better at its next turn.
    private static void tried(String what, Runnable task) {
        try {
            task.run();
        } catch (StoreUnavailable e) {
            LOG.warn("{}: {}", what, e.getMessage());
        } catch (ShuttingDown e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} failed", what, e);
        }
    }

    /// Logs events that an operator may have to look at.
    private static void log(Event event) {
        switch (event) {
            case Event.JobFailed(String job, String why) -> LOG.warn("{} failed: {}", job, why);
            case Event.Damaged(String what) -> LOG.error("can't be read: {}", what);
            case Event.Answered answered -> {}
            case Event.Committed committed -> {}
            case Event.RaceLost lost -> {}
            case Event.Throttled throttled -> {}
            case Event.Spilled spilled -> {}
            case Event.CompactionDue due -> {}
            case Event.IndexBehind behind -> {}
            case Event.Compacted compacted -> {}
            case Event.Fetched fetched -> {}
            case Event.JobDone done -> {}
        }
    }

    /// Reads one table, so that the start fails if this Cairn cannot read the data.
    private void checkForm(Tables tables) {
        try {
            tables.names("", 1).forEach(tables::look);
        } catch (UnreadableObject | StoreUnavailable e) {
            throw new IllegalStateException("can't use %s: %s".formatted(home, e.getMessage()), e);
        }
    }

    private KnownKeys known() {
        KnownKeys keys = new KnownKeys(environment, engine.store(), place.dataKeys(environment));
        if (!keys.anyUsable()) {
            throw noKey();
        }
        return keys;
    }

    private IllegalStateException noKey() {
        return new IllegalStateException(
                """
                there is no access key in %s yet, so nobody could be let in; make one first:
                  cairn keys create --name NAME --role admin%s\
                """
                        .formatted(home, place.typed()));
    }

    /// Accepts commands of `cairn keys` if the data is in a folder, which no other process can open
    /// meanwhile.
    void listenForKeys() {
        if (home instanceof StoreLocation.Folder folder) {
            control =
                    Control.in(
                            folder.path(),
                            () ->
                                    new AccessKeys(
                                            environment,
                                            engine.store(),
                                            place.dataKeys(environment)),
                            () -> known.ifPresent(KnownKeys::forget));
        }
    }

    /// Logs a failure that no client caused.
    ///
    /// @return the failure's id in the log
    private String logged(Throwable failure) {
        String id = Long.toHexString(environment.wallMicros()) + "-" + failures.incrementAndGet();
        LOG.error("request failed, id {}", id, failure);
        return id;
    }

    /// @param web which web pages are served
    /// @param memory the shared memory limits of all requests
    Exchange exchange(WebPolicy web, RequestMemory.Budgets memory) {
        return new Exchange(
                api,
                access(),
                environment,
                new Exchange.Surroundings(
                        place.region, () -> ThreadLocalRandom.current().nextLong(), web, memory));
    }

    private Access access() {
        return known.<Access>map(
                        keys ->
                                new SignedAccess(
                                        new SignatureCheck(place.region, environment),
                                        keys,
                                        new RolePolicy(),
                                        place.region,
                                        ACCOUNT))
                .orElseGet(OpenAccess::new);
    }

    @Override
    public void close() throws IOException {
        if (control.isPresent()) {
            control.get().close();
        }
        store.close();
    }
}
