package io.strategysdk.testkit.validation;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run held over time, as shares of its equity, and what its instruments did, from the open of each step to the
 * open of the next. Stays are cut where the side of any instrument changes, and have what their fills cost.
 */
final class ExposurePath {
    /** Returns of each instrument by step. */
    final double[][] returns;

    final List<Stay> stays;

    /** Steps that a stay may lie in. */
    final int steps;

    final int flatSteps;

    /** What is left of 1 after costs that belong to no stay: of trades that began and ended in one step. */
    final double left;

    /** Consecutive steps with the same sides: weights by step and instrument, and what each step cost of equity. */
    record Stay(int first, List<double[]> weights, List<Double> costs) {
        int length() {
            return weights.size();
        }

        /** The step after it. */
        int end() {
            return first + length();
        }

        void add(double[] weightsOfStep, double cost) {
            weights.add(weightsOfStep);
            costs.add(cost);
        }

        void addCost(double more) {
            int last = costs.size() - 1;
            costs.set(last, costs.get(last) + more);
        }
    }

    private ExposurePath(double[][] returns, List<Stay> stays, double left) {
        this.returns = returns;
        this.left = left;
        this.stays = List.copyOf(stays);
        steps = returns.length;
        flatSteps = steps - stays.stream().mapToInt(Stay::length).sum();
    }

    /**
     * Of columns.
     *
     * @param returns by step and instrument
     * @param weights as many, of equity, 0 for none
     * @param costs of each step, of equity; those of a step without weights belong to the stay that ends with it, or
     *     else to none
     */
    static ExposurePath of(double[][] returns, double[][] weights, double[] costs) {
        List<Stay> stays = new ArrayList<>();
        Stay current = stayFrom(-1);
        double left = 1;
        for (int step = 0; step < weights.length; step++) {
            boolean isNext = step == current.end();
            if (!isFlat(weights[step])) {
                if (!isNext || !sameSides(weights[step], weights[step - 1])) {
                    current = stayFrom(step);
                    stays.add(current);
                }
                current.add(weights[step], costs[step]);
            } else if (isNext) {
                current.addCost(costs[step]);
            } else {
                left *= Math.max(0, 1 - costs[step]);
            }
        }
        return new ExposurePath(returns, stays, left);
    }

    private static Stay stayFrom(int step) {
        return new Stay(step, new ArrayList<>(), new ArrayList<>());
    }

    private static boolean isFlat(double[] weights) {
        return Arrays.stream(weights).allMatch(weight -> weight == 0);
    }

    private static boolean sameSides(double[] weights, double[] before) {
        for (int i = 0; i < weights.length; i++) {
            if (Math.signum(weights[i]) != Math.signum(before[i])) {
                return false;
            }
        }
        return true;
    }

    /** Of a run. Its first step is left out, which only open positions can be held in, where there are none. */
    static ExposurePath of(BacktestResult result) {
        long[] times = result.run().times();
        List<Instrument> instruments = result.instruments();
        MarketData asTraded = result.data();
        MarketData asEarned = withPayments(asTraded);
        double[][] opens = new double[times.length][instruments.size()];
        double[][] closes = new double[times.length][instruments.size()];
        double[][] returns = new double[times.length][instruments.size()];
        for (int i = 0; i < instruments.size(); i++) {
            fill(opens, closes, i, times, asTraded.executionSeries(instruments.get(i)));
            setReturns(returns, i, times, asEarned.executionSeries(instruments.get(i)));
        }
        double[][] weights = weights(result, times, opens, closes);
        double[] costs = costs(result, times);
        int from = times.length > 0 && isFlat(weights[0]) ? 1 : 0;
        return of(
                Arrays.copyOfRange(returns, from, times.length),
                Arrays.copyOfRange(weights, from, times.length),
                Arrays.copyOfRange(costs, from, times.length));
    }

    /** Prices with splits and dividends in them, where such can be made: returns are then what a holder earned. */
    private static MarketData withPayments(MarketData data) {
        if (data.mode() != PriceMode.RAW || data.actions().isEmpty()) {
            return data;
        }
        try {
            return data.adjusted(PriceMode.TOTAL_RETURN);
        } catch (IllegalArgumentException mergerForShares) {
            return data.adjusted(PriceMode.SPLIT_ADJUSTED);
        }
    }

    /** Opens and closes by step; without a bar the last close, before the first one NaN. */
    private static void fill(double[][] opens, double[][] closes, int instrument, long[] times, BarColumns bars) {
        int row = 0;
        double last = Double.NaN;
        for (int step = 0; step < times.length; step++) {
            while (row < bars.size() && bars.epochNanos(row) < times[step]) {
                last = bars.close(row++);
            }
            boolean hasBar = row < bars.size() && bars.epochNanos(row) == times[step];
            opens[step][instrument] = hasBar ? bars.open(row) : last;
            closes[step][instrument] = hasBar ? bars.close(row) : last;
        }
    }

    private static void setReturns(double[][] returns, int instrument, long[] times, BarColumns bars) {
        double[][] opens = new double[times.length][1];
        double[][] closes = new double[times.length][1];
        fill(opens, closes, 0, times, bars);
        for (int step = 0; step < times.length; step++) {
            double next = step + 1 < times.length ? opens[step + 1][0] : closes[step][0];
            double earned = next / opens[step][0] - 1;
            returns[step][instrument] = Double.isFinite(earned) ? earned : 0;
        }
    }

    private static double[][] weights(BacktestResult result, long[] times, double[][] opens, double[][] closes) {
        double[] equity = result.run().equity();
        double[][] weights = new double[times.length][];
        Map<Instrument, Map<String, Double>> held = new LinkedHashMap<>();
        Iterator<JournalEntry> entries = result.journal().iterator();
        JournalEntry next = entries.hasNext() ? entries.next() : null;
        for (int step = 0; step < times.length; step++) {
            while (next != null && next.epochNanos() <= times[step]) {
                note(next, held);
                next = entries.hasNext() ? entries.next() : null;
            }
            weights[step] = weights(result.instruments(), held, equity[step], opens[step], closes[step]);
        }
        return weights;
    }

    private static void note(JournalEntry entry, Map<Instrument, Map<String, Double>> held) {
        if (entry instanceof JournalEntry.Held open) {
            note(held, open.instrument(), open.strategy(), open.quantity());
        } else if (entry instanceof JournalEntry.Booked booked) {
            note(held, booked.instrument(), booked.strategy(), booked.position());
        } else if (entry instanceof JournalEntry.Entitled entitled) {
            note(held, entitled.instrument(), entitled.strategy(), entitled.position());
        }
    }

    private static void note(
            Map<Instrument, Map<String, Double>> held, Instrument instrument, String strategy, Quantity position) {
        held.computeIfAbsent(instrument, any -> new LinkedHashMap<>()).put(strategy, position.toDouble());
    }

    /** Of the equity at the step's open, which is that at its close without what the step has earned. */
    private static double[] weights(
            List<Instrument> instruments,
            Map<Instrument, Map<String, Double>> held,
            double equity,
            double[] opens,
            double[] closes) {
        double[] weights = new double[instruments.size()];
        double before = equity;
        for (int i = 0; i < weights.length; i++) {
            double quantity = held.getOrDefault(instruments.get(i), Map.of()).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            weights[i] = quantity == 0 ? 0 : quantity * opens[i];
            before -= quantity == 0 ? 0 : quantity * (closes[i] - opens[i]);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = before > 0 && Double.isFinite(weights[i]) ? weights[i] / before : 0;
        }
        return weights;
    }

    /** Fees of each fill and its part of all slippage, by the step's equity. */
    private static double[] costs(BacktestResult result, long[] times) {
        double[] equity = result.run().equity();
        double[] costs = new double[times.length];
        double traded = 0;
        for (Fill fill : result.fills()) {
            traded += value(fill);
        }
        BigDecimal slippage = result.fillQuality().slippagePaid();
        double slippagePerTraded = traded > 0 ? slippage.doubleValue() / traded : 0;
        for (Fill fill : result.fills()) {
            int found = Arrays.binarySearch(times, fill.epochNanos());
            int step = Math.min(found < 0 ? -found - 1 : found, times.length - 1);
            if (equity[step] > 0) {
                costs[step] += (fill.fee().doubleValue() + slippagePerTraded * value(fill)) / equity[step];
            }
        }
        return costs;
    }

    private static double value(Fill fill) {
        return fill.lastQty().toDouble() * fill.lastPx().toDouble();
    }
}
