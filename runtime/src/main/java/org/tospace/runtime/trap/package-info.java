/**
 * Traps (Appel &amp; Li's TRAP): memory whose faults are served in user mode, by Java, on the thread that faulted.
 *
 * <p>Open a {@link org.tospace.runtime.trap.TrapRegion} over addresses whose protection you change, and reach them
 * through {@link org.tospace.runtime.trap.Accessors}: a fault calls the region's
 * {@link org.tospace.runtime.trap.TrapHandler}, which makes the page accessible, and the access goes on as if nothing had
 * been. A fault of plain Java code in a region, which no Java may serve, becomes an
 * {@link InternalError} in that thread and a {@link org.tospace.runtime.trap.Fault} to ask the region for; so does one
 * in no region, such as a load from null, while any is open. The other
 * primitives are in {@link org.tospace.runtime.memory}. All this is for x86-64; on another processor regions and accessors are refused
 * ({@link org.tospace.runtime.linux.SupportedPlatform#requireMachineCode}).
 *
 * <h2>How it works</h2>
 *
 * <p>The action for {@code SIGSEGV}, and for {@code SIGBUS} while a region with {@link org.tospace.runtime.trap.TrapSignal#BUS} is open, is
 * machine code of ours, compiled from signal-safe Java when the module is built. It looks the fault's address up in a table of regions and
 * goes one of these ways:
 *
 * <table>
 * <caption>What becomes of a fault</caption>
 * <tr><th>address</th><th>raised by</th><th>what happens</th></tr>
 * <tr><td>in a region</td><td>an accessor</td><td>the region's handler runs by upcall; the access is repeated, or given up
 *     with {@link org.tospace.runtime.trap.InaccessibleAddressException}</td></tr>
 * <tr><td>in a region</td><td>other code</td><td>recorded in the region; passed to the previous handler as
 *     {@code SIGBUS}, which HotSpot turns into {@link InternalError} in Java code and into a crash report elsewhere</td></tr>
 * <tr><td>in a region opened by {@code openNative}</td><td>any code</td><td>the region's machine code runs in the signal handler; what it
 *     cannot serve goes the way of the row above</td></tr>
 * <tr><td>by {@code SIGBUS}, in a region without {@code BUS}</td><td>any code</td><td>as above, but as if nothing could serve it</td></tr>
 * <tr><td>any</td><td>a region's machine code, or what it called</td><td>a line on standard error says so; passed to the previous handler
 *     untouched: HotSpot writes its error report</td></tr>
 * <tr><td>in none</td><td>other signal-safe code</td><td>likewise</td></tr>
 * <tr><td>in none</td><td>an accessor</td><td>the access is given up, as above</td></tr>
 * <tr><td>in none</td><td>other code</td><td>passed to the previous handler untouched. Where that is HotSpot's, it is asked first whether the fault
 *     is its own; plain Java's that are not become {@link InternalError}, too, and are recorded</td></tr>
 * </table>
 *
 * <p>The reason for accessors: an upcall is legal only for a thread in native state, and an accessor, called by a normal
 * downcall, is where a thread is sure to be in it.
 *
 * <h2>Rules</h2>
 *
 * <p>An action is installed with the first region that needs it and removed with the last, unless somebody else's handler stands there
 * by then: theirs may lead to ours, so both stay. The machine code is never freed. It runs in any thread in any state; it
 * allocates nothing, logs nothing, takes no lock, and calls nothing but a region's service or upcall. The table and the action are
 * static, one for the process, because signal actions are.
 */
package org.tospace.runtime.trap;
