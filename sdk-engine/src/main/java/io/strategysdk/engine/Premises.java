package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What decides over a run before its first bar and is not part of its state: a checkpoint goes on where all of it is the
 * same. Facts are texts, so that a refusal shows what differs; bars are a hash.
 *
 * @param rows bars that had been run
 * @param bars hash over their times, prices, volumes and series
 */
record Premises(List<String> strategies, String start, List<String> data, int rows, long bars) {
    private static final String NONE = "none";

    Premises {
        strategies = List.copyOf(strategies);
        data = List.copyOf(data);
    }

    /** Those of a run that has come to a row, or is to go on from it. */
    static Premises of(
            MarketData data,
            AccountRules account,
            BrokerSetup broker,
            LossLimits losses,
            MonitorSetup monitors,
            List<Desk> desks,
            SignalRules signals,
            long from,
            int row,
            boolean scalesAtReverseSplits) {
        List<String> strategies = new ArrayList<>();
        for (Desk desk : desks) {
            strategies.add(desk.name + " with "
                    + desk.book.capital().stripTrailingZeros().toPlainString() + " " + data.instruments.currency()
                    + (desk.limits.equals(RiskLimits.NONE) ? "" : " and " + desk.limits));
        }
        if (!signals.equals(SignalRules.DEFAULT)) {
            strategies.add("signal rules " + signals);
        }
        List<String> facts = new ArrayList<>();
        facts.add("account " + account.describe());
        facts.addAll(broker.facts());
        if (!losses.equals(LossLimits.NONE)) {
            facts.add("losses of the account " + losses);
        }
        monitors.monitors.forEach(monitor -> facts.add("monitor " + monitor));
        monitors.rules.forEach(rule -> facts.add("rule of feature " + rule));
        facts.add("calendar " + data.calendar().name());
        for (BarColumns columns : data.tape.series) {
            Instrument instrument = columns.instrument;
            facts.add(columns.timeframe + (columns.isQuoted() ? " bid/ask bars of " : " bars of ") + instrument + ", "
                    + Instruments.definition(instrument));
        }
        int rows = Math.min(row, data.tape.rows);
        if (data.mode() != PriceMode.RAW) {
            facts.add("prices " + data.mode());
        }
        if (scalesAtReverseSplits) {
            facts.add("reverse splits that scale orders");
        }
        facts.addAll(actions(data, rows));
        String start =
                from == Long.MIN_VALUE ? "the first bar" : Clock.instantOf(from).toString();
        return new Premises(strategies, start, facts, rows, hash(data.tape, rows));
    }

    /** These with further facts of the data. */
    Premises with(List<String> more) {
        List<String> facts = new ArrayList<>(data);
        facts.addAll(more);
        return new Premises(strategies, start, facts, rows, bars);
    }

    /** Those of the bars so far: longer data may know of more. */
    private static List<String> actions(MarketData data, int rows) {
        long last = rows == 0 ? Long.MIN_VALUE : data.tape.times[rows - 1];
        return data.actions.actions().stream()
                .filter(action -> action.moment() <= last)
                .map(action -> action.action().toString())
                .toList();
    }

    private static long hash(Tape tape, int rows) {
        long h = rows;
        for (int row = 0; row < rows; row++) {
            h = mixed(h, tape.openTimes[row]);
            h = mixed(h, tape.times[row]);
            h = mixed(h, tape.seriesAt(row));
            h = mixed(h, Double.doubleToRawLongBits(tape.open[row]));
            h = mixed(h, Double.doubleToRawLongBits(tape.high[row]));
            h = mixed(h, Double.doubleToRawLongBits(tape.low[row]));
            h = mixed(h, Double.doubleToRawLongBits(tape.close[row]));
            h = mixed(h, Double.doubleToRawLongBits(tape.volume[row]));
        }
        for (Tape kind : tape.kinds()) {
            h = mixed(h, hash(kind, rows));
        }
        return h;
    }

    private static long mixed(long h, long word) {
        long m = (h ^ word) * 0x9E3779B97F4A7C15L;
        return m ^ m >>> 29;
    }

    void write(JournalBuffer out) {
        texts(out, strategies);
        out.put(start);
        texts(out, data);
        out.put(rows);
        out.put(bars);
    }

    private static void texts(JournalBuffer out, List<String> texts) {
        out.put(texts.size());
        texts.forEach(out::put);
    }

    static Premises read(JournalBuffer.Reader in) {
        return new Premises(texts(in), in.getText(), texts(in), in.getInt(), in.get());
    }

    private static List<String> texts(JournalBuffer.Reader in) {
        List<String> texts = new ArrayList<>();
        for (int i = in.getInt(); i > 0; i--) {
            texts.add(in.getText());
        }
        return texts;
    }

    /**
     * Compares these, of a checkpoint, with those of the run that is to go on from it.
     *
     * @throws SdkException naming the first difference
     */
    void require(Premises here) {
        requireSame("its strategies, their capital and limits", strategies, here.strategies);
        requireSame("decisions from the same time on", List.of(start), List.of(here.start));
        requireSame("the data that it was taken from", data, here.data);
        if (here.rows < rows) {
            throw new SdkException("a checkpoint must go on over the data that it was taken from, " + rows
                    + " bars or more, was " + here.rows);
        }
        if (here.bars != bars) {
            throw new SdkException(
                    "a checkpoint must go on over the data that it was taken from, the first " + rows + " bars differ");
        }
    }

    private static void requireSame(String what, List<String> saved, List<String> here) {
        for (int i = 0; i < Math.max(saved.size(), here.size()); i++) {
            String expected = i < saved.size() ? saved.get(i) : NONE;
            String actual = i < here.size() ? here.get(i) : NONE;
            if (!expected.equals(actual)) {
                throw new SdkException("a checkpoint must go on with " + what + ", " + expected + ", was " + actual);
            }
        }
    }
}
