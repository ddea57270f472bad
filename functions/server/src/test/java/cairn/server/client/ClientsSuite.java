package cairn.server.client;

import cairn.server.target.Target;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.util.Optional;

/// The main use through real clients, against one target. Each client deletes the tables that it
/// makes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ClientsSuite {
    // Empty if the target cannot start.
    private Optional<Target> started = Optional.empty();

    /// Starts the target.
    protected abstract Target start() throws IOException, InterruptedException;

    @BeforeAll
    void startTarget() throws IOException, InterruptedException {
        started = Optional.of(start());
    }

    @AfterAll
    void endTarget() {
        started.ifPresent(Target::close);
    }

    @Nested
    final class JavaSdk extends JavaSdkSuite {
        @Override
        Target target() {
            return started.orElseThrow();
        }
    }

    @Nested
    final class EnhancedClient extends EnhancedClientSuite {
        @Override
        Target target() {
            return started.orElseThrow();
        }
    }

    @Nested
    final class Terraform extends TerraformSuite {
        @Override
        Target target() {
            return started.orElseThrow();
        }
    }

    @Nested
    final class PythonClients extends PythonClientsSuite {
        @Override
        Target target() {
            return started.orElseThrow();
        }
    }
}
