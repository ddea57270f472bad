package cairn.background;

import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.s3.S3Store;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The objects of one process.
@Factory
final class JobWiring {
    private static final Logger LOG = LoggerFactory.getLogger(JobWiring.class);

    @Singleton
    JobSettings settings() {
        return JobSettings.of(System.getenv());
    }

    @Singleton
    InvocationEnvironment environment() {
        return new InvocationEnvironment((name, e) -> LOG.error("the task {} failed", name, e));
    }

    @Singleton
    @Bean(preDestroy = "close")
    S3Store store(JobSettings settings) {
        return S3Store.inFunction(settings.store(), line -> LOG.error("{}", line));
    }

    @Singleton
    Worker worker(InvocationEnvironment environment, S3Store store) {
        return new Worker(environment, store);
    }
}
