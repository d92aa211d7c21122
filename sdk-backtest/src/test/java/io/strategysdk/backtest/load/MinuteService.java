package io.strategysdk.backtest.load;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PageException;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A bar a minute from a begin on, in pages of three; fails where it is told to. */
final class MinuteService implements PagedBars {
    static final Instrument AIG = Instrument.equity("AIG");
    static final Instant BEGIN = Instant.parse("2024-01-03T14:30:00Z");
    private static final int PER_PAGE = 3;

    final List<Request> asked = new ArrayList<>();
    final List<String> tokens = new ArrayList<>();
    /** What the next calls do instead of answering, in order; empty for those that answer. */
    final Deque<Optional<RuntimeException>> failures = new ArrayDeque<>();

    Optional<Duration> pause = Optional.empty();
    private final int bars;

    MinuteService(int bars) {
        this.bars = bars;
    }

    void failing(RuntimeException... next) {
        for (RuntimeException failure : next) {
            failures.add(Optional.of(failure));
        }
    }

    void answering(int calls) {
        for (int i = 0; i < calls; i++) {
            failures.add(Optional.empty());
        }
    }

    static PageException busy() {
        return PageException.passing("service must answer, was busy", null);
    }

    static Row row(int minute) {
        return new Row(
                Clock.epochNanosOf(BEGIN.plusSeconds(60L * minute)),
                10 + minute,
                11 + minute,
                9.5 + minute,
                10.1 + minute,
                minute);
    }

    static String line(int minute) {
        Instant open = BEGIN.plusSeconds(60L * minute);
        return open + " " + open.plusSeconds(60) + " " + (10.0 + minute) + " " + (11.0 + minute) + " " + (9.5 + minute)
                + " " + (10.1 + minute) + " " + (double) minute;
    }

    static List<String> lines(int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int minute = from; minute < to; minute++) {
            lines.add(line(minute));
        }
        return lines;
    }

    @Override
    public List<Instrument> instruments() {
        return List.of(AIG);
    }

    @Override
    public Page page(Request request, Optional<String> token) {
        asked.add(request);
        tokens.add(token.orElse("first"));
        Optional<RuntimeException> failure = failures.isEmpty() ? Optional.empty() : failures.remove();
        if (failure.isPresent()) {
            throw failure.get();
        }
        int first = token.map(Integer::parseInt).orElse(0);
        List<Row> rows = new ArrayList<>();
        int minute = first;
        for (; minute < bars && rows.size() < PER_PAGE; minute++) {
            Instant start = BEGIN.plusSeconds(60L * minute);
            if (!start.isBefore(request.from()) && start.isBefore(request.to())) {
                rows.add(row(minute));
            }
        }
        return new Page(rows, minute < bars ? Optional.of(String.valueOf(minute)) : Optional.empty(), pause);
    }

    /** What a sink got. */
    static final class Sink implements io.strategysdk.api.data.DataSource.BarSink {
        final List<String> lines = new ArrayList<>();

        @Override
        public void bar(long open, long close, double o, double h, double l, double c, double v) {
            lines.add(Clock.instantOf(open) + " " + Clock.instantOf(close) + " " + o + " " + h + " " + l + " " + c + " "
                    + v);
        }
    }

    static void load(PagedDataSource source, Sink sink) {
        source.bars(AIG, Timeframe.MINUTE, BEGIN, BEGIN.plus(Duration.ofDays(1)), sink);
    }
}
