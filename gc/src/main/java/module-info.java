/**
 * A garbage-collected object space for programs in Java: a Baker-style incremental copying collector that page protection makes
 * concurrent.
 */
module org.tospace.gc {
    requires org.tospace.runtime;

    exports org.tospace.gc;
    exports org.tospace.gc.value;
}
