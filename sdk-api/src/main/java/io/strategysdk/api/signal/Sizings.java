package io.strategysdk.api.signal;

import static io.strategysdk.api.signal.Bounds.percent;
import static io.strategysdk.api.signal.Bounds.requireAtMost;
import static io.strategysdk.api.signal.Bounds.requirePositive;
import static io.strategysdk.api.signal.Bounds.text;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import java.util.Objects;
import java.util.Optional;

/** The sizings that come with the SDK; formulas are those of {@link Sizing}. */
final class Sizings {
    private static final double MOST_WEIGHT = 100;

    private Sizings() {}

    record TimesStrength(Sizing sizing) implements Sizing {
        TimesStrength {
            Objects.requireNonNull(sizing, "sizing");
        }

        @Override
        public Optional<Feature> feature() {
            return sizing.feature();
        }

        @Override
        public double quantity(Facts facts) {
            return facts.strength() * sizing.quantity(facts);
        }

        @Override
        public String toString() {
            return sizing + " times strength";
        }
    }

    record FixedQuantity(double units) implements Sizing {
        FixedQuantity {
            requirePositive("fixed quantity", units);
        }

        @Override
        public double quantity(Facts facts) {
            return units;
        }

        @Override
        public String toString() {
            return text(units) + " units";
        }
    }

    record FixedNotional(double amount) implements Sizing {
        FixedNotional {
            requirePositive("fixed notional", amount);
        }

        @Override
        public double quantity(Facts facts) {
            return amount / facts.mark();
        }

        @Override
        public String toString() {
            return "for " + text(amount);
        }
    }

    record PercentOfEquity(double weight) implements Sizing {
        PercentOfEquity {
            requireAtMost(MOST_WEIGHT, "weight", weight);
        }

        @Override
        public double quantity(Facts facts) {
            return held(weight, facts);
        }

        @Override
        public String toString() {
            return percent(weight) + " of equity";
        }
    }

    record VolatilityTarget(double annualVolatility, int bars, double periodsPerYear, double maxWeight)
            implements Sizing {
        VolatilityTarget {
            requirePositive("annual volatility", annualVolatility);
            requirePositive("periods per year", periodsPerYear);
            requireAtMost(MOST_WEIGHT, "largest weight", maxWeight);
            if (bars < 2) {
                throw new IllegalArgumentException("returns of a volatility must be at least 2, were " + bars);
            }
        }

        @Override
        public Optional<Feature> feature() {
            return Optional.of(Indicators.stdev(bars).of(Indicators.simpleReturn(1)));
        }

        /** The catalogue's deviation is that of a population. */
        @Override
        public double quantity(Facts facts) {
            double sample = facts.measured() * Math.sqrt(bars / (bars - 1.0));
            double weight = annualVolatility / (sample * Math.sqrt(periodsPerYear));
            return weight < Double.POSITIVE_INFINITY ? held(Math.min(maxWeight, weight), facts) : Double.NaN;
        }

        @Override
        public String toString() {
            return "volatility " + percent(annualVolatility) + " over " + bars + " bars of " + text(periodsPerYear)
                    + " a year, at most " + percent(maxWeight) + " of equity";
        }
    }

    record AtrRisk(double riskShare, double multiple, int bars) implements Sizing {
        AtrRisk {
            requireAtMost(1, "share at risk", riskShare);
            requirePositive("multiple of the average true range", multiple);
            Objects.requireNonNull(Indicators.atr(bars));
        }

        @Override
        public Optional<Feature> feature() {
            return Optional.of(Indicators.atr(bars));
        }

        @Override
        public double quantity(Facts facts) {
            return riskShare * facts.equity() / (multiple * facts.measured());
        }

        @Override
        public String toString() {
            return percent(riskShare) + " of equity at risk over " + text(multiple) + " atr(" + bars + ")";
        }
    }

    record Kelly(double winRate, double payoff, double fraction, double maxWeight) implements Sizing {
        Kelly {
            if (!(winRate >= 0 && winRate <= 1)) {
                throw new IllegalArgumentException("win rate must be from 0 to 1, was " + winRate);
            }
            requirePositive("payoff", payoff);
            requireAtMost(1, "fraction of Kelly's share", fraction);
            requireAtMost(MOST_WEIGHT, "largest weight", maxWeight);
        }

        @Override
        public double quantity(Facts facts) {
            double share = fraction * (winRate - (1 - winRate) / payoff);
            return held(Math.min(maxWeight, Math.max(0, share)), facts);
        }

        @Override
        public String toString() {
            return text(fraction) + " Kelly of " + percent(winRate) + " wins and payoff " + text(payoff) + ", at most "
                    + percent(maxWeight) + " of equity";
        }
    }

    private static double held(double weight, Sizing.Facts facts) {
        return weight * facts.equity() / facts.mark();
    }
}
