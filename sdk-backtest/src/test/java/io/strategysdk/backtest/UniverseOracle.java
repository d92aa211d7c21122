package io.strategysdk.backtest;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Classification;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.Measure;
import io.strategysdk.engine.Membership;
import io.strategysdk.engine.SharesOutstanding;
import io.strategysdk.engine.UniverseDefinition;
import io.strategysdk.engine.UniverseFilter;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Members at a moment, worked out anew each time from the texts of the rules: slow, and without any state. */
final class UniverseOracle {
    private final MarketData data;
    private final List<CorporateAction> actions;
    private final UniverseDefinition definition;
    private final List<TradingCalendar.Session> sessions;

    /** A fraction. */
    private record Value(BigDecimal number, BigDecimal over) {
        int compare(Value other) {
            return number.multiply(other.over).compareTo(other.number.multiply(over));
        }
    }

    UniverseOracle(MarketData data, List<CorporateAction> actions, UniverseDefinition definition) {
        this.data = data;
        this.actions = actions;
        this.definition = definition;
        TradingCalendar calendar = data.calendar();
        long first = Long.MAX_VALUE;
        for (BarColumns bars : data.series()) {
            first = bars.size() == 0 ? first : Math.min(first, bars.epochNanos(0));
        }
        LocalDate from = calendar.sessionAtOrAfter(first - 1).date();
        sessions = calendar.sessions(from, from.plusDays(80));
    }

    List<Instrument> members(long now) {
        int opened = -1;
        for (int i = 0; i < sessions.size(); i++) {
            opened = sessions.get(i).openNanos() <= now ? i : opened;
        }
        if (opened < 0) {
            return List.of();
        }
        List<Instrument> candidates = candidates(opened);
        if (!definition.filters().isEmpty()) {
            int refresh = opened;
            while (refresh > 0 && period(refresh).equals(period(refresh - 1))) {
                refresh--;
            }
            List<Instrument> kept = candidates(refresh);
            for (UniverseFilter filter : definition.filters()) {
                kept = filtered(kept, filter, refresh);
            }
            candidates.retainAll(kept);
        }
        return candidates;
    }

    private LocalDate period(int session) {
        LocalDate date = sessions.get(session).date();
        if (definition.period() == ChronoUnit.MONTHS) {
            return date.withDayOfMonth(1);
        }
        return definition.period() == ChronoUnit.WEEKS
                ? date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                : date;
    }

    private List<Instrument> candidates(int session) {
        LocalDate date = sessions.get(session).date();
        List<Instrument> found = new ArrayList<>();
        for (Instrument instrument : data.instruments()) {
            boolean ended = data.actions().stream()
                    .anyMatch(action -> action.instrument().equals(instrument)
                            && (action instanceof CorporateAction.Delisting
                                    || action instanceof CorporateAction.CashMerger
                                    || action instanceof CorporateAction.ShareMerger)
                            && !action.effective().isAfter(date));
            boolean belongs = definition
                    .membership()
                    .map(list -> isListed(list, instrument, date))
                    .orElseGet(() -> age(instrument, session) > 0);
            if (belongs && !ended) {
                found.add(instrument);
            }
        }
        return found;
    }

    private static boolean isListed(Membership membership, Instrument instrument, LocalDate date) {
        for (Membership.Interval interval : membership.intervals()) {
            if (interval.symbol().equals(instrument.symbol())
                    && interval.from().compareTo(date) <= 0
                    && interval.to().map(to -> to.compareTo(date) > 0).orElse(true)) {
                return true;
            }
        }
        return false;
    }

    private List<Instrument> filtered(List<Instrument> from, UniverseFilter filter, int session) {
        if (filter instanceof UniverseFilter.Classified classified) {
            return from.stream()
                    .filter(instrument -> isClassified(classified, instrument, session) == classified.isOneOf())
                    .toList();
        }
        Map<Instrument, Value> values = new LinkedHashMap<>();
        for (Instrument instrument : from) {
            value(measure(filter), instrument, session).ifPresent(value -> values.put(instrument, value));
        }
        if (filter instanceof UniverseFilter.AtLeast atLeast) {
            values.values().removeIf(value -> value.compare(new Value(atLeast.least(), BigDecimal.ONE)) < 0);
        } else if (filter instanceof UniverseFilter.AtMost atMost) {
            values.values().removeIf(value -> value.compare(new Value(atMost.most(), BigDecimal.ONE)) > 0);
        } else if (filter instanceof UniverseFilter.Top top) {
            while (values.size() > top.count()) {
                Map.Entry<Instrument, Value> worst =
                        values.entrySet().iterator().next();
                for (Map.Entry<Instrument, Value> each : values.entrySet()) {
                    worst = each.getValue().compare(worst.getValue()) <= 0 ? each : worst;
                }
                values.remove(worst.getKey());
            }
        }
        return List.copyOf(values.keySet());
    }

    private static Measure measure(UniverseFilter filter) {
        if (filter instanceof UniverseFilter.AtLeast atLeast) {
            return atLeast.measure();
        }
        return filter instanceof UniverseFilter.AtMost atMost
                ? atMost.measure()
                : ((UniverseFilter.Top) filter).measure();
    }

    private boolean isClassified(UniverseFilter.Classified filter, Instrument instrument, int session) {
        return filter.classification().entries().stream()
                .filter(entry -> entry.symbol().equals(instrument.symbol()))
                .filter(entry -> !entry.from().isAfter(sessions.get(session).date()))
                .max(Comparator.comparing(Classification.Entry::from))
                .map(entry -> filter.level() == UniverseFilter.Level.SECTOR ? entry.sector() : entry.industry())
                .filter(filter.names()::contains)
                .isPresent();
    }

    private Optional<Value> value(Measure measure, Instrument instrument, int session) {
        if (measure instanceof Measure.Age) {
            return Optional.of(new Value(BigDecimal.valueOf(age(instrument, session)), BigDecimal.ONE));
        }
        if (measure instanceof Measure.Price) {
            return close(instrument, session - 1).map(price -> new Value(price, BigDecimal.ONE));
        }
        if (measure instanceof Measure.MarketCap cap) {
            return close(instrument, session - 1).flatMap(price -> cap(cap.shares(), instrument, session, price));
        }
        boolean isMean = measure instanceof Measure.MeanDollarVolume;
        int length = isMean
                ? ((Measure.MeanDollarVolume) measure).sessions()
                : ((Measure.MedianDollarVolume) measure).sessions();
        if (session < length) {
            return Optional.empty();
        }
        List<Double> money = new ArrayList<>();
        for (int i = session - length; i < session; i++) {
            double sum = 0;
            BarColumns bars = data.executionSeries(instrument);
            for (int row : rows(instrument, i)) {
                sum += bars.close(row) * bars.volume(row);
            }
            money.add(sum);
        }
        double value;
        if (isMean) {
            value = money.stream().reduce(0.0, Double::sum) / length;
        } else {
            money.sort(Comparator.naturalOrder());
            value = length % 2 == 1 ? money.get(length / 2) : (money.get(length / 2 - 1) + money.get(length / 2)) / 2;
        }
        return Optional.of(new Value(new BigDecimal(value), BigDecimal.ONE));
    }

    /** Shares of a date, walked to the price's date split by split. */
    private Optional<Value> cap(SharesOutstanding shares, Instrument instrument, int session, BigDecimal price) {
        Optional<SharesOutstanding.Entry> known = shares.entries().stream()
                .filter(entry -> entry.symbol().equals(instrument.symbol()))
                .filter(entry ->
                        !entry.knownFrom().isAfter(sessions.get(session).date()))
                .max(Comparator.comparing(SharesOutstanding.Entry::knownFrom));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal number = known.get().shares().multiply(price);
        BigDecimal over = BigDecimal.ONE;
        LocalDate of = known.get().knownFrom();
        LocalDate to = sessions.get(session - 1).date();
        for (CorporateAction action : actions) {
            BigDecimal made;
            BigDecimal from;
            if (!action.instrument().equals(instrument)) {
                continue;
            } else if (action instanceof CorporateAction.Split split) {
                made = BigDecimal.valueOf(split.newShares());
                from = BigDecimal.valueOf(split.oldShares());
            } else if (action instanceof CorporateAction.StockDividend dividend) {
                made = BigDecimal.valueOf(dividend.heldShares() + dividend.newShares());
                from = BigDecimal.valueOf(dividend.heldShares());
            } else {
                continue;
            }
            LocalDate when = action.effective();
            if (when.isAfter(of) && !when.isAfter(to)) {
                number = number.multiply(made);
                over = over.multiply(from);
            } else if (when.isAfter(to) && !when.isAfter(of)) {
                number = number.multiply(from);
                over = over.multiply(made);
            }
        }
        return Optional.of(new Value(number, over));
    }

    private int age(Instrument instrument, int session) {
        int age = 0;
        for (int i = 0; i < session; i++) {
            age += rows(instrument, i).isEmpty() ? 0 : 1;
        }
        return age;
    }

    private Optional<BigDecimal> close(Instrument instrument, int session) {
        List<Integer> rows = session < 0 ? List.of() : rows(instrument, session);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(data.executionSeries(instrument).close(rows.get(rows.size() - 1))));
    }

    /** Bars that close in a session, or at its end, and do not open while the market is closed. */
    private List<Integer> rows(Instrument instrument, int session) {
        BarColumns bars = data.executionSeries(instrument);
        long after = session == 0 ? Long.MIN_VALUE : sessions.get(session - 1).closeNanos();
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < bars.size(); row++) {
            long close = bars.epochNanos(row);
            boolean isOpen =
                    !bars.timeframe().isIntraday() || data.calendar().isOpen(Clock.instantOf(bars.openEpochNanos(row)));
            if (close > after && close <= sessions.get(session).closeNanos() && isOpen) {
                rows.add(row);
            }
        }
        return rows;
    }
}
