package cairn.simulation.mutation;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// The main class of a process with a mistake in it. It runs the given tests in order until one
/// fails.
final class Mutant {
    /// The exit status if a test failed.
    static final int KILLED = 3;

    private Mutant() {}

    /// @param tests classes, or methods as `class#method`
    public static void main(String[] tests) {
        for (String test : tests) {
            DiscoverySelector selector =
                    test.contains("#")
                            ? DiscoverySelectors.selectMethod(test)
                            : DiscoverySelectors.selectClass(test);
            LauncherDiscoveryRequest request =
                    LauncherDiscoveryRequestBuilder.request().selectors(selector).build();
            SummaryGeneratingListener summary = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, summary);
            if (summary.getSummary().getTotalFailureCount() > 0) {
                summary.getSummary()
                        .getFailures()
                        .forEach(
                                failure ->
                                        System.out.println(test + ": " + failure.getException()));
                System.exit(KILLED);
            }
            if (summary.getSummary().getTestsSucceededCount() == 0) {
                throw new IllegalStateException("no test in " + test);
            }
        }
        System.exit(0);
    }
}
