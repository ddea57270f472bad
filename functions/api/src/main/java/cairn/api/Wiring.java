package cairn.api;

import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.s3.FunctionCalls;
import cairn.storage.s3.S3Store;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;

/// What one process is made of.
@Factory
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    @Singleton
    Settings settings() {
        return Settings.of(System.getenv());
    }

    @Singleton
    InvocationEnvironment environment() {
        return new InvocationEnvironment((name, e) -> LOG.error("the task {} failed", name, e));
    }

    @Singleton
    @Bean(preDestroy = "close")
    S3Store store(Settings settings) {
        return S3Store.inFunction(settings.store());
    }

    @Singleton
    @Bean(preDestroy = "close")
    FunctionCalls calls(Settings settings) {
        return new FunctionCalls(
                settings.store().region(),
                settings.compactor().flatMap(Settings.Compactor::endpoint));
    }

    @Singleton
    CompactionCalls compactions(
            Settings settings, InvocationEnvironment environment, FunctionCalls calls) {
        return new CompactionCalls(
                environment,
                request ->
                        settings.compactor()
                                .flatMap(to -> calls.later(to.name(), event(request.text()))));
    }

    private static byte[] event(String partition) {
        return "{\"compact\":\"%s\"}".formatted(partition).getBytes(StandardCharsets.US_ASCII);
    }

    @Singleton
    Gateway gateway(
            Settings settings,
            InvocationEnvironment environment,
            S3Store store,
            CompactionCalls compactions) {
        return new Gateway(settings, environment, store, compactions);
    }
}
