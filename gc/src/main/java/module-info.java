/**
 * A garbage-collected object space for programs in Java: a Baker-style incremental copying collector that page protection makes
 * concurrent.
 */
module org.tospace.gc {
    requires org.tospace.runtime;
    // Optional: an image of a program that neither records nor manages its heaps needs neither. The JDK's own images have both.
    requires static java.management;
    requires static jdk.jfr;

    exports org.tospace.gc;
    exports org.tospace.gc.value;
}
