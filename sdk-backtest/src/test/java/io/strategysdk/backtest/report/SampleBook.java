package io.strategysdk.backtest.report;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.backtest.statistics.RoundTrips;
import io.strategysdk.backtest.statistics.Statistics;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Trades whose list is hard to sort: long and short, of two strategies and instruments, amounts from below −1,000 to
 * above 1,000, quantities of one digit and of five, equal values, and one without a return.
 */
record SampleBook(List<RoundTrip> trades, ReportData data) {
    private static final long DAY = 86_400_000_000_000L;
    private static final List<Instrument> INSTRUMENTS = List.of(Instrument.equity("BETA"), Instrument.equity("ALFA"));

    static SampleBook of(int trades) {
        Random random = new Random(trades);
        Map<String, RoundTrips.Matcher> books = new TreeMap<>();
        List<Fill> fills = new ArrayList<>();
        EquityCurve.Builder equity = EquityCurve.builder(0, 10_000);
        long time = 0;
        for (int i = 0; i < trades; i++) {
            String strategy = random.nextBoolean() ? "trend" : "mean";
            boolean buy = random.nextInt(3) > 0;
            Instrument instrument = INSTRUMENTS.get(random.nextInt(2));
            Quantity quantity = Quantity.of(List.of(5, 40, 300, 12_000).get(random.nextInt(4)));
            Price entry = i == 3 ? Price.of("0") : price(random);
            time += random.nextInt(3) * DAY;
            fills.add(fill(2 * i, time, instrument, buy ? Side.BUY : Side.SELL, quantity, entry));
            time += (1 + random.nextInt(40)) * DAY;
            fills.add(fill(2 * i + 1, time, instrument, buy ? Side.SELL : Side.BUY, quantity, price(random)));
            RoundTrips.Matcher book = books.computeIfAbsent(strategy, RoundTrips::matcher);
            fills.subList(2 * i, 2 * i + 2).forEach(book::add);
            equity.mark(time, 10_000 + random.nextInt(2_000));
        }
        RoundTrips matched = RoundTrips.merge(
                books.values().stream().map(RoundTrips.Matcher::result).toList());
        return new SampleBook(matched.closed(), data(equity.build(), matched, fills));
    }

    private static ReportData data(EquityCurve equity, RoundTrips matched, List<Fill> fills) {
        Statistics statistics = Statistics.builder(equity.daily(ZoneOffset.UTC))
                .trades(matched, fills)
                .build();
        ReportData.Builder data = ReportData.builder("book", "1", statistics).trades(matched, fills);
        long[] times = new long[equity.size()];
        double[] closes = new double[equity.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = equity.epochNanos(i);
            closes[i] = equity.equity(i) / 10;
        }
        INSTRUMENTS.forEach(instrument -> data.prices(PriceSeries.of(instrument, times, closes)));
        return data.build();
    }

    private static Price price(Random random) {
        return Price.of(BigDecimal.valueOf(5_000 + random.nextInt(200_000), 2));
    }

    private static Fill fill(int number, long time, Instrument instrument, Side side, Quantity quantity, Price price) {
        BigDecimal fee = BigDecimal.valueOf(number % 7 * 35_050L, 2);
        OrderId order = new OrderId("book", number + 1L);
        return new Fill("e" + number, order, instrument, side, quantity, price, fee, time);
    }
}
