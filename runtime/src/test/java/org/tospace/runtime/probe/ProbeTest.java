package org.tospace.runtime.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tospace.runtime.linux.Ioctl;
import org.tospace.runtime.linux.SystemCall;
import org.tospace.runtime.linux.UserFault;

class ProbeTest {

    private static final long NO_SUCH_CALL = 100_000;

    private static ProbeResult run(Supplier<String> attempt) {
        return new Probe("a mechanism") {
            @Override
            String attempt() {
                return attempt.get();
            }
        }.run();
    }

    @Test
    void anImpossibleSystemCallIsReportedWithTheNameOfItsError() {
        ProbeResult result = run(() -> {
            SystemCall.check("impossible", 0, 0, SystemCall.invoke(NO_SUCH_CALL, 0, 0, 0));
            return "called";
        });
        assertEquals(new ProbeResult("a mechanism", false,
                "impossible was refused with ENOSYS (errno 38): this kernel does not have the call"), result);
    }

    @Test
    void anIoctlOnNoDescriptorIsReportedWithItsName() {
        ProbeResult result = run(() -> {
            try (Arena arena = Arena.ofConfined()) {
                Ioctl.readWrite("UFFDIO_API", 0xAA, 0x3F, 24).invoke(-1, arena.allocate(24));
            }
            return "called";
        });
        assertEquals("ioctl(UFFDIO_API) was refused with EBADF (errno 9)", result.detail());
        assertFalse(result.available());
    }

    @Test
    void aFeatureNoKernelHasIsRefusedAndItsDescriptorClosed() {
        long before = Leftovers.countDescriptors();
        ProbeResult result = run(() -> {
            UserFault.open(1L << 62).close();
            return "opened";
        });
        assertFalse(result.available());
        assertTrue(result.detail().matches("(ioctl\\(UFFDIO_API\\)|userfaultfd) was refused with E[A-Z]+ .*"), result.detail());
        assertEquals(before, Leftovers.countDescriptors());
    }

    @Test
    void aMechanismThatDoesSomethingElseIsNotAvailable() {
        ProbeResult result = run(() -> {
            Probe.require(false, "two and two made five");
            return "four";
        });
        assertEquals(new ProbeResult("a mechanism", false, "two and two made five"), result);
    }

    @Test
    void anythingThrownIsPartOfTheResult() {
        ProbeResult result = run(() -> {
            throw new ExceptionInInitializerError(new IllegalCallerException("native access is not enabled"));
        });
        assertFalse(result.available());
        assertTrue(result.detail().contains("IllegalCallerException: native access is not enabled"), result.detail());
    }
}
