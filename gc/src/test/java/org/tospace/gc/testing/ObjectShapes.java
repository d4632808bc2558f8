package org.tospace.gc.testing;

import java.util.Random;

/** Objects of random shape: mostly small, some of about a page, a few of several pages, a third of these without slots. */
final class ObjectShapes {
    private final Random random;
    private final long pageBytes;
    private final long mostBytes;

    ObjectShapes(Random random, long pageBytes, long mostBytes) {
        this.random = random;
        this.pageBytes = pageBytes;
        this.mostBytes = mostBytes;
    }

    ModelNode nextSmall() {
        return make(random.nextInt(6), random.nextInt(60));
    }

    ModelNode next() {
        int choice = random.nextInt(1000);
        if (choice < 600) {
            return nextSmall();
        }
        if (choice < 950) {
            return make(random.nextInt(16), random.nextInt(400));
        }
        long most = Math.min(mostBytes, choice < 980 ? pageBytes + 64 : choice < 998 ? 3 * pageBytes : 70 * pageBytes);
        int slots = random.nextInt(3) == 0 ? 0 : random.nextInt((int) (most / 8));
        return make(slots, random.nextInt((int) (most - 8 * slots)));
    }

    private ModelNode make(int slots, int rawBytes) {
        return new ModelNode(random.nextInt(1 << 16), slots, rawBytes);
    }
}
