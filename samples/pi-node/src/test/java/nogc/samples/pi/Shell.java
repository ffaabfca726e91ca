package nogc.samples.pi;

import java.util.List;
import nogc.javase.broker.Program;

/** A shell at the other end of a program's streams, which runs one command after the other. */
final class Shell {
    private static final long PATIENCE = 400_000;

    /** What a command said, both streams in one, and its exit code. */
    record Result(int code, String said) {
        /** Fails the test unless the command succeeded. */
        String good() {
            if (code != 0) {
                throw new AssertionError("exit code " + code + ": " + said);
            }
            return said;
        }
    }

    private final Program program;
    private int count;
    private int read;

    /** On a shell that waits for its first command: what was said before is nobody's answer. */
    Shell(Program program) {
        this.program = program;
        read = program.lines().size();
    }

    /** Runs a line, or several, and waits for the end. */
    Result run(String command) {
        String end = "=== " + ++count + " ";
        program.tell("{ " + command + "\n} </dev/null; printf '\\n%s%s\\n' '" + end + "' $?");
        if (!program.await(lines -> lines.stream().skip(read).anyMatch(line -> line.startsWith(end)), PATIENCE)) {
            throw new AssertionError(command + " did not end: " + program.lines());
        }
        List<String> lines = program.lines();
        int last = read;
        while (!lines.get(last).startsWith(end)) {
            last++;
        }
        List<String> said = lines.subList(read, last);
        read = last + 1;
        return new Result(Integer.parseInt(lines.get(last).substring(end.length())),
                String.join("\n", said).strip());
    }
}
