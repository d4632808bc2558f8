package org.tospace.workloads.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a cache of {@link LruCache} must do, reckoned without a cache: an array by time has the key that each operation touched, an array by key the
 * time when it was touched last. The oldest entry is the first in time whose key was not touched since.
 */
public final class LruModel {
    private static final int NEVER = -1;

    private final LruPlan plan;
    private final int[] touched;
    private final int[] lastTouch;
    private final int[] lastStore;
    private int hits;
    private int misses;
    private int evictions;
    private int entries;
    private int oldest;

    /** The model of what this plan asks for. */
    public LruModel(LruPlan plan) {
        this.plan = plan;
        touched = new int[plan.operations()];
        lastTouch = new int[plan.keys()];
        lastStore = new int[plan.keys()];
        Arrays.fill(lastTouch, NEVER);
    }

    /** Does all operations; once. */
    public LruOutcome run() {
        SplittableRandom choices = plan.choices();
        Checksum checksum = new Checksum();
        for (int time = 0; time < touched.length; time++) {
            int key = plan.key(choices);
            boolean stores = plan.stores(choices);
            boolean hit = lastTouch[key] != NEVER;
            checksum.add(hit ? lastStore[key] : NEVER);
            if (hit) {
                hits++;
            } else {
                misses++;
                makeRoom();
                entries++;
            }
            if (stores || !hit) {
                lastStore[key] = time;
            }
            touched[time] = key;
            lastTouch[key] = time;
        }
        return new LruOutcome(hits, misses, evictions, checksum.value());
    }

    private void makeRoom() {
        if (entries < plan.entries()) {
            return;
        }
        while (lastTouch[touched[oldest]] != oldest) {
            oldest++;
        }
        lastTouch[touched[oldest]] = NEVER;
        entries--;
        evictions++;
        oldest++;
    }

    /** The keys of all entries at the end, the one first that was touched last. */
    public int[] newestToOldest() {
        int[] keys = new int[entries];
        int count = 0;
        for (int time = touched.length - 1; count < entries; time--) {
            if (lastTouch[touched[time]] == time) {
                keys[count++] = touched[time];
            }
        }
        return keys;
    }

    /** Which operation stored what the cache has for a key at the end. */
    public int storedBy(int key) {
        return lastStore[key];
    }
}
