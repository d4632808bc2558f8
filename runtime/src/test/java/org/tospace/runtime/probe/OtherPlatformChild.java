package org.tospace.runtime.probe;

/** Tries everything, on a platform that its flags make up. */
final class OtherPlatformChild {

    private OtherPlatformChild() {
    }

    public static void main(String[] args) {
        for (Mechanism mechanism : Mechanism.values()) {
            ProbeResult result = mechanism.probe();
            System.out.println(mechanism + " " + (result.available() ? "available" : result.detail()));
        }
    }
}
