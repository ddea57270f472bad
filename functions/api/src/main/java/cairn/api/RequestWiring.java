package cairn.api;

import cairn.operations.access.Access;
import cairn.operations.access.KnownKeys;
import cairn.operations.access.RolePolicy;
import cairn.operations.access.SignedAccess;
import cairn.operations.signature.SignatureCheck;
import cairn.storage.background.JobName;
import cairn.storage.environment.InvocationEnvironment;
import cairn.storage.port.DataKeys;
import cairn.storage.port.ObjectStore;
import cairn.storage.s3.FunctionCalls;
import cairn.storage.s3.KmsDataKeys;
import cairn.storage.s3.S3Store;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;

/// The objects of one process.
@Factory
final class RequestWiring {
    private static final Logger LOG = LoggerFactory.getLogger(RequestWiring.class);

    @Singleton
    RequestSettings settings() {
        return RequestSettings.of(System.getenv());
    }

    @Singleton
    InvocationEnvironment environment() {
        return new InvocationEnvironment((name, e) -> LOG.error("the task {} failed", name, e));
    }

    @Singleton
    @Bean(preDestroy = "close")
    S3Store store(RequestSettings settings) {
        return S3Store.inFunction(settings.store(), line -> LOG.error("{}", line));
    }

    @Singleton
    @Bean(preDestroy = "close")
    FunctionCalls calls(RequestSettings settings) {
        return new FunctionCalls(
                settings.store().region(),
                settings.compactor().flatMap(RequestSettings.Compactor::endpoint));
    }

    @Singleton
    @Bean(preDestroy = "close")
    KmsDataKeys dataKeys(RequestSettings settings) {
        return KmsDataKeys.inFunction(
                settings.secrets().id(), settings.store().region(), settings.secrets().endpoint());
    }

    @Singleton
    JobCalls jobs(
            RequestSettings settings, InvocationEnvironment environment, FunctionCalls calls) {
        return new JobCalls(
                environment,
                job -> settings.compactor().flatMap(to -> calls.later(to.name(), event(job))));
    }

    /// The payload that calls the background function for a job.
    private static byte[] event(JobName job) {
        return "{\"%s\":\"%s\"}"
                .formatted(job.kind(), job.subject())
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Singleton
    EventGateway gateway(
            RequestSettings settings,
            InvocationEnvironment environment,
            S3Store store,
            JobCalls jobs,
            KmsDataKeys dataKeys) {
        return new EventGateway(
                settings,
                environment,
                store,
                jobs,
                new Admission(
                        signed(settings, environment, store, dataKeys),
                        new RefusalLog(
                                environment, LoggerFactory.getLogger(RefusalLog.class)::warn)));
    }

    /// The access rule of every deployment. A caller signs with an access key of the store, and the
    /// key's role decides its permissions. The cached keys live as long as this object, so no
    /// snapshot contains them.
    static Access signed(
            RequestSettings settings,
            InvocationEnvironment environment,
            ObjectStore store,
            DataKeys dataKeys) {
        String region = settings.store().region();
        return new SignedAccess(
                new SignatureCheck(region, environment),
                new KnownKeys(environment, store, dataKeys),
                new RolePolicy(),
                region,
                settings.account());
    }
}
