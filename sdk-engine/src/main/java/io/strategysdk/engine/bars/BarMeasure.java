package io.strategysdk.engine.bars;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.feature.Compare;

/** What fills a bar. */
interface BarMeasure {
    /** Whether the bar is full with what it has just taken; the measure begins anew then. */
    boolean isFull(OpenBar bar, double close, double volume);

    static BarMeasure of(BarType.Rule rule) {
        if (rule instanceof BarType.Ticks ticks) {
            return new Sum(ticks.count(), (close, volume) -> 1);
        }
        if (rule instanceof BarType.Volume volume) {
            return new Sum(volume.units(), (close, traded) -> traded);
        }
        if (rule instanceof BarType.Value value) {
            return new Sum(value.amount(), (close, volume) -> close * volume);
        }
        double height = ((BarType.Range) rule).height();
        return (bar, close, volume) -> Compare.ge(bar.height(), height);
    }

    /** What a bar adds to the sum. */
    interface Part {
        double of(double close, double volume);
    }

    /** Full at a sum. */
    final class Sum implements BarMeasure {
        private final double full;
        private final Part part;
        private double sum;

        Sum(double full, Part part) {
            this.full = full;
            this.part = part;
        }

        @Override
        public boolean isFull(OpenBar bar, double close, double volume) {
            sum += part.of(close, volume);
            if (!Compare.ge(sum, full)) {
                return false;
            }
            sum = 0;
            return true;
        }
    }
}
