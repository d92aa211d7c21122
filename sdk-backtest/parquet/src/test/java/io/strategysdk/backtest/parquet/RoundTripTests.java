package io.strategysdk.backtest.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever rows there are, of whatever bits, they come back. */
class RoundTripTests {
    @Property(tries = 60)
    void rowsComeBackToTheBit(
            @ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll @IntRange(min = 1, max = 9) int group,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        BarColumns bars = anyBars(count, random);
        BarColumns ticks = BarColumns.ticks(Made.ticks(count, seed));
        Path folder = Files.createTempDirectory("parquet");
        try {
            for (BarColumns columns : new BarColumns[] {bars, ticks}) {
                PriceMode mode = columns == ticks ? PriceMode.RAW : PriceMode.TOTAL_RETURN;
                ParquetFile file = ParquetExport.to(folder, group).write(columns, mode, Made.ORIGIN);

                Rows.requireSame(file.columns(), columns);
                assertThat(file.series().mode()).isEqualTo(mode);
                Files.delete(file.path());
            }
        } finally {
            Files.delete(folder);
        }
    }

    /** Prices with all 53 bits, times to the nanosecond. */
    private static BarColumns anyBars(int count, Random random) {
        BarColumns.Builder bars = BarColumns.builder(Made.AAPL, Timeframe.MINUTE);
        long time = random.nextInt(1_000_000_000) * (random.nextBoolean() ? 1_000_000_007L : -1_000_000_007L);
        for (int i = 0; i < count; i++) {
            double low = Math.scalb(0.5 + random.nextDouble() / 2, random.nextInt(15));
            double high = low * (1 + random.nextDouble());
            double inside = low + (high - low) * random.nextDouble();
            long open = time + random.nextInt(1_000);
            time = open + 1 + random.nextInt(60_000);
            double volume = random.nextInt(3) == 0 ? 0.0 : random.nextDouble() * 1e9;
            bars.bar(open, time, Math.min(high, inside), high, low, low, volume);
        }
        return bars.build();
    }
}
