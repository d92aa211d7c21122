package io.strategysdk.backtest;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Classification;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.Measure;
import io.strategysdk.engine.Membership;
import io.strategysdk.engine.SharesOutstanding;
import io.strategysdk.engine.UniverseDefinition;
import io.strategysdk.engine.UniverseFilter;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Random bars, actions, reference data and universes over them. */
final class UniverseHistory {
    private static final List<String> STARTS = List.of("2024-03-06", "2024-06-28", "2024-11-26", "2024-12-23");
    private static final List<String> SECTORS = List.of("energy", "banks", "");
    private static final int DAYS = 40;

    final TradingCalendar calendar;
    final Timeframe timeframe;
    final LocalDate start;
    final List<CorporateAction> actions;
    final MarketData data;
    final Classification classification;
    final SharesOutstanding shares;
    final List<UniverseDefinition> definitions = new ArrayList<>();
    private final SplittableRandom random;
    private final List<String> symbols;

    UniverseHistory(long seed) {
        random = new SplittableRandom(seed);
        calendar = List.of(TradingCalendars.nyse(), TradingCalendars.forex(), TradingCalendars.alwaysOpen())
                .get(random.nextInt(3));
        timeframe = random.nextBoolean() ? Timeframe.DAY : Timeframe.hours(2);
        start = LocalDate.parse(STARTS.get(random.nextInt(STARTS.size())));
        MarketData raw = MarketData.of(calendar, series());
        actions = RandomActions.fitting(raw, random);
        data = raw.withActions(actions);
        symbols = data.instruments().stream().map(Instrument::symbol).toList();
        classification = classification();
        shares = shares();
        int universes = random.nextInt(1, 4);
        for (int i = 0; i < universes; i++) {
            definitions.add(definition("u" + i));
        }
    }

    private List<BarColumns> series() {
        List<BarColumns> all = new ArrayList<>();
        int instruments = random.nextInt(1, 7);
        for (int i = 0; i < instruments; i++) {
            double missing = random.nextInt(3) * 0.1;
            int first = random.nextInt(4) == 0 ? random.nextInt(15) : 0;
            int last = random.nextInt(4) == 0 ? random.nextInt(16, DAYS) : DAYS;
            all.add(series(Instrument.equity("I" + i), missing, start.plusDays(first), start.plusDays(last)));
        }
        return all;
    }

    private BarColumns series(Instrument instrument, double missing, LocalDate from, LocalDate to) {
        BarColumns.Builder columns = BarColumns.builder(instrument, timeframe);
        long cents = random.nextInt(1_000, 3_000);
        long length = timeframe.duration().toNanos();
        int outside = random.nextInt(2);
        long closed = Long.MIN_VALUE;
        for (TradingCalendar.Session session : calendar.sessions(from, to)) {
            long step = timeframe.isIntraday() ? length : session.lengthNanos();
            long first = session.openNanos() - (timeframe.isIntraday() ? outside * length : 0);
            for (long open = first; open < session.closeNanos(); open += step) {
                cents = Math.max(500, cents + random.nextInt(-150, 151));
                if (open >= closed && (columns.size() == 0 || random.nextDouble() >= missing)) {
                    // few prices and volumes, so that values tie
                    double price = cents / 250 * 250 / 1e2;
                    columns.bar(open, open + step, price, price, price, price, random.nextInt(4) * 500);
                    closed = open + step;
                }
            }
        }
        return columns.build();
    }

    /**
     * Without what ended an instrument between the run's first bar and its own: stored data show that it went on, a
     * realtime run cannot know.
     */
    List<CorporateAction> ofReplay() {
        return actions.stream()
                .filter(action -> data.actions().contains(action)
                        || action instanceof CorporateAction.Split
                        || action instanceof CorporateAction.StockDividend)
                .toList();
    }

    private LocalDate day() {
        return start.plusDays(random.nextInt(-20, DAYS));
    }

    private String symbol() {
        return symbols.get(random.nextInt(symbols.size()));
    }

    private Classification classification() {
        List<Classification.Entry> entries = new ArrayList<>();
        entries.add(new Classification.Entry(symbols.get(0), start.minusDays(30), "energy", "oil"));
        for (int i = random.nextInt(10); i > 0; i--) {
            Classification.Entry entry = new Classification.Entry(
                    symbol(), day(), SECTORS.get(random.nextInt(SECTORS.size())), random.nextBoolean() ? "oil" : "gas");
            if (entries.stream()
                    .noneMatch(known -> known.symbol().equals(entry.symbol())
                            && known.from().equals(entry.from()))) {
                entries.add(entry);
            }
        }
        return Classification.of(entries);
    }

    private SharesOutstanding shares() {
        List<SharesOutstanding.Entry> entries = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            SharesOutstanding.Entry entry =
                    new SharesOutstanding.Entry(symbol(), day(), BigDecimal.valueOf(random.nextInt(1, 6) * 1_000L));
            if (entries.stream()
                    .noneMatch(known -> known.symbol().equals(entry.symbol())
                            && known.knownFrom().equals(entry.knownFrom()))) {
                entries.add(entry);
            }
        }
        return SharesOutstanding.of(entries);
    }

    private UniverseDefinition definition(String name) {
        UniverseDefinition definition =
                random.nextInt(3) == 0 ? UniverseDefinition.all(name) : UniverseDefinition.of(name, membership());
        for (int i = random.nextInt(4); i > 0; i--) {
            definition = definition.where(filter());
        }
        return definition
                .classifiedBy(classification)
                .refreshed(List.of(ChronoUnit.DAYS, ChronoUnit.WEEKS, ChronoUnit.MONTHS)
                        .get(random.nextInt(3)));
    }

    private Membership membership() {
        List<Membership.Interval> intervals = new ArrayList<>();
        for (String symbol : symbols) {
            LocalDate from = random.nextInt(3) == 0 ? start.minusDays(30) : day();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                LocalDate to = from.plusDays(random.nextInt(1, 20));
                boolean isOpen = i == 1 && random.nextBoolean();
                intervals.add(new Membership.Interval(symbol, from, isOpen ? Optional.empty() : Optional.of(to)));
                from = to.plusDays(random.nextInt(5));
            }
        }
        return Membership.of(intervals);
    }

    private UniverseFilter filter() {
        return switch (random.nextInt(7)) {
            case 0 -> UniverseFilter.atLeast(measure(), "2");
            case 1 -> UniverseFilter.atLeast(measure(), "20000");
            case 2 -> UniverseFilter.atMost(measure(), "30000");
            case 3 -> UniverseFilter.inSectors(classification, "energy");
            case 4 -> UniverseFilter.notInSectors(classification, "energy");
            case 5 -> UniverseFilter.inIndustries(classification, "oil");
            default -> UniverseFilter.top(random.nextInt(1, 4), measure());
        };
    }

    private Measure measure() {
        return switch (random.nextInt(5)) {
            case 0 -> Measure.price();
            case 1 -> Measure.marketCap(shares);
            case 2 -> Measure.meanDollarVolume(random.nextInt(1, 6));
            case 3 -> Measure.medianDollarVolume(random.nextInt(1, 6));
            default -> Measure.age();
        };
    }
}
