package nogc.samples.pi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nogc.javase.broker.Program;

/**
 * A root folder of its own, in which a package may be installed and removed: what this machine has, under an empty
 * layer that takes every change (overlayfs in a mount namespace) and vanishes with {@link #close}. No systemd runs in
 * it; the network is that of the machine. Needs root, for its mounts.
 */
final class CleanRoot implements AutoCloseable {
    private static final String START = """
            set -e
            work=$(mktemp -d)
            mount -t tmpfs none $work
            mkdir $work/changes $work/work $work/root
            mount -t overlay overlay -o lowerdir=/,upperdir=$work/changes,workdir=$work/work $work/root
            mount --rbind /proc $work/root/proc
            mount --rbind /dev $work/root/dev
            mount -t tmpfs none $work/root/run
            mkdir $work/root/run/changes
            mount --bind $work/changes $work/root/run/changes
            for shared; do mount --bind "$shared" "$work/root$shared"; done
            echo process $$
            exec chroot $work/root env --chdir=/ -u LD_LIBRARY_PATH PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
                DEBIAN_FRONTEND=noninteractive bash""";

    private final Program bash;
    private final Shell shell;
    private final String process;

    /** @param shared folders that are this machine's own: what is written there is seen outside */
    CleanRoot(Path... shared) {
        List<String> command = new ArrayList<>(List.of("--mount", "--propagation", "private", "bash", "-c", START,
                "root"));
        for (Path path : shared) {
            command.add(path.toString());
        }
        bash = Program.start("unshare", command.toArray(new String[0]));
        if (!bash.await(lines -> lines.stream().anyMatch(line -> line.startsWith("process ")), 30_000)) {
            bash.close();
            throw new AssertionError("a package is tried in a root folder of its own, which takes the right to mount an"
                    + " overlay: run this test as root (sudo make test): " + bash.lines());
        }
        process = bash.lines().get(bash.lines().size() - 1).split(" ")[1];
        shell = new Shell(bash);
    }

    /** Runs a line of bash as root and waits for its end. */
    Shell.Result run(String command) {
        return shell.run(command);
    }

    /** Starts a program in it that goes on: root's, or another user's by {@code setpriv}. It gets the signals. */
    Program start(List<String> command) {
        List<String> words = new ArrayList<>(List.of("nsenter", "--target", process, "--mount", "--root", "--wd"));
        words.addAll(command);
        return Program.start(words.get(0), words.subList(1, words.size()).toArray(new String[0]));
    }

    /**
     * The files that were changed, made or removed, in the order of their names; without dpkg's own books, logs and the
     * lists of users and groups, which are written anew with every look.
     */
    String changes() {
        return run("cd /run/changes && find . -not -type d | sed 's/^.//' | sort | grep -vE"
                + " '^/(tmp|root|work|home)/|^/var/(lib/dpkg|log|cache/(debconf|man|ldconfig))/|"
                + "^/etc/((passwd|shadow|group|gshadow|subuid|subgid)|.*-)$|[.]lock$'").said();
    }

    /** Writes a file, with its folders. */
    void put(Path file, String content) {
        run("mkdir -p " + file.getParent() + "\ncat >" + file + " <<'END OF FILE'\n" + content + "END OF FILE").good();
    }

    @Override
    public void close() {
        bash.close();
    }
}
