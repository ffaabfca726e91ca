package nogc.mqtt.mutants;

import java.io.PrintStream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests in the order of the arguments and ends the JVM at the first that fails: exit code 1 says so. What a test
 * would do behind its failure, such as ending the programs that it started, is not done.
 */
public final class FailFast {
    /** Ahead of the name of the test that failed. */
    static final String MARK = "FAILED ";

    private FailFast() {
    }

    private static final class First implements TestExecutionListener {
        private final PrintStream out = System.out;
        private final String name;
        private int passed;

        First(String name) {
            this.name = name;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                out.println(MARK + name.substring(name.lastIndexOf('.') + 1) + ": " + test.getDisplayName());
                result.getThrowable().ifPresent(failure -> failure.printStackTrace(out));
                end(1);
            }
            passed += test.isTest() ? 1 : 0;
        }
    }

    /** @param names of test classes, or {@code class#method}, with the types of its parameters if it has any */
    public static void main(String[] names) {
        Launcher launcher = LauncherFactory.create();
        for (String name : names) {
            DiscoverySelector tests = name.indexOf('#') < 0 ? DiscoverySelectors.selectClass(name)
                    : DiscoverySelectors.selectMethod(name);
            First first = new First(name);
            launcher.execute(LauncherDiscoveryRequestBuilder.request().selectors(tests).build(), first);
            if (first.passed == 0) {
                first.out.println(MARK + name + ": it holds no test");
                end(2);
            }
        }
        end(0);
    }

    /** At once: a thread of a test must not be in the way. */
    private static void end(int code) {
        System.out.flush();
        Runtime.getRuntime().halt(code);
    }
}
