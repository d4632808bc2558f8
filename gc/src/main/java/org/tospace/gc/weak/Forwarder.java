package org.tospace.gc.weak;

import org.tospace.gc.scan.Forwarding;
import org.tospace.gc.scan.Revival;

/** How objects are forwarded in a heap: by machine code or by Java, as all its scanning. Any agent, each with its own record. */
public interface Forwarder {
    /**
     * Forwards a value; see {@link Forwarding#forwardValue}.
     *
     * @param agent the caller's agent record
     * @param value a reference into from-space
     * @return its to-space value
     */
    long forward(long agent, long value);

    /**
     * Forwards a value into given room; see {@link Revival#forward}.
     *
     * @param agent the caller's agent record
     * @param value a reference into from-space
     * @param room room for the object
     * @return its to-space value
     */
    long revive(long agent, long value, long room);
}
