package cairn.storage.segment;

import cairn.storage.environment.UniqueName;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Footers and blocks of all segments of a process, with one limit in bytes. Segments never change,
/// so a cached part is never stale. Thread-safe.
///
/// If several readers miss the same part, one fetches it. The others wait outside of Caffeine,
/// because the simulation cannot schedule a wait inside a map's lock.
public final class SegmentCache {
    /// The part of a segment that is not a block.
    static final int FOOTER = -1;

    private record Part(UniqueName segment, int number) {}

    private final long bytesMax;
    private final Cache<Part, Weighed> parts;
    private final ConcurrentHashMap<Part, CompletableFuture<Weighed>> loading =
            new ConcurrentHashMap<>();

    public SegmentCache(long bytesMax) {
        this.bytesMax = bytesMax;
        this.parts =
                Caffeine.newBuilder()
                        .maximumWeight(bytesMax)
                        .weigher((Part part, Weighed value) -> value.weightBytes())
                        .executor(Runnable::run)
                        .build();
    }

    long bytesMax() {
        return bytesMax;
    }

    @Nullable Weighed ifCached(UniqueName segment, int number) {
        return parts.getIfPresent(new Part(segment, number));
    }

    void put(UniqueName segment, int number, Weighed value) {
        parts.put(new Part(segment, number), value);
    }

    /// Removes all parts of a segment. If its footer is not cached, this scans all cached parts.
    public void forget(UniqueName segment) {
        Part footer = new Part(segment, FOOTER);
        if (parts.getIfPresent(footer) instanceof Footer found) {
            for (int number = 0; number < found.blocks(); number++) {
                parts.invalidate(new Part(segment, number));
            }
            parts.invalidate(footer);
        } else {
            parts.asMap().keySet().removeIf(part -> part.segment.equals(segment));
        }
    }

    /// The approximate number of cached bytes.
    public long bytes() {
        parts.cleanUp();
        return parts.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    /// The part, from the cache, from another reader that loads it, or from `load`.
    Weighed get(UniqueName segment, int number, Supplier<Weighed> load) {
        Part part = new Part(segment, number);
        Weighed cached = parts.getIfPresent(part);
        if (cached != null) {
            return cached;
        }
        CompletableFuture<Weighed> mine = new CompletableFuture<>();
        CompletableFuture<Weighed> others = loading.putIfAbsent(part, mine);
        if (others != null) {
            return join(others);
        }
        try {
            Weighed loaded = load.get();
            parts.put(part, loaded);
            mine.complete(loaded);
            return loaded;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            loading.remove(part, mine);
        }
    }

    private static Weighed join(CompletableFuture<Weighed> loading) {
        try {
            return loading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
