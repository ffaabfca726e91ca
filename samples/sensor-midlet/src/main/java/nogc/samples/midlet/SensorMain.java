package nogc.samples.midlet;

/** The sensor node where a machine starts {@code main}: {@code Node-Url=socket://broker:1883 Node-Name=hall}. */
public final class SensorMain {
    private SensorMain() {
    }

    /**
     * Runs the node until it has left.
     *
     * @param args the settings of {@link SensorMidlet}, each as {@code NAME=value}
     */
    public static void main(String[] args) {
        try {
            Settings settings = new Settings();
            for (String each : args) {
                int sign = Math.max(each.indexOf('='), 0);
                settings.set(each.substring(0, sign), each.substring(Math.min(sign + 1, each.length())));
            }
            settings.check();
            new NodeThread(settings, null, null).run();
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
