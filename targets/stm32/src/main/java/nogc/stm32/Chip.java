package nogc.stm32;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Thermometer;
import nogc.hal.Uart;
import nogc.mqtt.Utf8String;

/**
 * The devices inside the chip behind the interfaces of {@link nogc.hal}: one object, since on this machine each class
 * costs flash. The serial line is the one to the network; the console belongs to the board support.
 */
public final class Chip implements Clock, Entropy, Thermometer, Uart {
    /** The length of {@link #identity}. */
    public static final int IDENTITY_LENGTH = 30;
    /** The longest sleep in {@link #idle}, in milliseconds. */
    public static final int LONGEST_IDLE = 20;

    private int random = Board.seed();

    /** One is enough; what it makes of the random numbers differs from chip to chip and from start to start. */
    public Chip() {
    }

    /** Milliseconds since the start, by SysTick. */
    @Override
    public int millis() {
        return Board.millis();
    }

    /**
     * Sleeps until input came on the serial line or the time is over, but not longer than {@link #LONGEST_IDLE}, since
     * a transport that opens step by step wants to be asked again; and kicks the watchdog.
     *
     * @param millis at most so long
     */
    public void idle(int millis) {
        Board.idle(Math.min(millis, LONGEST_IDLE));
    }

    /**
     * Ends the program if a call was refused that a right program never sees refused, such as a setter with a literal:
     * {@code panic: a call was refused} and the result on the console, and a reset.
     *
     * @param result what the call answered, a code of {@link nogc.mqtt.Result} if negative
     */
    public void require(int result) {
        Board.require(result);
    }

    /** A linear congruential generator over the unique id of the chip and the times of the calls. */
    @Override
    public int next() {
        random = (random ^ Board.millis()) * 1664525 + 1013904223;
        return random ^ random >>> 16;
    }

    @Override
    public int milliCelsius() {
        return Board.milliCelsius();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return Board.read(buffer, offset, length);
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return Board.write(buffer, offset, length);
    }

    @Override
    public int lost() {
        return Board.lost();
    }

    /**
     * A name that no other chip has: {@code stm32-} and 24 hexadecimal digits.
     *
     * @return a new array
     */
    public byte[] identity() {
        byte[] name = new byte[IDENTITY_LENGTH];
        Board.identity(name, 0);
        return name;
    }

    /**
     * The same name as a client identifier.
     *
     * @return a new object
     */
    public Utf8String name() {
        Utf8String name = new Utf8String("stm32-000000000000000000000000");
        Board.identity(name.bytes(), 0); // of the same length, and as valid
        return name;
    }

    /** @param on whether the LED of the board is lit */
    public void led(boolean on) {
        Board.led(on);
    }

    /** @return whether the button of the board is pressed */
    public boolean button() {
        return Board.button();
    }
}
