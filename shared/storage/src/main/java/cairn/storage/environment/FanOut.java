package cairn.storage.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Runs one function on several inputs concurrently and waits for all results.
public final class FanOut {
    private FanOut() {}

    /// The results in the order of `inputs`. The caller computes the first, and a separate thread
    /// each other one. The first failure is thrown after all have ended.
    public static <T, R> List<R> map(
            Environment environment, String name, List<T> inputs, Function<T, R> each) {
        if (inputs.isEmpty()) {
            return List.of();
        }
        List<CompletableFuture<R>> others = new ArrayList<>(inputs.size() - 1);
        for (T input : inputs.subList(1, inputs.size())) {
            CompletableFuture<R> result = new CompletableFuture<>();
            others.add(result);
            environment.start(name, () -> complete(result, input, each));
        }
        CompletableFuture<R> first = new CompletableFuture<>();
        complete(first, inputs.getFirst(), each);
        List<R> results = new ArrayList<>(inputs.size());
        try {
            results.add(first.join());
            for (CompletableFuture<R> other : others) {
                results.add(other.join());
            }
        } catch (CompletionException e) {
            others.forEach(other -> other.handle((r, failure) -> r).join());
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        return results;
    }

    private static <T, R> void complete(CompletableFuture<R> result, T input, Function<T, R> each) {
        try {
            result.complete(each.apply(input));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }
}
