package nogc.mqtt.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintStream;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes in the order of the arguments up to the first one that fails; exit code 1 says so. */
public final class FailFast {
    private FailFast() {
    }

    /** @param names of test classes */
    public static void main(String[] names) throws ClassNotFoundException {
        PrintStream out = System.out;
        Launcher launcher = LauncherFactory.create();
        for (String name : names) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            launcher.execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Class.forName(name)))
                    .build(), listener);
            TestExecutionSummary summary = listener.getSummary();
            if (summary.getTotalFailureCount() > 0) {
                TestExecutionSummary.Failure first = summary.getFailures().get(0);
                out.println(name.substring(name.lastIndexOf('.') + 1) + ": "
                        + first.getTestIdentifier().getDisplayName());
                first.getException().printStackTrace(out);
                System.exit(1);
            }
            if (summary.getTestsSucceededCount() == 0) {
                out.println(name + " holds no test");
                System.exit(2);
            }
        }
        System.exit(0);
    }
}
