package nogc.stm32.refused;

import org.teavm.interop.Import;

/** A program that the bare profile must refuse: it would go on after an error that is a trap there. */
public final class Catches {
    private Catches() {
    }

    private static final class Options {
        private int untouched;
    }

    /** Its constructor shows the object around, and may then throw before it has written the field. */
    private static final class Unfinished {
        private final int number;

        private Unfinished(int thrown) {
            shown = this;
            if (thrown != 0) {
                throw new IllegalArgumentException();
            }
            number = 7;
        }
    }

    /** Its constructor has the object copied before it has written the field. */
    private static final class Copied implements Cloneable {
        private final int number;
        private final Copied copy;

        private Copied() {
            copy = copy();
            number = 7;
        }

        private Copied copy() {
            try {
                return (Copied) clone();
            } catch (CloneNotSupportedException e) {
                return null;
            }
        }
    }

    /** The program makes one of each, and has room for one of them at a time. */
    private static final class Large {
        private final byte[] bytes = new byte[60000];
    }

    private static final class Other {
        private final byte[] bytes = new byte[60000];
    }

    private static Unfinished shown;

    @Import(name = "systick_millis")
    private static native int millis();

    private static int element(byte[] bytes, int index) {
        try {
            return bytes[index];
        } catch (ArrayIndexOutOfBoundsException e) {
            return 0;
        }
    }

    /** Nobody writes the field, so that its value is known; whether there is an object is not. */
    private static int untouched(Options options) {
        try {
            return options.untouched;
        } catch (NullPointerException e) {
            return 1;
        }
    }

    private static int unfinished() {
        try {
            return new Unfinished(millis() < 0 ? 0 : 1).number;
        } catch (IllegalArgumentException e) {
            return shown.number;
        }
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        if (unfinished() != 0) {
            throw new IllegalStateException();
        }
        if (new Large().bytes[millis() & 7] + new Other().bytes[millis() & 7] != 0) {
            throw new IllegalStateException();
        }
        Copied original = new Copied();
        if (original.copy.number != 0 || original.number != 7) {
            throw new IllegalStateException();
        }
        byte[] bytes = new byte[8];
        int sum = 0;
        while (sum >= 0) {
            sum += element(bytes, millis());
            if (untouched(millis() < 0 ? new Options() : null) != 1) {
                throw new IllegalStateException();
            }
        }
    }
}
