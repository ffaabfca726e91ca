package nogc.stm32;

/** Text of a program: a literal stays in flash, and becomes bytes once, at start. */
public final class Literal {
    private Literal() {
    }

    /**
     * The characters of a literal as bytes, one each. Allocates; for start-up.
     *
     * @param text characters up to U+00FF; of others the lower eight bits are taken
     * @return a new array
     */
    public static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length()];
        copy(text, bytes);
        return bytes;
    }

    /** {@code nogc.stm32.build.CheckedLiterals} fills topics and other constant strings by it: a character, a byte. */
    static void copy(String text, byte[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = (byte) text.charAt(i);
        }
    }
}
