package io.strategysdk.testkit.law;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.internal.TextTable;
import io.strategysdk.testkit.internal.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Prices ten times as high and quantities of a tenth change no decision and no equity. */
final class ScaleLaw {
    private static final String NAME = "scale invariance";
    private static final double TOLERANCE = 1e-4;
    private static final int FACTOR = 10;

    private ScaleLaw() {}

    static void check(Subject subject, Market market) {
        List<JournalEntry> base = entries(subject.journal(scaled(market.data(), 1)));
        List<JournalEntry> scaled = entries(subject.journal(scaled(market.data(), FACTOR)));
        for (int i = 0; i < Math.max(base.size(), scaled.size()); i++) {
            if (i >= Math.min(base.size(), scaled.size()) || !alike(base.get(i), scaled.get(i), subject.cash())) {
                throw Violation.of(
                        NAME,
                        "with prices ten times as high it does something else",
                        market,
                        table(base, scaled, i, market));
            }
        }
    }

    /** What was decided, and what came of it. */
    private static List<JournalEntry> entries(Journal journal) {
        return Subject.entries(journal).stream()
                .filter(entry -> entry instanceof JournalEntry.Intended || entry instanceof JournalEntry.Booked)
                .toList();
    }

    private static boolean alike(JournalEntry base, JournalEntry scaled, BigDecimal cash) {
        if (base.epochNanos() != scaled.epochNanos() || !base.getClass().equals(scaled.getClass())) {
            return false;
        }
        if (base instanceof JournalEntry.Booked before && scaled instanceof JournalEntry.Booked after) {
            double position = before.position().toDouble();
            return before.instrument().symbol().equals(after.instrument().symbol())
                    && close(position, after.position().toDouble() * FACTOR, Math.abs(position))
                    && close(before.cash().doubleValue(), after.cash().doubleValue(), cash.doubleValue());
        }
        return true;
    }

    private static boolean close(double base, double scaled, double size) {
        return Math.abs(base - scaled) <= TOLERANCE * Math.max(1, size);
    }

    private static String table(List<JournalEntry> base, List<JournalEntry> scaled, int at, Market market) {
        TextTable table =
                TextTable.of(List.of(" ", "time (" + market.zone() + ")", "as it is", "time", "prices times ten"));
        for (int i = Math.max(0, at - 6); i < Math.min(at + 4, Math.max(base.size(), scaled.size())); i++) {
            table.row(List.of(
                    i == at ? ">" : " ",
                    time(base, i, market),
                    words(base, i),
                    time(scaled, i, market),
                    words(scaled, i)));
        }
        return table.toString();
    }

    private static String time(List<JournalEntry> entries, int i, Market market) {
        return i < entries.size() ? Words.time(entries.get(i).epochNanos(), market.zone()) : "";
    }

    private static String words(List<JournalEntry> entries, int i) {
        return i < entries.size() ? Words.of(entries.get(i)) : "nothing more";
    }

    /** With lots that are too small to matter, and ticks that grow with the prices. */
    private static MarketData scaled(MarketData data, int factor) {
        List<BarColumns> series = new ArrayList<>();
        for (BarColumns bars : data.series()) {
            BarColumns.Builder builder = BarColumns.builder(scaled(bars.instrument(), factor), bars.timeframe());
            for (int row = 0; row < bars.size(); row++) {
                builder.bar(
                        bars.openEpochNanos(row),
                        bars.epochNanos(row),
                        bars.open(row) * factor,
                        bars.high(row) * factor,
                        bars.low(row) * factor,
                        bars.close(row) * factor,
                        bars.volume(row) / factor);
            }
            series.add(builder.build());
        }
        return MarketData.of(data.calendar(), series);
    }

    private static Instrument scaled(Instrument instrument, int factor) {
        BigDecimal tick = instrument.tickSize().toBigDecimal().multiply(BigDecimal.valueOf(factor));
        BigDecimal lot = new BigDecimal("0.000001").divide(BigDecimal.valueOf(factor));
        return instrument.withTickSize(tick.toPlainString()).withLotSize(lot.toPlainString());
    }
}
