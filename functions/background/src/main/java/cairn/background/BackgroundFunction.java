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

/// The handler that Lambda makes once a process and calls once an event.
public final class BackgroundFunction implements RequestStreamHandler {
    private static final byte[] DONE = "{\"done\":true}".getBytes(StandardCharsets.US_ASCII);

    private final InvocationEnvironment environment;
    private final Worker worker;

    /// Ready for events.
    ///
    /// @throws IllegalArgumentException the environment's variables are wrong
    public BackgroundFunction() {
        BeanContext context = BeanContext.run();
        environment = context.getBean(InvocationEnvironment.class);
        worker = context.getBean(Worker.class);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context lambda)
            throws IOException {
        // The context has taken the same clock from the deadline, so what it says cancels out.
        environment.invoked(
                lambda.getAwsRequestId(),
                System.currentTimeMillis() + lambda.getRemainingTimeInMillis());
        worker.run(
                Task.of(event.readAllBytes()),
                () -> Duration.ofMillis(lambda.getRemainingTimeInMillis()));
        answer.write(DONE);
    }
}
