/// The deployed system on LocalStack: the suites of real clients against it, and writers whose
/// environments are killed. Each run of the module deploys once. Start at [Deployment].
@NullMarked
package cairn.localstack;

import org.jspecify.annotations.NullMarked;
