package org.tospace.workloads.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class GapRecorderTest {
    private static List<Long> lengths(PauseLog log) {
        return IntStream.range(0, log.size()).mapToObj(log::durationNanos).toList();
    }

    @Test
    void eachTickEndsAGap() {
        GapRecorder recorder = new GapRecorder();
        recorder.begin();
        for (int i = 0; i < 10; i++) {
            recorder.tick();
        }
        assertEquals(10, recorder.histogram().getTotalCount());
        assertEquals(recorder.span().nanos(), recorder.totalNanos());
        assertTrue(recorder.longestNanos() <= recorder.totalNanos());
    }

    @Test
    void theTimeBetweenTwoIterationsIsNoGap() {
        GapRecorder recorder = new GapRecorder();
        recorder.begin();
        recorder.tick();
        long before = System.nanoTime();
        long after = before;
        while (after - before < 20_000_000) {
            after = System.nanoTime();
        }
        recorder.begin();
        recorder.tick();
        assertEquals(2, recorder.histogram().getTotalCount());
        assertTrue(recorder.totalNanos() <= recorder.span().nanos() - 20_000_000);
    }

    @Test
    void afterARestartItIsAsNew() {
        GapRecorder recorder = new GapRecorder(100, 8);
        recorder.begin();
        recorder.tick();
        LongStream.of(1_000, 2_000).forEach(length -> recorder.record(1, length));
        recorder.forgetShorterHalf();
        recorder.restart();
        assertEquals(0, recorder.histogram().getTotalCount());
        assertEquals(0, recorder.totalNanos());
        assertEquals(0, recorder.longestNanos());
        assertEquals(100, recorder.thresholdNanos());
        assertEquals(0, recorder.longGaps().size());
        long before = System.nanoTime();
        recorder.begin();
        assertTrue(recorder.span().startNanos() >= before);
    }

    @Test
    void onlyGapsFromTheThresholdOnAreKeptOneByOne() {
        GapRecorder recorder = new GapRecorder(100, 8);
        LongStream.of(99, 100, 5, 101).forEach(length -> recorder.record(1_000 + length, length));
        assertEquals(List.of(100L, 101L), lengths(recorder.longGaps()));
        assertEquals(1_100, recorder.longGaps().startNanos(0));
        assertEquals(4, recorder.histogram().getTotalCount());
    }

    @Test
    void withoutRoomTheShorterHalfGoesAndTheThresholdRises() {
        GapRecorder recorder = new GapRecorder(10, 8);
        LongStream.of(80, 10, 70, 20, 60, 30, 50, 40).forEach(length -> recorder.record(0, length));
        recorder.forgetShorterHalf();
        assertEquals(List.of(80L, 70L, 60L), lengths(recorder.longGaps()));
        assertEquals(51, recorder.thresholdNanos());
        recorder.record(0, 50);
        recorder.record(0, 51);
        assertEquals(List.of(80L, 70L, 60L, 51L), lengths(recorder.longGaps()));
        assertEquals(80, recorder.longestNanos());
    }

    @Test
    void aFullRecorderForgetsByItselfAndKeepsTheLongest() {
        GapRecorder recorder = new GapRecorder(0, 64);
        recorder.begin();
        for (int i = 0; i < 10_000; i++) {
            recorder.tick();
        }
        assertEquals(10_000, recorder.histogram().getTotalCount());
        assertTrue(recorder.longGaps().size() < 64);
        assertTrue(lengths(recorder.longGaps()).contains(recorder.longestNanos()));
        assertTrue(recorder.thresholdNanos() > 0);
    }

    @Test
    void gapsOfSeveralThreadsAreOneDistribution() throws DataFormatException {
        GapRecorder first = new GapRecorder(100, 8);
        GapRecorder second = new GapRecorder(100, 8);
        first.record(0, 50);
        first.record(0, 1_000);
        second.record(0, 2_003);
        Gaps gaps = Gaps.of(List.of(first, second));
        assertEquals(3, gaps.count());
        assertEquals(2_003, gaps.longestNanos());
        assertEquals(2_003, gaps.percentileNanos(99.99));
        assertEquals(3_053, gaps.totalNanos());
        assertEquals(2, gaps.longGaps().size());
        Histogram decoded = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Base64.getDecoder().decode(gaps.encoded())), 0);
        assertEquals(3, decoded.getTotalCount());
        assertEquals(50, decoded.getMinValue());
    }

    @Test
    void withoutAStepThereIsNothing() {
        Gaps gaps = Gaps.of(List.of(new GapRecorder()));
        assertEquals(0, gaps.count());
        assertEquals(0, gaps.percentileNanos(50));
        assertEquals(1, gaps.minimumUtilisation().get(10));
    }
}
