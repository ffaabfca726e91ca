package nogc.raspberrypi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of {@link KernelDevicesTest}: every method without parameters of the scenarios, and a line for each:
 * {@code ok NAME}, or {@code not ok NAME: REASON}.
 */
final class KernelDevices {
    private KernelDevices() {
    }

    /** @param words the folder of the devices */
    public static void main(String[] words) throws Exception {
        Path folder = Path.of(words[0]);
        for (Object scenarios : List.of(new GpioScenarios(folder), new BusScenarios(folder),
                new SpiScenarios(folder))) {
            for (Method scenario : scenarios.getClass().getDeclaredMethods()) {
                if (!scenario.isSynthetic() && scenario.getParameterCount() == 0
                        && scenario.getReturnType() == void.class) {
                    System.out.println(run(scenarios, scenario));
                }
            }
        }
        System.exit(0); // diozero's threads would go on
    }

    private static String run(Object scenarios, Method scenario) throws IllegalAccessException {
        try {
            scenario.invoke(scenarios);
            return "ok " + scenario.getName();
        } catch (InvocationTargetException e) {
            return "not ok " + scenario.getName() + ": " + String.valueOf(e.getCause()).replace('\n', ' ') + " at "
                    + e.getCause().getStackTrace()[0];
        }
    }
}
