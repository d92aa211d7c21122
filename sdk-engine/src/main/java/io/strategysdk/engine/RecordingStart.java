package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded run began with.
 *
 * @param label of the run
 * @param startedAt when, UTC nanoseconds since 1970
 * @param facts that a repetition must share, a line each
 * @param profile what its broker takes; null where no order left for one
 * @param adopting the strategy that was to take over what the broker held; empty: none
 * @param kept what its folder had, by name; null where it was not kept in one
 * @param journal what had happened in it before
 * @param safeguards what its safeguards file had, empty where it was not there yet; null where it was given none
 */
record RecordingStart(
        String label,
        long startedAt,
        List<String> facts,
        @Nullable BrokerProfile profile,
        String adopting,
        @Nullable Map<String, byte[]> kept,
        Bytes journal,
        @Nullable Bytes safeguards) {
    RecordingStart {
        facts = List.copyOf(facts);
        kept = kept == null ? null : new TreeMap<>(kept);
    }

    /**
     * Of a run that begins now.
     *
     * @throws SdkException when its safeguards file cannot be read
     */
    static RecordingStart of(RealtimeSettings settings, String label, List<String> facts, @Nullable RunRecord record) {
        return new RecordingStart(
                label,
                settings.clock.epochNanos(),
                facts,
                settings.execution().isSimulated() ? null : settings.execution().profile(),
                settings.adopting == null ? "" : settings.adopting,
                record == null ? null : record.values(),
                Bytes.of(record == null ? new byte[0] : record.happened()),
                settings.safeguardsFile == null ? null : contents(settings.safeguardsFile));
    }

    private static Bytes contents(Path file) {
        try {
            return Bytes.of(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
        } catch (IOException e) {
            throw new SdkException("safeguards file must be readable: " + file + " (" + e + ")", e);
        }
    }

    /** What decides over a run beside what comes in. */
    static List<String> factsOf(RealtimeSettings settings, Instruments instruments, List<Desk> desks) {
        List<String> facts = new ArrayList<>();
        for (Desk desk : desks) {
            facts.add("strategy " + desk.name + " with "
                    + desk.book.capital().stripTrailingZeros().toPlainString() + " " + instruments.currency() + " and "
                    + desk.limits);
        }
        for (Instrument instrument : instruments.list()) {
            facts.add(settings.kind.noun() + " of " + instrument + ", " + Instruments.definition(instrument));
        }
        facts.add("timeframe " + settings.timeframe);
        facts.add("calendar " + settings.calendar.name());
        facts.add("account " + settings.account.describe());
        facts.addAll(settings.broker().facts());
        facts.add("losses of the account " + settings.accountLosses);
        facts.add("signal rules " + settings.signalRules);
        settings.monitors.monitors.forEach(monitor -> facts.add("monitor " + monitor));
        settings.monitors.rules.forEach(rule -> facts.add("rule of feature " + rule));
        settings.actions.forEach(action -> facts.add(action.toString()));
        facts.add((settings.killSwitch == null ? "no" : "a") + " kill switch");
        facts.add("prices " + settings.prices);
        facts.add("history " + settings.history());
        facts.add("seed " + settings.seed);
        facts.add("decisions from "
                + (settings.from == Long.MIN_VALUE ? "the first slice" : Clock.instantOf(settings.from)));
        return facts;
    }

    /**
     * Refuses a repetition that is described otherwise.
     *
     * @throws IllegalArgumentException when it is
     */
    void requireSame(List<String> now) {
        for (int i = 0; i < Math.max(facts.size(), now.size()); i++) {
            String recorded = i < facts.size() ? facts.get(i) : "nothing more";
            String given = i < now.size() ? now.get(i) : "nothing more";
            if (!recorded.equals(given)) {
                throw new IllegalArgumentException("a replayed run must be described as the recorded one, which had "
                        + recorded + ", was " + given);
            }
        }
    }

    /** Bytes that nobody changes. */
    record Bytes(JournalBuffer buffer) {
        static Bytes of(byte[] bytes) {
            return new Bytes(JournalBuffer.of(bytes));
        }

        byte[] toArray() {
            return buffer.toBytes();
        }
    }

    byte[] write() {
        JournalBuffer out = new JournalBuffer();
        out.put(label);
        out.put(startedAt);
        out.put(facts.size());
        facts.forEach(out::put);
        out.put(profile == null ? 0 : 1);
        if (profile != null) {
            write(out, profile);
        }
        out.put(adopting);
        out.put(kept == null ? 0 : 1);
        if (kept != null) {
            out.put(kept.size());
            kept.forEach((name, value) -> {
                out.put(name);
                bytes(out, value);
            });
        }
        bytes(out, journal.toArray());
        out.put(safeguards == null ? 0 : 1);
        if (safeguards != null) {
            bytes(out, safeguards.toArray());
        }
        return out.toBytes();
    }

    private static void bytes(JournalBuffer out, byte[] bytes) {
        out.put(bytes.length);
        out.put(bytes);
    }

    private static byte[] bytes(JournalBuffer.Reader in) {
        return in.getBytes(in.getCount());
    }

    static RecordingStart read(JournalBuffer.Reader in) {
        String label = in.getText();
        long startedAt = in.get();
        List<String> facts = new ArrayList<>();
        for (int i = in.getCount(); i > 0; i--) {
            facts.add(in.getText());
        }
        BrokerProfile profile = in.get() == 1 ? profile(in) : null;
        String adopting = in.getText();
        Map<String, byte[]> kept = null;
        if (in.get() == 1) {
            kept = new TreeMap<>();
            for (int i = in.getCount(); i > 0; i--) {
                kept.put(in.getText(), bytes(in));
            }
        }
        return new RecordingStart(
                label,
                startedAt,
                facts,
                profile,
                adopting,
                kept,
                Bytes.of(bytes(in)),
                in.get() == 1 ? Bytes.of(bytes(in)) : null);
    }

    private static void write(JournalBuffer out, BrokerProfile profile) {
        out.put(profile.name());
        out.put(profile.orders().size());
        profile.orders().forEach((form, types) -> {
            out.put(form);
            out.put(types.size());
            types.forEach((type, times) -> {
                out.put(type);
                enums(out, times);
            });
        });
        enums(out, profile.exits());
        out.put(profile.pairs());
        enums(out, profile.shortSales());
        out.put(profile.crossesZero() ? 1 : 0);
        out.put(profile.washTrades() ? 1 : 0);
        out.put(profile.exitsWaitForFullFill() ? 1 : 0);
        out.put(profile.priceSteps().size());
        profile.priceSteps().forEach(step -> {
            out.put(step.from().toString());
            out.put(step.step().toString());
        });
    }

    private static void enums(JournalBuffer out, Set<? extends Enum<?>> values) {
        out.put(values.size());
        values.forEach(out::put);
    }

    private static <E extends Enum<E>> Set<E> enums(Class<E> type, JournalBuffer.Reader in) {
        Set<E> values = EnumSet.noneOf(type);
        for (int i = in.getCount(); i > 0; i--) {
            values.add(Enum.valueOf(type, in.getText()));
        }
        return values;
    }

    private static BrokerProfile profile(JournalBuffer.Reader in) {
        String name = in.getText();
        Map<BrokerProfile.Form, Map<OrderType, Set<TimeInForce>>> orders = new EnumMap<>(BrokerProfile.Form.class);
        for (int i = in.getCount(); i > 0; i--) {
            BrokerProfile.Form form = BrokerProfile.Form.valueOf(in.getText());
            Map<OrderType, Set<TimeInForce>> types = new EnumMap<>(OrderType.class);
            for (int n = in.getCount(); n > 0; n--) {
                types.put(OrderType.valueOf(in.getText()), enums(TimeInForce.class, in));
            }
            orders.put(form, types);
        }
        Set<OrderType> exits = enums(OrderType.class, in);
        BrokerProfile.Pairs pairs = BrokerProfile.Pairs.valueOf(in.getText());
        Set<BrokerProfile.Form> shortSales = enums(BrokerProfile.Form.class, in);
        boolean crossesZero = in.get() == 1;
        boolean washTrades = in.get() == 1;
        boolean exitsWait = in.get() == 1;
        List<BrokerProfile.PriceStep> steps = new ArrayList<>();
        for (int i = in.getCount(); i > 0; i--) {
            steps.add(new BrokerProfile.PriceStep(Price.of(in.getText()), Price.of(in.getText())));
        }
        return new BrokerProfile(name, orders, exits, pairs, shortSales, crossesZero, washTrades, exitsWait, steps);
    }
}
