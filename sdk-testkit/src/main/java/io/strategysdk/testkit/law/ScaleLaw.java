package io.strategysdk.testkit.law;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Order;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.internal.TextTable;
import io.strategysdk.testkit.internal.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prices ten times as high and quantities of a tenth change no decision and no equity. */
final class ScaleLaw {
    static final String NAME = "scale invariance";
    private static final double TOLERANCE = 1e-6;
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
                    && close(position, after.position().toDouble() * FACTOR, position)
                    && close(before.cash().doubleValue(), after.cash().doubleValue(), cash.doubleValue());
        }
        return base instanceof JournalEntry.Intended before
                && scaled instanceof JournalEntry.Intended after
                && alike(before.intent(), after.intent());
    }

    /** Whether two parts of intents are alike: prices ten times as high, quantities of a tenth, all else the same. */
    private static boolean alike(@Nullable Object base, @Nullable Object scaled) {
        if (base instanceof Quantity before && scaled instanceof Quantity after) {
            return close(before.toDouble(), after.toDouble() * FACTOR, before.toDouble());
        }
        if (base instanceof Price before && scaled instanceof Price after) {
            return close(before.toDouble() * FACTOR, after.toDouble(), after.toDouble());
        }
        if (base instanceof Double before && scaled instanceof Double after) {
            return close(before, after, before);
        }
        if (base instanceof BigDecimal before && scaled instanceof BigDecimal after) {
            return close(before.doubleValue(), after.doubleValue(), before.doubleValue());
        }
        if (base instanceof Instrument before && scaled instanceof Instrument after) {
            return before.symbol().equals(after.symbol());
        }
        if (base instanceof Order before && scaled instanceof Order after) {
            return before.id().equals(after.id());
        }
        if (base instanceof Collection<?> before && scaled instanceof Collection<?> after) {
            return alikeInOrder(List.copyOf(before), List.copyOf(after));
        }
        if (base instanceof Map<?, ?> before && scaled instanceof Map<?, ?> after) {
            return alike(before.keySet(), after.keySet()) && alike(before.values(), after.values());
        }
        if (base instanceof Record before && scaled instanceof Record after) {
            return before.getClass().equals(after.getClass()) && alikeInOrder(parts(before), parts(after));
        }
        if (base instanceof Optional<?> before && scaled instanceof Optional<?> after) {
            return alike(before.orElse(null), after.orElse(null));
        }
        return Objects.equals(base, scaled);
    }

    private static boolean alikeInOrder(List<?> base, List<?> scaled) {
        return base.size() == scaled.size()
                && IntStream.range(0, base.size()).allMatch(i -> alike(base.get(i), scaled.get(i)));
    }

    private static List<?> parts(Record whole) {
        return Stream.of(whole.getClass().getRecordComponents())
                .map(part -> {
                    try {
                        return Optional.ofNullable(part.getAccessor().invoke(whole));
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException("an intent must show what it is made of, was " + whole, e);
                    }
                })
                .toList();
    }

    private static boolean close(double base, double scaled, double size) {
        return Math.abs(base - scaled) <= TOLERANCE * Math.max(1, Math.abs(size));
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

    /** With lots and ticks that are too small to matter: what is rounded would be rounded to another side. */
    private static MarketData scaled(MarketData data, int factor) {
        Redrawn larger = new Redrawn() {
            @Override
            public double prices(int row) {
                return factor;
            }

            @Override
            public double volumes() {
                return 1.0 / factor;
            }
        };
        MarketData scaled = MarketData.of(
                data.calendar(),
                data.series().stream()
                        .map(series -> larger.of(series, scaled(series.instrument(), factor)))
                        .toList());
        return data.actions().isEmpty()
                ? scaled
                : scaled.withActions(data.actions().stream()
                        .map(action -> scaled(action, factor))
                        .toList());
    }

    private static CorporateAction scaled(CorporateAction action, int factor) {
        Instrument instrument = scaled(action.instrument(), factor);
        LocalDate effective = action.effective();
        BigDecimal times = BigDecimal.valueOf(factor);
        if (action instanceof CorporateAction.Split split) {
            return new CorporateAction.Split(instrument, effective, split.newShares(), split.oldShares());
        }
        if (action instanceof CorporateAction.StockDividend stock) {
            return new CorporateAction.StockDividend(instrument, effective, stock.newShares(), stock.heldShares());
        }
        if (action instanceof CorporateAction.Dividend dividend) {
            BigDecimal perShare = dividend.perShare().multiply(times);
            return new CorporateAction.Dividend(instrument, effective, perShare, dividend.payDate());
        }
        if (action instanceof CorporateAction.SpinOff spinOff) {
            return new CorporateAction.SpinOff(
                    instrument, effective, spinOff.cashPerShare().multiply(times));
        }
        if (action instanceof CorporateAction.CashMerger merger) {
            return new CorporateAction.CashMerger(
                    instrument, effective, merger.cashPerShare().multiply(times));
        }
        if (action instanceof CorporateAction.ShareMerger merger) {
            return new CorporateAction.ShareMerger(
                    instrument,
                    effective,
                    scaled(merger.into(), factor),
                    merger.newShares(),
                    merger.oldShares(),
                    merger.cashPerShare().multiply(times));
        }
        return action instanceof CorporateAction.SymbolChange change
                ? new CorporateAction.SymbolChange(instrument, effective, scaled(change.into(), factor))
                : new CorporateAction.Delisting(
                        instrument, effective, ((CorporateAction.Delisting) action).worthless());
    }

    private static Instrument scaled(Instrument instrument, int factor) {
        BigDecimal tick = new BigDecimal("0.000001").multiply(BigDecimal.valueOf(factor));
        BigDecimal lot = new BigDecimal("0.000001").divide(BigDecimal.valueOf(factor));
        return instrument.withTickSize(tick.toPlainString()).withLotSize(lot.toPlainString());
    }
}
