package cairn.storage.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Does the same to several things at once and waits for all.
public final class FanOut {
    private FanOut() {}

    /// The results in order of `inputs`, each computed on its own thread but the first, which the
    /// caller computes. The first failure is thrown, after all have ended.
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
