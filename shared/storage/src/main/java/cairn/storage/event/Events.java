package cairn.storage.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The listeners to the events of a process. Thread-safe.
public final class Events {
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    /// Calls `listener` with every later event.
    ///
    /// @param listener called by the thread that causes the event, on several threads at once; must
    ///   neither block nor throw
    public void add(Consumer<Event> listener) {
        listeners.add(listener);
    }

    public void happened(Event event) {
        for (Consumer<Event> listener : listeners) {
            listener.accept(event);
        }
    }
}
