package nogc.raspberrypi;

/** What diozero needs of its surroundings. */
final class Diozero {
    private Diozero() {
    }

    /**
     * Has tinylog, by which diozero logs, load nothing and say nothing, unless the application chose otherwise: our
     * results say what failed. Ahead of the first class of diozero.
     */
    static void silence() {
        if (System.getProperty("tinylog.provider") == null) {
            System.setProperty("tinylog.provider", "nop");
        }
    }
}
