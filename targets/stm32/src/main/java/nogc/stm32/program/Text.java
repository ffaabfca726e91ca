package nogc.stm32.program;

/** Text of the programs: literals stay in flash, and become bytes once, at start. */
final class Text {
    private Text() {
    }

    static byte[] ascii(String literal) {
        byte[] bytes = new byte[literal.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) literal.charAt(i);
        }
        return bytes;
    }
}
