package io.strategysdk.backtest.quality;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.BarColumns;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Bars of a market without any defect, which tests then put one into. */
final class Market {
    static final Instrument ACME = Instrument.equity("ACME");
    private static final double START = 100;
    private static final double MOST = 2.5;

    /** A bar that may still be changed. */
    static final class Row {
        long open;
        long close;
        double[] prices;
        double volume;

        private Row(long open, long close, double[] prices, double volume) {
            this.open = open;
            this.close = close;
            this.prices = prices;
            this.volume = volume;
        }
    }

    final List<Row> rows = new ArrayList<>();
    private final Timeframe timeframe;
    private final Random random;
    private final double deviation;
    private double last = START;

    private Market(Timeframe timeframe, long seed, double deviation) {
        this.timeframe = timeframe;
        this.random = new Random(seed);
        this.deviation = deviation;
    }

    static Market daily(TradingCalendar calendar, String from, String to, long seed) {
        Market market = new Market(Timeframe.DAY, seed, 0.01);
        for (Session session : calendar.sessions(LocalDate.parse(from), LocalDate.parse(to))) {
            market.add(session.openNanos(), session.closeNanos());
        }
        return market;
    }

    static Market intraday(TradingCalendar calendar, String from, String to, Timeframe timeframe, long seed) {
        Market market = new Market(timeframe, seed, 0.001);
        long length = timeframe.duration().toNanos();
        for (Session session : calendar.sessions(LocalDate.parse(from), LocalDate.parse(to))) {
            for (long open = session.openNanos(); open < session.closeNanos(); open += length) {
                market.add(open, Math.min(open + length, session.closeNanos()));
            }
        }
        return market;
    }

    private void add(long openTime, long closeTime) {
        double open = cents(last * (1 + move() / 4));
        double close = cents(open * (1 + move()));
        double high = cents(Math.max(open, close) * (1 + Math.abs(move()) / 4));
        double low = cents(Math.min(open, close) * (1 - Math.abs(move()) / 4));
        last = close;
        double volume = Math.rint(10_000 * Math.exp(bounded() / 3));
        rows.add(new Row(openTime, closeTime, new double[] {open, high, low, close}, volume));
    }

    private double bounded() {
        return Math.max(-MOST, Math.min(MOST, random.nextGaussian()));
    }

    private double move() {
        return deviation * bounded();
    }

    private static double cents(double price) {
        return Math.max(0.01, Math.rint(price * 100) / 100);
    }

    int rowOf(String date) {
        for (int i = 0; i < rows.size(); i++) {
            if (Clock.instantOf(rows.get(i).open).toString().startsWith(date)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no bar opens on " + date);
    }

    Market scale(int from, int to, double factor) {
        for (Row row : rows.subList(from, to)) {
            for (int i = 0; i < row.prices.length; i++) {
                row.prices[i] = cents(row.prices[i] * factor);
            }
        }
        return this;
    }

    Market shift(long nanos) {
        rows.forEach(row -> {
            row.open += nanos;
            row.close += nanos;
        });
        return this;
    }

    BarColumns bars() {
        return bars(ACME);
    }

    BarColumns bars(Instrument instrument) {
        BarColumns.Builder bars = BarColumns.builder(instrument, timeframe);
        rows.forEach(row ->
                bars.bar(row.open, row.close, row.prices[0], row.prices[1], row.prices[2], row.prices[3], row.volume));
        return bars.build();
    }

    /** Both sides, a cent apart from the middle. */
    BarColumns quoted(Instrument instrument) {
        return BarColumns.quoted(side(instrument, -0.01), side(instrument, 0.01));
    }

    private BarColumns side(Instrument instrument, double off) {
        BarColumns.Builder bars = BarColumns.builder(instrument, timeframe);
        rows.forEach(row -> bars.bar(
                row.open,
                row.close,
                row.prices[0] + off,
                row.prices[1] + off,
                row.prices[2] + off,
                row.prices[3] + off,
                row.volume));
        return bars.build();
    }

    /** Lines of a file with local times of the opens, or with dates. */
    List<String> lines(ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add("time,open,high,low,close,volume");
        for (Row row : rows) {
            LocalDateTime open = LocalDateTime.ofInstant(Clock.instantOf(row.open), zone);
            String time =
                    timeframe.isIntraday() ? open + ":00" : open.toLocalDate().toString();
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,%.2f,%.2f,%.2f,%.2f,%.0f",
                    time,
                    row.prices[0],
                    row.prices[1],
                    row.prices[2],
                    row.prices[3],
                    row.volume));
        }
        return lines;
    }
}
