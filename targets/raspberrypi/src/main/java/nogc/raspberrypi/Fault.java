package nogc.raspberrypi;

/** Why a sensor has no reading. */
public enum Fault {
    /** It has one. */
    NONE("it reads"),
    /** There is no such device: not wired, unplugged, or its overlay is not in {@code config.txt}. */
    ABSENT("there is no such device: look at its wires and at its line in /boot/firmware/config.txt"),
    /** This user may not read its file. */
    DENIED("this user may not read its file: add the user to the group that owns it"),
    /** The kernel reported an error in place of a value. */
    FAILED("the kernel cannot read it: look at its wires, and at dmesg"),
    /** A driver of the kernel has the device. */
    TAKEN("a driver of the kernel has it: take its dtoverlay out of /boot/firmware/config.txt, or read it as iio"),
    /** Another kind of device is in its place. */
    OTHER_DEVICE("another kind of device answers at its address: look at what is printed on it (a BMP280 is no"
            + " BME280)"),
    /** It answers, but does not come to the end of a measurement. */
    STUCK("it begins to measure and does not end: look at its power supply"),
    /** The file holds no number, or its checksum is wrong. */
    GARBAGE("it answered something that is no reading: look at its wires and its pull-up resistor"),
    /** A number that such a sensor cannot have measured. */
    OUT_OF_RANGE("it answered a value that it cannot have measured: look at its power supply");

    private final String sentence;

    Fault(String sentence) {
        this.sentence = sentence;
    }

    /** @return what it means and what to look at, for the log */
    public String sentence() {
        return sentence;
    }
}
