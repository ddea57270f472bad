package cairn.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cairn.operations.access.IssuedKey;
import cairn.storage.event.Event;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The events of requests.
class EventsTest {
    private final BrokenRequests requests = new BrokenRequests();
    private final Guarded guarded = requests.guarded;
    private final IssuedKey key = requests.key;

    private <E extends Event> List<E> heard(Class<E> kind) {
        return guarded.events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void everyAnswerIsToldOnceWithItsOperation() {
        guarded.events.clear();
        guarded.send(guarded.signed(key, "PutItem", Guarded.PUT));
        guarded.send(guarded.signed(key, "PutItem", "{'TableName':'Nothing','Item':{}}"));
        guarded.send(guarded.draft(key, "PutItem", Guarded.PUT));
        guarded.send(guarded.signed(key, "Nonsense", "{}"));
        assertThat(heard(Event.Answered.class))
                .extracting(Event.Answered::operation, Event.Answered::status)
                .containsExactly(
                        tuple("PutItem", 200),
                        tuple("PutItem", 400),
                        tuple("", 400),
                        tuple("", 400));
    }

    @Test
    void aWriteIsACommitAndAReadOfTheStoreIsTold() {
        guarded.events.clear();
        guarded.send(guarded.signed(key, "PutItem", Guarded.PUT));
        assertThat(heard(Event.Committed.class))
                .singleElement()
                .satisfies(
                        commit -> {
                            assertThat(commit.writes()).isEqualTo(1);
                            assertThat(commit.records()).isEqualTo(1);
                            assertThat(commit.headBytes()).isPositive();
                        });
        guarded.events.clear();
        guarded.send(
                guarded.signed(
                        key,
                        "GetItem",
                        "{'TableName':'Things','Key':{'p':{'S':'a'}},'ConsistentRead':true}"));
        assertThat(heard(Event.Fetched.class)).hasSize(1);
        assertThat(heard(Event.Committed.class)).isEmpty();
    }
}
