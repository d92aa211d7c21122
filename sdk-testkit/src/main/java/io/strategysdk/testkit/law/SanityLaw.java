package io.strategysdk.testkit.law;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.StrategyFailure;
import io.strategysdk.testkit.internal.TextTable;
import io.strategysdk.testkit.internal.Words;
import io.strategysdk.testkit.market.Garch;
import io.strategysdk.testkit.market.GeneratedMarket;
import io.strategysdk.testkit.market.GeometricBrownianMotion;
import io.strategysdk.testkit.market.JumpDiffusion;
import io.strategysdk.testkit.market.PriceModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** On random markets a strategy does not throw, its equity stays a number, and it keeps its limits. */
final class SanityLaw {
    static final String NAME = "sanity";
    private static final int BARS = 600;

    private static final List<PriceModel> MODELS = List.of(
            new GeometricBrownianMotion(0.05, 0.2),
            new Garch(0, 0.4, 0.15, 0.8),
            new JumpDiffusion(0, 0.3, 12, -0.05, 0.15),
            new GeometricBrownianMotion(-0.3, 1.2));

    private final Subject subject;
    private final MarketData like;

    private SanityLaw(Subject subject, MarketData like) {
        this.subject = subject;
        this.like = like;
    }

    static void check(Subject subject, MarketData like, int markets) {
        SanityLaw law = new SanityLaw(subject, like);
        for (int seed = 1; seed <= markets; seed++) {
            Market market = law.market(seed);
            Optional<String> wrong = law.wrong(market.data());
            if (wrong.isPresent()) {
                throw law.shortest(market, wrong.get());
            }
        }
    }

    /** Instruments, sessions and bars or ticks like those of the data, from their first session on. */
    private Market market(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns first = like.executionSeries(like.instruments().get(0));
        Timeframe timeframe = first.areTicks() ? Timeframe.MINUTE : first.timeframe();
        GeneratedMarket generated = GeneratedMarket.of(like.calendar(), firstDate(), sessions(timeframe))
                .bars(timeframe)
                .correlation(random.nextInt(3) * 0.4)
                .overnight(random.nextInt(2) * 0.3);
        for (Instrument instrument : like.instruments()) {
            PriceModel model = MODELS.get(random.nextInt(MODELS.size()));
            generated.with(instrument, startPrice(instrument, random), model);
        }
        MarketData drawn = generated.generate(seed);
        List<BarColumns> series = new ArrayList<>();
        for (BarColumns each : like.series()) {
            BarColumns bars = drawn.executionSeries(each.instrument());
            if (each == like.executionSeries(each.instrument())) {
                series.add(Spread.like(each).quote(damaged(bars, random)));
            }
        }
        return new Market("random market " + seed, withLongerBars(series));
    }

    /** What data have beside what fills orders. */
    private MarketData withLongerBars(List<BarColumns> series) {
        List<BarColumns> all = new ArrayList<>(series);
        MarketData finest = MarketData.of(like.calendar(), series);
        for (BarColumns each : like.series()) {
            BarColumns base = finest.executionSeries(each.instrument());
            if (each != like.executionSeries(each.instrument()) && !base.areTicks()) {
                all.add(base.made(BarType.time(each.timeframe()), like.calendar()));
            }
        }
        return MarketData.of(like.calendar(), all);
    }

    private LocalDate firstDate() {
        return like.calendar()
                .sessionAtOrAfter(like.series().stream()
                        .filter(series -> series.size() > 0)
                        .mapToLong(series -> series.openEpochNanos(0))
                        .min()
                        .orElseThrow())
                .date();
    }

    private int sessions(Timeframe timeframe) {
        if (!timeframe.isIntraday()) {
            return BARS;
        }
        TradingCalendar.Session session =
                like.calendar().sessions(firstDate(), firstDate()).get(0);
        long bars = Math.max(1, session.lengthNanos() / timeframe.duration().toNanos());
        return (int) Math.max(2, BARS / bars);
    }

    /** Of the magnitude that the data have. */
    private String startPrice(Instrument instrument, SplittableRandom random) {
        double close = like.executionSeries(instrument).close(0);
        double price = close * (0.5 + random.nextDouble());
        return instrument
                .price(Math.max(price, instrument.tickSize().toDouble()))
                .toString();
    }

    /** Bars that are missing here and there, and halts of many bars. */
    private static BarColumns damaged(BarColumns series, SplittableRandom random) {
        int rarity = 5 + random.nextInt(200);
        BitSet missing = new BitSet();
        int halted = 0;
        for (int row = 1; row < series.size(); row++) {
            if (halted == 0 && random.nextInt(rarity) == 0) {
                halted = random.nextInt(3) == 0 ? random.nextInt(1, 40) : 1;
            }
            if (halted > 0) {
                halted--;
                missing.set(row);
            }
        }
        return new Redrawn() {
            @Override
            public int source(int row) {
                return missing.get(row) ? NONE : row;
            }
        }.of(series);
    }

    /** What is wrong with a run, if anything is. */
    private Optional<String> wrong(MarketData data) {
        Engine engine = subject.backtest(data).engine().build();
        RunResult result = engine.run();
        Optional<StrategyFailure> failure = result.strategies().get(0).failure();
        if (failure.isPresent()) {
            return failure.map(thrown -> thrown.callback() + " threw " + thrown.error());
        }
        double[] equity = result.equity();
        for (int i = 0; i < equity.length; i++) {
            if (!Double.isFinite(equity[i])) {
                return Optional.of("equity was " + equity[i] + " at " + Clock.instantOf(result.times()[i]));
            }
        }
        return new LimitsOracle(subject.newStrategy(data).riskLimits(), data).broken(result);
    }

    /** Half of the market, a quarter more or less, until a bar less shows nothing. */
    private AssertionError shortest(Market market, String wrong) {
        long[] times = market.times();
        int shows = times.length - 1;
        int doesNot = -1;
        String told = wrong;
        while (shows - doesNot > 1) {
            int middle = (shows + doesNot) >>> 1;
            Optional<String> found = wrong(market.until(times[middle]));
            if (found.isPresent()) {
                shows = middle;
                told = found.get();
            } else {
                doesNot = middle;
            }
        }
        MarketData part = market.until(times[shows]);
        return Violation.of(NAME, told, new Market(market.name(), part), lastBars(part));
    }

    private String lastBars(MarketData data) {
        TextTable table = TextTable.of(List.of("time (" + data.calendar().zone() + ")", "market"));
        List<Slice> slices = Slice.of(data);
        for (Slice slice : slices.subList(Math.max(0, slices.size() - 8), slices.size())) {
            table.row(List.of(
                    Words.time(slice.epochNanos(), data.calendar().zone()),
                    String.join("; ", slice.events().stream().map(Words::of).toList())));
        }
        return table.toString();
    }
}
