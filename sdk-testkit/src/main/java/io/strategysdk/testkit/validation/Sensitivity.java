package io.strategysdk.testkit.validation;

import io.strategysdk.api.Strategy;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.internal.TradingYear;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.engine.StrategyFailure;
import io.strategysdk.testkit.validation.Neighbours.Neighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The same run with one thing changed at a time.
 *
 * <ul>
 *   <li><b>Parameters</b>: each number of the parameter record one step down and one up. The step is that of its
 *       {@link io.strategysdk.api.Parameter}; where it has no sweep, 1 of a whole number and a tenth of the value of
 *       another.
 *   <li><b>Slippage</b>: none and twice its own, where it has some; and 5, 10 and 20 basis points more. Market and stop
 *       orders pay it.
 *   <li><b>Delay</b>: each decision is sent one step (bar) later than it was made, and its time in force begins then.
 *       Meanwhile the strategy sees market and books as they are, and its waiting orders among those that work. Orders
 *       that rest in the market, exits of a bracket too, fill as ever. Who looks neither at targets nor at working
 *       orders may order twice, as it would with any slow way to the market.
 * </ul>
 *
 * @param base the run itself
 * @param variants runs with something changed, in the order above, those that died among them
 * @param leftOut parameters that a constraint refused, or a constructor by an {@link IllegalArgumentException}
 */
public record Sensitivity(Outcome base, List<Variant> variants, List<LeftOut> leftOut) {
    private static final double[] MORE_BASIS_POINTS = {5, 10, 20};

    /** Copies. */
    public Sensitivity {
        variants = List.copyOf(variants);
        leftOut = List.copyOf(leftOut);
    }

    /** What was changed. */
    public enum Kind {
        /** A parameter. */
        PARAMETER,
        /** What market and stop orders lose. */
        SLIPPAGE,
        /** When decisions leave. */
        DELAY
    }

    /**
     * What came of a run.
     *
     * @param totalReturn last equity / first − 1
     * @param sharpe annual Sharpe ratio; absent without variation
     * @param maxDrawdown at the ends of sessions
     * @param fills executions
     * @param failure who was stopped by which error and when, or when the equity was lost; empty of a whole run
     */
    public record Outcome(double totalReturn, OptionalDouble sharpe, double maxDrawdown, int fills, String failure) {
        static Outcome of(BacktestResult result) {
            DailyEquity daily = result.equity().daily(result.data().calendar());
            double[] returns = daily.returns();
            double sharpe =
                    returns.length < 2 ? Double.NaN : DailyFigures.sharpe(returns, TradingYear.periods(result.data()));
            return new Outcome(
                    daily.equity(daily.size() - 1) / daily.equity(0) - 1,
                    Double.isFinite(sharpe) ? OptionalDouble.of(sharpe) : OptionalDouble.empty(),
                    DailyFigures.maxDrawdown(daily),
                    result.fills().size(),
                    failure(result, daily));
        }

        static String failure(BacktestResult result, DailyEquity daily) {
            return Stream.concat(
                            result.failures().stream().map(StrategyFailure::toString),
                            Stream.of(DailyFigures.loss(daily)).filter(loss -> !loss.isEmpty()))
                    .collect(Collectors.joining("; "));
        }
    }

    /**
     * A run with something changed.
     *
     * @param kind what kind of thing
     * @param name which, such as a parameter's name
     * @param value what it was changed to
     * @param outcome what came of it
     */
    public record Variant(Kind kind, String name, String value, Outcome outcome) {
        /** What is changed to what. */
        String change() {
            return name + " " + value;
        }
    }

    /**
     * A change that was refused.
     *
     * @param kind what kind of thing
     * @param name which
     * @param value what it was to be
     * @param reason why not
     */
    public record LeftOut(Kind kind, String name, String value, String reason) {
        /** What was to be changed to what. */
        String change() {
            return name + " " + value;
        }
    }

    /**
     * Runs them all, one after the other.
     *
     * @param backtestOf describes the run for parameters; called for each run, with a new strategy each time
     * @param parameters of the base
     * @param <P> their type
     * @throws io.strategysdk.api.SdkException when the record is not open to the testkit, with the line to add
     */
    public static <P extends Record> Sensitivity of(Function<? super P, Backtest> backtestOf, P parameters) {
        List<Class<? extends Strategy>> types = new ArrayList<>();
        BacktestResult base = backtestOf
                .apply(parameters)
                .around(strategy -> {
                    types.add(strategy.getClass());
                    return strategy;
                })
                .run();
        Supplier<Backtest> again = () -> backtestOf.apply(parameters);
        return new Runs().of(base, again, new Neighbours(parameters, types).all(), neighbour -> {
            @SuppressWarnings("unchecked") // made by the constructor of P
            P changed = (P) neighbour;
            return backtestOf.apply(changed);
        });
    }

    /** Collects them. */
    private static final class Runs {
        private final List<Variant> variants = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();

        Sensitivity of(
                BacktestResult base,
                Supplier<Backtest> again,
                List<Neighbour> neighbours,
                Function<Record, Backtest> backtestOf) {
            neighbours.forEach(neighbour -> addNeighbour(neighbour, backtestOf));
            addSlippage(again);
            add(Kind.DELAY, "decisions", "one bar later", again.get().around(OneBarLate::new));
            return new Sensitivity(Outcome.of(base), variants, leftOut);
        }

        private void addNeighbour(Neighbour neighbour, Function<Record, Backtest> backtestOf) {
            if (neighbour.parameters().isEmpty()) {
                leaveOut(neighbour, neighbour.refusal());
                return;
            }
            Backtest backtest;
            try {
                backtest = backtestOf.apply(neighbour.parameters().get());
            } catch (IllegalArgumentException refused) {
                leaveOut(neighbour, String.valueOf(refused.getMessage()));
                return;
            }
            add(Kind.PARAMETER, neighbour.name(), neighbour.value(), backtest);
        }

        private void leaveOut(Neighbour neighbour, String reason) {
            leftOut.add(new LeftOut(Kind.PARAMETER, neighbour.name(), neighbour.value(), reason));
        }

        private void addSlippage(Supplier<Backtest> again) {
            SlippageModel own = again.get().market().slippage();
            if (own != SlippageModel.NONE) {
                addSlippage(again, "none", SlippageModel.NONE);
                addSlippage(again, "twice its own", own.plus(own));
            }
            for (double more : MORE_BASIS_POINTS) {
                addSlippage(again, Words.plain(more) + " bps more", own.plus(SlippageModel.fixed(more)));
            }
        }

        private void addSlippage(Supplier<Backtest> again, String value, SlippageModel slippage) {
            add(Kind.SLIPPAGE, "slippage", value, again.get().slippage(slippage));
        }

        private void add(Kind kind, String name, String value, Backtest backtest) {
            variants.add(new Variant(kind, name, value, Outcome.of(backtest.run())));
        }
    }

    /** Variants of a kind. */
    public List<Variant> variants(Kind kind) {
        return variants.stream().filter(variant -> variant.kind() == kind).toList();
    }
}
