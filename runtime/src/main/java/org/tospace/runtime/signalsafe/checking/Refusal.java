package org.tospace.runtime.signalsafe.checking;

import org.tospace.runtime.signalsafe.NotSignalSafeException;
import org.tospace.runtime.signalsafe.reading.MethodBody;

/** Makes the exception that names the place. */
final class Refusal {

    private Refusal() {
    }

    static NotSignalSafeException of(MethodBody body, int line, String reason) {
        return new NotSignalSafeException(body.name().className(), body.name().signature(), line, reason);
    }
}
