package org.tospace.workloads.compare;

import java.util.Locale;
import org.tospace.gc.ByteSize;
import org.tospace.workloads.report.Durations;

/** How figures of a kind are written for people. */
enum Form {
    TIME {
        @Override
        String of(double nanos) {
            return Durations.format(Math.round(nanos));
        }

        @Override
        String range(Spread spread) {
            return Durations.format(Math.round(spread.median()), Math.round(spread.low()), Math.round(spread.high()));
        }
    },
    BYTES {
        @Override
        String of(double bytes) {
            return ByteSize.describe(Math.round(bytes));
        }

        @Override
        String range(Spread spread) {
            return String.format(Locale.ROOT, "%.1f MiB (%.1f-%.1f)", spread.median() / MIB, spread.low() / MIB, spread.high() / MIB);
        }
    },
    COUNT {
        @Override
        String of(double count) {
            return String.format(Locale.ROOT, count == Math.rint(count) ? "%.0f" : "%.1f", count);
        }

        @Override
        String range(Spread spread) {
            return of(spread.median()) + " (" + of(spread.low()) + "-" + of(spread.high()) + ")";
        }
    },
    /** Rounded down: nothing but no pause at all is 100 %. */
    PERCENT {
        @Override
        String of(double share) {
            return percent(share) + " %";
        }

        @Override
        String range(Spread spread) {
            return of(spread.median()) + " (" + percent(spread.low()) + "-" + percent(spread.high()) + ")";
        }

        private static String percent(double share) {
            return String.format(Locale.ROOT, "%.0f", Math.floor(share * 100));
        }
    };

    private static final double MIB = 1 << 20;

    /** One figure. */
    abstract String of(double figure);

    abstract String range(Spread spread);

    /** The median, and in brackets the least and the greatest where they differ. */
    String of(Spread spread) {
        return spread.low() == spread.high() ? of(spread.median()) : range(spread);
    }
}
