package org.tospace.gc.disturbance;

import java.util.function.LongUnaryOperator;

/**
 * Code that is run until it is compiled and then made invalid in two ways: a subclass is loaded that overrides a method which nobody
 * overrode (so that code which called it directly must go), and a branch is taken that never was (an uncommon trap).
 *
 * <p>Copies of the three classes are made for each round: the JVM gives up on compiling a method that it had to throw away often.
 */
final class HotCode {
    private static final int CALLS = 400;
    private static final int STEPS = 500;

    private HotCode() {
    }

    /** One round: four deoptimisations or so. */
    static void deoptimise() throws ReflectiveOperationException {
        FreshLoader loader = new FreshLoader();
        Class<?> base = loader.copy(Base.class);
        LongUnaryOperator loop = (LongUnaryOperator) construct(loader.copy(Loop.class), base, construct(base));
        long sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += loop.applyAsLong(STEPS);
        }
        require(sum, CALLS * STEPS);
        require(loop.applyAsLong(-STEPS), -STEPS);
        LongUnaryOperator overridden = (LongUnaryOperator) construct(loop.getClass(), base, construct(loader.copy(Overriding.class)));
        require(overridden.applyAsLong(STEPS), 2 * STEPS);
        require(loop.applyAsLong(STEPS), STEPS);
    }

    private static Object construct(Class<?> type) throws ReflectiveOperationException {
        return type.getConstructor().newInstance();
    }

    private static Object construct(Class<?> type, Class<?> parameter, Object argument) throws ReflectiveOperationException {
        return type.getConstructor(parameter).newInstance(argument);
    }

    private static void require(long actual, long expected) {
        if (actual != expected) {
            throw new AssertionError("hot code must say " + expected + ": " + actual);
        }
    }

    /** What is called. */
    public static class Base {
        /** Nothing to set up. */
        public Base() {
        }

        /** Overridden later. */
        public long step() {
            return 1;
        }
    }

    /** Loaded later. */
    public static final class Overriding extends Base {
        /** Nothing to set up. */
        public Overriding() {
        }

        @Override
        public long step() {
            return 2;
        }
    }

    /** Who calls it. */
    public static final class Loop implements LongUnaryOperator {
        private final Base base;

        /** Calls that object's method. */
        public Loop(Base base) {
            this.base = base;
        }

        /** Negative numbers come when nobody expects them any more. */
        @Override
        public long applyAsLong(long steps) {
            long sum = 0;
            long sign = 1;
            long left = steps;
            if (steps < 0) {
                sign = -1;
                left = -steps;
            }
            for (; left > 0; left--) {
                sum += base.step();
            }
            return sign * sum;
        }
    }
}
