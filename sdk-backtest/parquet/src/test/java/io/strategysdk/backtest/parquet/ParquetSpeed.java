package io.strategysdk.backtest.parquet;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.store.BarStore;
import io.strategysdk.backtest.store.StoreWriter;
import io.strategysdk.backtest.store.StoredSeries;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Prints rows a second and bytes a row of Parquet beside the store's own segments; run by hand. */
final class ParquetSpeed {
    private ParquetSpeed() {}

    public static void main(String[] arguments) throws IOException {
        int rows = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("parquet-speed");
        BarColumns bars = Made.bars(rows, 1);
        StoredSeries series = StoredSeries.bars(Made.AAPL, Timeframe.MINUTE, PriceMode.RAW);
        double check = 0;
        for (int round = 0; round < rounds; round++) {
            Path stored = folder.resolve("store" + round);
            BarStore store = BarStore.in(stored);
            time("store write", rows, () -> {
                try (StoreWriter writer = store.writer(Made.ORIGIN)) {
                    writer.add(bars, PriceMode.RAW);
                }
            });
            time("store to columns", rows, () -> store.view().columns(series));
            ParquetFile[] file = new ParquetFile[1];
            ParquetExport export = ParquetExport.to(folder.resolve("parquet"));
            time("store to Parquet", rows, () -> {
                file[0] = export.write(store.view(), Instant.MIN, Instant.MAX).get(0);
            });
            double[] sum = new double[1];
            time(
                    "Parquet streamed",
                    rows,
                    () -> file[0].source()
                            .bars(
                                    Made.AAPL,
                                    Timeframe.MINUTE,
                                    Instant.MIN,
                                    Instant.MAX,
                                    (a, b, o, h, l, c, v) -> sum[0] += c));
            time("Parquet to columns", rows, () -> file[0].columns());
            time(
                    "foreign Parquet to columns",
                    rows,
                    () -> ParquetColumns.of(file[0].path())
                            .column(io.strategysdk.backtest.data.CsvColumn.TIMESTAMP, "open_time")
                            .bars(Made.AAPL)
                            .timeframe(Timeframe.MINUTE)
                            .read());
            check += sum[0];
            System.out.printf(
                    Locale.ROOT,
                    "bytes a row: store %.1f, Parquet %.1f%n",
                    (double) size(stored) / rows,
                    (double) Files.size(file[0].path()) / rows);
        }
        System.out.println(check);
    }

    private static void time(String what, int rows, Runnable work) {
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(Locale.ROOT, "%-28s %7.3f s, %6.2f M rows/s%n", what, seconds, rows / seconds / 1e6);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
