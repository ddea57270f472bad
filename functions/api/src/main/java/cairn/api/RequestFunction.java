package cairn.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.micronaut.context.BeanContext;

import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The handler. Lambda makes one for each process and calls it once for each request.
///
/// With SnapStart, Lambda makes one process when a version is published, and copies it. Each
/// environment continues from the copy, at any later time. Before the copy, the hot path runs until
/// it is compiled. Then all state is released: connections, credentials, views, clocks, random
/// bits. After the copy, all of it is made anew. views, clocks, random bits. After it all that is
/// made anew.
public final class RequestFunction implements RequestStreamHandler, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(RequestFunction.class);

    private BeanContext context;
    private EventGateway gateway;

    /// Prepares for requests.
    ///
    /// @throws IllegalArgumentException if the environment variables are wrong
    public RequestFunction() {
        context = BeanContext.run();
        gateway = context.getBean(EventGateway.class);
        if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            Core.getGlobalContext().register(this);
        }
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context lambda)
            throws IOException {
        gateway.answer(event, answer, Invocation.of(lambda));
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> snapshots)
            throws IOException {
        try {
            context.getBean(Priming.class).run();
        } catch (RuntimeException e) {
            // Lambda's runtime reports only that a hook failed.
            LOG.error("no snapshot can be taken", e);
            throw e;
        }
        context.close();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> snapshots) {
        context = BeanContext.run();
        gateway = context.getBean(EventGateway.class);
    }
}
