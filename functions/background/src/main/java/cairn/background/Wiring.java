package cairn.background;

import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.s3.S3Store;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
        return S3Store.inFunction(settings.store(), line -> LOG.error("{}", line));
    }

    @Singleton
    Worker worker(InvocationEnvironment environment, S3Store store) {
        return new Worker(environment, store);
    }
}
