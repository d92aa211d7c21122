package io.strategysdk.backtest.analytics;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How well a run's orders were executed, by strategy and instrument and all together (EXE-010). A pure function of the
 * journal and the bars of its run. Immutable.
 *
 * <p>The price of the decision is the last close known when the order was accepted, in a backtest the moment of the
 * decision; the price at arrival is the open of the first bar that could fill the order. A quantity that was replaced is
 * asked for as it was last. Where no close was known at the decision, the price at arrival takes its place. An order that
 * was refused at once asks for nothing and is only counted; one for an amount of money asks for what it fills.
 *
 * <p>An order that waits for its turn is judged by its turn: a stop of any kind, the exits of a bracket, both of a pair
 * of which one cancels the other, and the second of a pair of which the first triggers it. It asks for what it fills, so
 * that an exit that was not needed is no unfilled demand, and its decision price is the one that it names: the stop, else
 * the limit, else, for a trailing stop or a market order, the last close before the bar that first filled it. It arrives
 * when the market does: at that price, or at the open of that bar where that had passed it already. An order for the
 * session's close arrives at that close, one for its open at that open.
 *
 * @param parts by strategy in the order of their first order, then by instrument in the run's order
 * @param total all of them; counts and amounts are the sums of the parts
 */
public record ExecutionReport(List<Part> parts, ExecutionFigures total) {
    /**
     * One strategy's orders in one instrument.
     *
     * @param strategy whose
     * @param instrument in what
     * @param figures how they were executed
     */
    public record Part(String strategy, Instrument instrument, ExecutionFigures figures) {}

    /** Copies. */
    public ExecutionReport {
        parts = List.copyOf(parts);
    }

    /**
     * The report of a run whose orders arrive at once.
     *
     * @param journal of the run
     * @param data its bars; orders in other instruments have no prices and are only counted
     */
    public static ExecutionReport of(Iterable<JournalEntry> journal, MarketData data) {
        return of(journal, data, id -> 0);
    }

    /**
     * The report of a run.
     *
     * @param journal of the run
     * @param data its bars; orders in other instruments have no prices and are only counted
     * @param latencyNanos from an order's decision to its arrival, not negative
     */
    public static ExecutionReport of(
            Iterable<JournalEntry> journal, MarketData data, ToLongFunction<OrderId> latencyNanos) {
        OrderTracer tracer = new OrderTracer(new PriceHistory(data), latencyNanos);
        journal.forEach(tracer::add);
        Map<String, Map<Instrument, Tally>> tallies = new LinkedHashMap<>();
        for (TracedOrder order : tracer.finish()) {
            tallies.computeIfAbsent(order.strategy(), strategy -> new LinkedHashMap<>())
                    .computeIfAbsent(order.instrument(), instrument -> new Tally())
                    .add(order);
        }
        return of(tallies, data.instruments());
    }

    private static ExecutionReport of(Map<String, Map<Instrument, Tally>> tallies, List<Instrument> order) {
        List<Part> parts = new ArrayList<>();
        Tally total = new Tally();
        tallies.forEach((strategy, instruments) -> instruments.entrySet().stream()
                .sorted(Comparator.comparingInt(tally -> numberOf(tally.getKey(), order)))
                .forEach(tally -> {
                    parts.add(
                            new Part(strategy, tally.getKey(), tally.getValue().figures()));
                    total.add(tally.getValue());
                }));
        return new ExecutionReport(parts, total.figures());
    }

    /** Strangers come last. */
    private static int numberOf(Instrument instrument, List<Instrument> order) {
        int number = order.indexOf(instrument);
        return number < 0 ? order.size() : number;
    }
}
