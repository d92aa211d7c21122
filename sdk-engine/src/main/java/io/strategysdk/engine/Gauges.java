package io.strategysdk.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Measures and filters of universes, told of the instruments of one run. */
final class Gauges {
    private static final double UNIT = 1e8;
    private static final int SCALE = 8;
    private final InstrumentFacts facts;
    private final SessionHistory history;

    Gauges(InstrumentFacts facts, SessionHistory history) {
        this.facts = facts;
        this.history = history;
    }

    /** A measure of instruments. */
    interface Gauge {
        /** Null where it is not known. */
        @Nullable
        Amount of(int instrument, LocalDate session);
    }

    /** A filter of instruments. */
    interface Sieve {
        /** Takes instruments out of those that are kept at the open of a session. */
        void act(boolean[] kept, LocalDate session);
    }

    /** How many sessions a filter looks back. */
    static int sessions(UniverseFilter filter) {
        Measure measure = measure(filter);
        if (measure instanceof Measure.MeanDollarVolume mean) {
            return mean.sessions();
        }
        return measure instanceof Measure.MedianDollarVolume median ? median.sessions() : 0;
    }

    /** What a filter measures; null where it asks for facts. */
    static @Nullable Measure measure(UniverseFilter filter) {
        if (filter instanceof UniverseFilter.AtLeast atLeast) {
            return atLeast.measure();
        }
        if (filter instanceof UniverseFilter.AtMost atMost) {
            return atMost.measure();
        }
        return filter instanceof UniverseFilter.Top top ? top.measure() : null;
    }

    Sieve sieve(UniverseFilter filter) {
        if (filter instanceof UniverseFilter.AtLeast atLeast) {
            Amount least = Amount.of(atLeast.least());
            return bounded(gauge(atLeast.measure()), value -> value.compareTo(least) >= 0);
        }
        if (filter instanceof UniverseFilter.AtMost atMost) {
            Amount most = Amount.of(atMost.most());
            return bounded(gauge(atMost.measure()), value -> value.compareTo(most) <= 0);
        }
        return filter instanceof UniverseFilter.Top top
                ? new Ranking(top.count(), gauge(top.measure()))
                : classified((UniverseFilter.Classified) filter);
    }

    private static Sieve bounded(Gauge gauge, Predicate<Amount> passes) {
        return (kept, session) -> {
            for (int i = 0; i < kept.length; i++) {
                Amount value = kept[i] ? gauge.of(i, session) : null;
                kept[i] = value != null && passes.test(value);
            }
        };
    }

    private Sieve classified(UniverseFilter.Classified filter) {
        List<List<Classification.Entry>> entries = facts.byInstrument(
                filter.classification().entries(), Classification.Entry::symbol, Classification.Entry::from);
        return (kept, session) -> {
            for (int i = 0; i < kept.length; i++) {
                boolean isOneOf = Dated.asOf(entries.get(i), Classification.Entry::from, session)
                        .filter(entry -> filter.names().contains(filter.level().of(entry)))
                        .isPresent();
                kept[i] &= isOneOf == filter.isOneOf();
            }
        };
    }

    private Gauge gauge(Measure measure) {
        if (measure instanceof Measure.Price) {
            return (i, session) -> Double.isNaN(history.close(i)) ? null : Amount.of(price(i));
        }
        if (measure instanceof Measure.MarketCap cap) {
            return marketCap(cap.shares());
        }
        if (measure instanceof Measure.MeanDollarVolume mean) {
            return (i, session) -> known(history.mean(i, mean.sessions()));
        }
        if (measure instanceof Measure.MedianDollarVolume median) {
            return (i, session) -> known(history.median(i, median.sessions()));
        }
        return (i, session) -> Amount.of(BigDecimal.valueOf(history.age(i)));
    }

    private static @Nullable Amount known(double value) {
        return Double.isFinite(value) ? Amount.of(value) : null;
    }

    private BigDecimal price(int instrument) {
        return BigDecimal.valueOf(PriceUnits.of(history.close(instrument), UNIT), SCALE);
    }

    /** Shares of their date and a price of another one: splits in between bring them together, either way. */
    private Gauge marketCap(SharesOutstanding shares) {
        List<List<SharesOutstanding.Entry>> known = facts.byInstrument(
                shares.entries(), SharesOutstanding.Entry::symbol, SharesOutstanding.Entry::knownFrom);
        return (i, session) -> {
            if (Double.isNaN(history.close(i))) {
                return null;
            }
            return Dated.asOf(known.get(i), SharesOutstanding.Entry::knownFrom, session)
                    .map(entry -> marketCap(i, entry))
                    .orElse(null);
        };
    }

    private Amount marketCap(int instrument, SharesOutstanding.Entry shares) {
        BigDecimal value = shares.shares().multiply(price(instrument));
        BigInteger[] later = facts.ratio(instrument, shares.knownFrom(), history.date());
        BigInteger[] earlier = facts.ratio(instrument, history.date(), shares.knownFrom());
        return new Amount(value.multiply(new BigDecimal(later[0].multiply(earlier[1]))), later[1].multiply(earlier[0]));
    }
}
