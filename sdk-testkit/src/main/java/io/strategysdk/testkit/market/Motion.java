package io.strategysdk.testkit.market;

import java.util.ArrayList;
import java.util.List;

/** A model on its way through the sessions of one instrument. */
interface Motion {
    /**
     * The next session.
     *
     * @param residual what the session before moved beyond its mean, jumps left out; 0 before the first
     */
    Move next(double residual);

    /**
     * What a session's logarithm of the price does.
     *
     * @param mean of the Brownian move
     * @param variance of the Brownian move
     * @param jumps in order
     */
    record Move(double mean, double variance, List<Jump> jumps) {
        static Move of(double growth, double variance) {
            return new Move(growth - variance / 2, variance, List.of());
        }
    }

    /**
     * A leap.
     *
     * @param at share of the session before it, at least 0 and below 1
     * @param size in logarithms
     */
    record Jump(double at, double size) {}

    /**
     * A fresh one.
     *
     * @param market draws that all instruments repeat
     * @param own draws that no other instrument has
     */
    static Motion of(PriceModel model, double sessionsPerYear, Draws market, Draws own) {
        if (model instanceof GeometricBrownianMotion brownian) {
            double variance = variance(brownian.volatility(), sessionsPerYear);
            Move always = Move.of(brownian.drift() / sessionsPerYear, variance);
            return residual -> always;
        }
        if (model instanceof Garch garch) {
            return new Clustering(garch, sessionsPerYear);
        }
        if (model instanceof RegimeSwitching regimes) {
            return new Switching(regimes, sessionsPerYear, market);
        }
        return new Jumping((JumpDiffusion) model, sessionsPerYear, own);
    }

    /** Per session. */
    private static double variance(double volatility, double sessionsPerYear) {
        return volatility * volatility / sessionsPerYear;
    }

    /** GARCH(1,1). */
    final class Clustering implements Motion {
        private final Garch garch;
        private final double growth;
        private final double omega;
        /** Of the next session, but for what the last one did. */
        private double remembered;

        private Clustering(Garch garch, double sessionsPerYear) {
            double longRun = variance(garch.volatility(), sessionsPerYear);
            this.garch = garch;
            growth = garch.drift() / sessionsPerYear;
            omega = (1 - garch.alpha() - garch.beta()) * longRun;
            remembered = longRun;
        }

        @Override
        public Move next(double residual) {
            double variance = remembered + garch.alpha() * residual * residual;
            remembered = omega + garch.beta() * variance;
            return Move.of(growth, variance);
        }
    }

    /** Hamilton's regimes. */
    final class Switching implements Motion {
        private final List<RegimeSwitching.Regime> regimes;
        private final double sessionsPerYear;
        private final Draws market;
        private int regime = -1;

        private Switching(RegimeSwitching model, double sessionsPerYear, Draws market) {
            this.regimes = model.regimes();
            this.sessionsPerYear = sessionsPerYear;
            this.market = market;
        }

        @Override
        public Move next(double residual) {
            double drawn = market.uniform();
            regime = regime < 0 ? first(drawn) : after(drawn);
            RegimeSwitching.Regime now = regimes.get(regime);
            return Move.of(now.drift() / sessionsPerYear, variance(now.volatility(), sessionsPerYear));
        }

        private int first(double drawn) {
            double all = 0;
            for (RegimeSwitching.Regime each : regimes) {
                all += each.sessions();
            }
            double left = drawn * all;
            int found = 0;
            while (found < regimes.size() - 1 && left > regimes.get(found).sessions()) {
                left -= regimes.get(found++).sessions();
            }
            return found;
        }

        private int after(double drawn) {
            double leaves = 1 / regimes.get(regime).sessions();
            if (drawn > leaves) {
                return regime;
            }
            int others = regimes.size() - 1;
            int other = Math.min(others - 1, (int) (drawn / leaves * others));
            return other < regime ? other : other + 1;
        }
    }

    /** Merton's jumps. */
    final class Jumping implements Motion {
        private final JumpDiffusion model;
        private final double sessionsPerYear;
        private final Draws own;
        private final Move calm;
        /** Sessions from now to the next jump. */
        private double ahead;

        private Jumping(JumpDiffusion model, double sessionsPerYear, Draws own) {
            this.model = model;
            this.sessionsPerYear = sessionsPerYear;
            this.own = own;
            double deviation = model.jumpDeviation();
            double expected = StrictMath.expm1(model.jumpMean() + deviation * deviation / 2);
            calm = Move.of(
                    (model.drift() - model.jumpsPerYear() * expected) / sessionsPerYear,
                    variance(model.volatility(), sessionsPerYear));
            ahead = untilNext();
        }

        /** Exponential; without any jumps the end of time. */
        private double untilNext() {
            return -StrictMath.log(own.uniform()) * sessionsPerYear / model.jumpsPerYear();
        }

        @Override
        public Move next(double residual) {
            List<Jump> jumps = new ArrayList<>();
            while (ahead < 1) {
                jumps.add(new Jump(ahead, model.jumpMean() + model.jumpDeviation() * own.normal()));
                ahead += untilNext();
            }
            ahead--;
            return new Move(calm.mean(), calm.variance(), jumps);
        }
    }
}
