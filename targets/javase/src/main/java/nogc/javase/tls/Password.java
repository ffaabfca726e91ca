package nogc.javase.tls;

import java.util.Arrays;
import java.util.function.Supplier;

/** The characters that open a file, from the moment in which the application gives them until they are overwritten. */
final class Password implements AutoCloseable {
    /** Or null for none. */
    final char[] characters;

    /**
     * Asks for it.
     *
     * @param file that it opens, for the message
     * @param supplier of the application's, or null for none
     * @throws TlsException if that fails
     */
    Password(Object file, Supplier<char[]> supplier) throws TlsException {
        try {
            characters = supplier == null ? null : supplier.get();
        } catch (RuntimeException e) {
            throw new TlsException(TlsResult.OWN_FILES, "the password of " + file + " cannot be had: "
                    + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (characters != null) {
            Arrays.fill(characters, '\0');
        }
    }
}
