package org.tospace.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tospace.runtime.testing.ChildJvm;

/** A wild reference in plain code is an error in that thread, not the end of the process, however the code is run. */
class WildReferenceTest {
    @ParameterizedTest
    @CsvSource({"upcall,-Xint", "upcall,-XX:TieredStopAtLevel=1", "upcall,-XX:-TieredCompilation", "upcall,-XX:+TieredCompilation", "trap,-Xint",
        "trap,-XX:TieredStopAtLevel=1", "trap,-XX:-TieredCompilation", "trap,-XX:+TieredCompilation"})
    void wildReferenceBecomesAnInternalErrorThatIsDescribed(String barrier, String flag) {
        ChildJvm.Result result = ChildJvm.of(WildReferenceProgram.class).flags(flag).arguments(barrier).limit(Duration.ofSeconds(30)).run();
        result.requireExit(0).requireOutput("described: access to 0x").requireOutput("verified 101");
        assertEquals("", result.crashReport());
    }
}
