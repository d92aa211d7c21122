package io.strategysdk.testkit.validation;

import io.strategysdk.api.instrument.Instrument;
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
 * What a run held over time, as shares of its equity, and what its instruments did, from the open of each step to the open
 * of the next. Stays are cut where the side of any instrument changes; what the fills of a stay cost belongs to it.
 */
final class ExposurePath {
    /** Returns of each instrument by step. */
    final double[][] returns;

    final List<Stay> stays;

    /** Steps that a stay may lie in. */
    final int steps;

    final int flatSteps;

    /** Consecutive steps with the same sides: weights by step and instrument, and what each step cost of equity. */
    record Stay(int first, List<double[]> weights, List<Double> costs) {
        int length() {
            return weights.size();
        }
    }

    private ExposurePath(double[][] returns, List<Stay> stays) {
        this.returns = returns;
        this.stays = List.copyOf(stays);
        steps = returns.length;
        flatSteps = steps - stays.stream().mapToInt(Stay::length).sum();
    }

    /**
     * Of columns.
     *
     * @param returns by step and instrument
     * @param weights as many, of equity, 0 for none
     * @param costs of each step, of equity; those of a step without weights belong to the stay before it
     */
    static ExposurePath of(double[][] returns, double[][] weights, double[] costs) {
        List<Stay> stays = new ArrayList<>();
        Stay current = null;
        for (int step = 0; step < weights.length; step++) {
            if (isFlat(weights[step])) {
                if (current != null && step == current.first + current.length()) {
                    int last = current.length() - 1;
                    current.costs.set(last, current.costs.get(last) + costs[step]);
                }
                continue;
            }
            if (current == null
                    || step > current.first + current.length()
                    || !sameSides(weights[step], weights[step - 1])) {
                current = new Stay(step, new ArrayList<>(), new ArrayList<>());
                stays.add(current);
            }
            current.weights.add(weights[step]);
            current.costs.add(costs[step]);
        }
        return new ExposurePath(returns, stays);
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

    /** Of a run. Its first step is left out, which nothing can be held in. */
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
        int from = Math.min(1, times.length);
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
        if (entry instanceof JournalEntry.Booked booked) {
            held.computeIfAbsent(booked.instrument(), any -> new LinkedHashMap<>())
                    .put(booked.strategy(), booked.position().toDouble());
        } else if (entry instanceof JournalEntry.Entitled entitled) {
            held.computeIfAbsent(entitled.instrument(), any -> new LinkedHashMap<>())
                    .put(entitled.strategy(), entitled.position().toDouble());
        }
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
