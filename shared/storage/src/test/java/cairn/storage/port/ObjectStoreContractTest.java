package cairn.storage.port;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The obligations of [ObjectStore]; every adapter extends this.
public abstract class ObjectStoreContractTest {

    /// A store in which no key starts with `test/`.
    protected abstract ObjectStore store();

    private static final ObjectKey KEY = new ObjectKey("test/a");

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    protected final Version put(ObjectKey key, String text) {
        PutOutcome outcome = store().put(key, bytes(text), Precondition.ABSENT);
        assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
        return ((PutOutcome.Stored) outcome).version();
    }

    private String text(GetOutcome outcome) {
        assertThat(outcome).isInstanceOf(GetOutcome.Found.class);
        return new String(((GetOutcome.Found) outcome).bytes(), UTF_8);
    }

    @Test
    void anObjectIsReadAsItWasPut() {
        Version version = put(KEY, "one");
        GetOutcome outcome = store().get(KEY);
        assertThat(text(outcome)).isEqualTo("one");
        assertThat(((GetOutcome.Found) outcome).version()).isEqualTo(version);
    }

    @Test
    void anAbsentObjectIsAbsent() {
        assertThat(store().get(KEY)).isInstanceOf(GetOutcome.Absent.class);
        assertThat(store().get(KEY, new ByteRange(0, 1))).isInstanceOf(GetOutcome.Absent.class);
        assertThat(store().getUnless(KEY, new Version("none")))
                .isInstanceOf(GetOutcome.Absent.class);
    }

    @Test
    void anEmptyObjectIsAnObject() {
        put(KEY, "");
        assertThat(text(store().get(KEY))).isEmpty();
    }

    @Test
    void aRangeIsCutAtTheEnd() {
        put(KEY, "0123456789");
        assertThat(text(store().get(KEY, new ByteRange(2, 3)))).isEqualTo("234");
        assertThat(text(store().get(KEY, new ByteRange(8, 100)))).isEqualTo("89");
        assertThat(text(store().get(KEY, new ByteRange(10, 1)))).isEmpty();
        assertThat(text(store().get(KEY, new ByteRange(11, 1)))).isEmpty();
    }

    @Test
    void aKnownVersionIsNotSentAgain() {
        Version first = put(KEY, "one");
        assertThat(store().getUnless(KEY, first)).isInstanceOf(GetOutcome.NotModified.class);
        store().put(KEY, bytes("two"), new Precondition.Matches(first));
        assertThat(text(store().getUnless(KEY, first))).isEqualTo("two");
    }

    @Test
    void absenceIsAPrecondition() {
        put(KEY, "one");
        assertThat(store().put(KEY, bytes("two"), Precondition.ABSENT))
                .isInstanceOf(PutOutcome.Refused.class);
        assertThat(text(store().get(KEY))).isEqualTo("one");
    }

    @Test
    void aVersionIsAPrecondition() {
        Version first = put(KEY, "one");
        Precondition ifFirst = new Precondition.Matches(first);
        assertThat(store().put(KEY, bytes("two"), ifFirst)).isInstanceOf(PutOutcome.Stored.class);
        assertThat(store().put(KEY, bytes("three"), ifFirst))
                .isInstanceOf(PutOutcome.Refused.class);
        assertThat(text(store().get(KEY))).isEqualTo("two");
    }

    @Test
    void aVersionOfAnAbsentObjectIsRefused() {
        Version first = put(KEY, "one");
        store().delete(List.of(KEY));
        assertThat(store().put(KEY, bytes("two"), new Precondition.Matches(first)))
                .isInstanceOf(PutOutcome.Refused.class);
        assertThat(store().get(KEY)).isInstanceOf(GetOutcome.Absent.class);
    }

    @Test
    void differentBytesHaveDifferentVersions() {
        Version first = put(KEY, "one");
        PutOutcome second = store().put(KEY, bytes("two"), new Precondition.Matches(first));
        assertThat(((PutOutcome.Stored) second).version()).isNotEqualTo(first);
    }

    @Test
    void deletedObjectsAreAbsentAndAbsentOnesCountAsDeleted() {
        ObjectKey other = new ObjectKey("test/never");
        put(KEY, "one");
        assertThat(store().delete(List.of(KEY, other)))
                .isInstanceOfSatisfying(
                        DeleteOutcome.Deleted.class, d -> assertThat(d.remaining()).isEmpty());
        assertThat(store().get(KEY)).isInstanceOf(GetOutcome.Absent.class);
    }

    @Test
    void aKeyCanBePutAgainAfterItsDelete() {
        put(KEY, "one");
        store().delete(List.of(KEY));
        put(KEY, "two");
        assertThat(text(store().get(KEY))).isEqualTo("two");
    }

    @Test
    void aListingIsInByteOrderWithSizes() {
        List<String> names =
                List.of("test/A", "test/B-", "test/B.", "test/B/c", "test/B0", "test/_", "test/b");
        for (String name : names.reversed()) {
            put(new ObjectKey(name), name);
        }
        List<ListOutcome.Entry> all = listAll("test/", "");
        assertThat(all).extracting(e -> e.key().name()).containsExactlyElementsOf(names);
        assertThat(all)
                .allSatisfy(e -> assertThat(e.sizeBytes()).isEqualTo(e.key().name().length()));
        assertThat(listAll("test/B", "test/B."))
                .extracting(e -> e.key().name())
                .containsExactly("test/B/c", "test/B0");
        assertThat(listAll("test/none", "")).isEmpty();
    }

    @Test
    void aListingGoesOnPastOnePage() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            names.add("test/%03d".formatted(i));
            put(new ObjectKey(names.getLast()), "x");
        }
        assertThat(listAll("test/", ""))
                .extracting(e -> e.key().name())
                .containsExactlyElementsOf(names);
    }

    private List<ListOutcome.Entry> listAll(String prefix, String startAfter) {
        List<ListOutcome.Entry> all = new ArrayList<>();
        String after = startAfter;
        while (true) {
            ListOutcome outcome = store().list(prefix, after);
            assertThat(outcome).isInstanceOf(ListOutcome.Page.class);
            ListOutcome.Page page = (ListOutcome.Page) outcome;
            all.addAll(page.entries());
            if (!page.more()) {
                return all;
            }
            after = page.entries().getLast().key().name();
        }
    }

    @Test
    void largeObjectsAreKept() {
        byte[] large = new byte[9 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 >>> 8);
        }
        assertThat(store().put(KEY, large, Precondition.ABSENT))
                .isInstanceOf(PutOutcome.Stored.class);
        GetOutcome outcome = store().get(KEY);
        assertThat(((GetOutcome.Found) outcome).bytes()).isEqualTo(large);
    }

    @Test
    void theLongestKeyIsAKey() {
        ObjectKey longest = new ObjectKey("test/" + "N".repeat(ObjectKey.LENGTH_MAX - 5));
        put(longest, "one");
        assertThat(text(store().get(longest))).isEqualTo("one");
        assertThat(listAll("test/N", ""))
                .extracting(ListOutcome.Entry::key)
                .containsExactly(longest);
    }

    @Test
    void keysThatDifferInCaseOrDotsAreDifferentKeys() {
        List<String> names =
                List.of("test/...", "test/..", "test/.", "test/AB", "test/Ab", "test/ab");
        for (String name : names) {
            put(new ObjectKey(name), name);
        }
        for (String name : names) {
            assertThat(text(store().get(new ObjectKey(name)))).isEqualTo(name);
        }
    }

    @Test
    void aKeyMayAlsoBeThePrefixOfOthers() {
        put(new ObjectKey("test/p"), "parent");
        put(new ObjectKey("test/p/q"), "child");
        assertThat(text(store().get(new ObjectKey("test/p")))).isEqualTo("parent");
        assertThat(text(store().get(new ObjectKey("test/p/q")))).isEqualTo("child");
    }

    @Test
    void answersCarryTheStoresTime() {
        Instant before = Instant.now().minus(Duration.ofSeconds(2));
        PutOutcome put = store().put(KEY, bytes("one"), Precondition.ABSENT);
        Instant after = Instant.now().plus(Duration.ofSeconds(2));
        assertThat(((PutOutcome.Stored) put).storeTime()).isBetween(before, after);
    }

    @Test
    void ofRacingPutsExactlyOneWinsEachRound() throws InterruptedException, ExecutionException {
        int writers = 8;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Precondition precondition = Precondition.ABSENT;
            for (int round = 0; round < 20; round++) {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<PutOutcome>> racing = new ArrayList<>();
                for (int writer = 0; writer < writers; writer++) {
                    byte[] mine = bytes("round " + round + " writer " + writer);
                    Precondition current = precondition;
                    racing.add(
                            threads.submit(
                                    () -> {
                                        start.await();
                                        return putUntilDecided(mine, current);
                                    }));
                }
                start.countDown();
                List<Version> winners = new ArrayList<>();
                for (Future<PutOutcome> one : racing) {
                    if (one.get() instanceof PutOutcome.Stored stored) {
                        winners.add(stored.version());
                    }
                }
                assertThat(winners).hasSize(1);
                GetOutcome now = store().get(KEY);
                assertThat(((GetOutcome.Found) now).version()).isEqualTo(winners.getFirst());
                precondition = new Precondition.Matches(winners.getFirst());
            }
        }
    }

    /// Repeats the put while its outcome is undecided (S3: 409 under contention).
    private PutOutcome putUntilDecided(byte[] bytes, Precondition precondition) {
        for (int tries = 0; tries < 100; tries++) {
            PutOutcome outcome = store().put(KEY, bytes, precondition);
            if (!(outcome instanceof PutOutcome.Undecided)) {
                return outcome;
            }
        }
        throw new IllegalStateException("undecided a hundred times");
    }
}
