package cairn.background;

import cairn.storage.environment.InvocationEnvironment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.micronaut.context.BeanContext;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The handler. Lambda makes one for each process and calls it once for each event.
public final class BackgroundFunction implements RequestStreamHandler {
    private static final byte[] DONE = "{\"done\":true}".getBytes(StandardCharsets.US_ASCII);

    private final InvocationEnvironment environment;
    private final Worker worker;

    /// Prepares for events.
    ///
    /// @throws IllegalArgumentException if the environment variables are wrong
    public BackgroundFunction() {
        BeanContext context = BeanContext.run();
        environment = context.getBean(InvocationEnvironment.class);
        worker = context.getBean(Worker.class);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context lambda)
            throws IOException {
        // The context subtracted this clock's time from the deadline, so adding it restores the
        // deadline.
        environment.invoked(
                lambda.getAwsRequestId(),
                System.currentTimeMillis() + lambda.getRemainingTimeInMillis());
        worker.run(
                Task.of(event.readAllBytes()),
                () -> Duration.ofMillis(lambda.getRemainingTimeInMillis()));
        answer.write(DONE);
    }
}
