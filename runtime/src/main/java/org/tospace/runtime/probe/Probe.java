package org.tospace.runtime.probe;

import java.util.Optional;
import org.tospace.runtime.linux.SupportedPlatform;
import org.tospace.runtime.linux.SystemCallException;

/** A trial of one mechanism. Turns whatever goes wrong in {@link #attempt} into words. */
abstract class Probe {

    private static final int EPERM = 1;
    private static final int EINVAL = 22;
    private static final int ENOSYS = 38;

    private final String name;

    Probe(String name) {
        this.name = name;
    }

    /**
     * Tries the mechanism, and undoes it.
     *
     * @return what was seen, as part of a sentence
     * @throws SystemCallException if the kernel refuses
     * @throws MechanismException if it agrees and then does something else
     */
    abstract String attempt();

    /** Why the mechanism is not even tried here, as a sentence. Most have to do with machine code of ours, or with system calls that only it can make. */
    Optional<String> problem() {
        return SupportedPlatform.machineCodeProblem();
    }

    /** Tries the mechanism; never throws. */
    final ProbeResult run() {
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            return new ProbeResult(name, false, "not tried: " + problem.get());
        }
        try {
            return new ProbeResult(name, true, attempt());
        } catch (SystemCallException e) {
            return new ProbeResult(name, false, refusal(e));
        } catch (MechanismException e) {
            return new ProbeResult(name, false, e.getMessage());
        } catch (RuntimeException | Error e) {
            return new ProbeResult(name, false, "the trial failed: " + cause(e));
        }
    }

    /** Gives the trial up if something is not as it should be; {@code otherwise} is part of a sentence. */
    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MechanismException(otherwise);
        }
    }

    private static String refusal(SystemCallException e) {
        String hint = switch (e.errno()) {
            case EPERM -> ", in a container often by its system call filter";
            case EINVAL -> ": this kernel does not know what was asked for";
            case ENOSYS -> ": this kernel does not have the call";
            default -> "";
        };
        return e.call() + " was refused with " + e.errnoName() + " (errno " + e.errno() + ")" + hint;
    }

    /** What made a class's initialisation fail, now or earlier, if that is it: so a JVM that denies native access says so. */
    private static Throwable cause(Throwable e) {
        Throwable cause = e;
        while (cause instanceof LinkageError && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** A mechanism did something else than it should; the message says what, as part of a sentence. */
    static final class MechanismException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private MechanismException(String message) {
            super(message);
        }
    }
}
