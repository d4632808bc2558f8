package org.tospace.gc;

/** Prints what the platform offers. */
final class PlatformChild {
    private PlatformChild() {
    }

    public static void main(String[] args) {
        for (Capability capability : Platform.probe()) {
            System.out.println(capability.name() + ": " + capability.available() + ", " + capability.detail());
        }
    }
}
