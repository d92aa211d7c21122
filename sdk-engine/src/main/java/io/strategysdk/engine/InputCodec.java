package io.strategysdk.engine;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.execution.Inquiry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What comes into a run, as numbers and back; of one recording, in its order. */
final class InputCodec {
    /** What there is in a recording; numbers are never reused. */
    static final int DONE = 0;

    static final int ADD = 1;
    static final int SLICE = 2;
    static final int TIMER = 3;
    static final int POLL = 4;
    static final int NOTICE = 5;
    static final int FINISH = 6;
    static final int LEAVE = 7;
    static final int NOW = 8;
    static final int WHETHER = 9;
    static final int ASKED = 10;
    static final int ANSWER = 11;
    static final int REPLY = 12;
    static final int LINK = 13;
    static final int REPORT = 14;
    static final int THROWN = 15;
    static final int JOURNAL = 16;

    private static final String[] WORDS = {
        "the end of what it was told to do",
        "an event of the feed",
        "a slice to run",
        "a timer to fire",
        "a look around",
        "a notice of the feed",
        "the end of the run",
        "the end of a run that was broken off",
        "the clock",
        "something that depends on real time",
        "the kill switch",
        "an answer of the broker",
        "what became of an inquiry",
        "the connection to the broker",
        "the broker's next report",
        "whether the broker took a command",
        "something for the journal"
    };

    private static final int PENDING = 0;
    private static final int ANSWERED = 1;
    private static final int FAILED = 2;

    private static final int BAR = 0;
    private static final int QUOTE_BAR = 1;
    private static final int QUOTE = 2;
    private static final int TRADE = 3;

    private static final long NANOS_OF_SECOND = 1_000_000_000L;
    private static final double PARTS = 10_000;
    private static final long MOST_PARTS = 1L << 52;

    private final Instruments instruments;
    private final Timeframe timeframe;
    private final IntentCodec intents;
    /** Of the event before. */
    private long lastTime;

    InputCodec(Instruments instruments, Timeframe timeframe) {
        this.instruments = instruments;
        this.timeframe = timeframe;
        intents = IntentCodec.forCheckpoint(instruments);
    }

    /** What something in a recording is, for people. */
    static String words(int tag) {
        return tag >= 0 && tag < WORDS.length ? WORDS[tag] : "something unknown (" + tag + ")";
    }

    void command(JournalBuffer out, RunInputs.Command command) {
        if (command instanceof RunInputs.Command.Add add) {
            out.put(ADD);
            out.put(add.series());
            event(out, add.event());
        } else if (command instanceof RunInputs.Command.Poll poll) {
            out.put(POLL);
            out.put(poll.isWaiting() ? 1 : 0);
        } else if (command instanceof RunInputs.Command.Notice notice) {
            out.put(NOTICE);
            notice(out, notice.notice());
        } else if (command instanceof RunInputs.Command.Slice) {
            out.put(SLICE);
        } else if (command instanceof RunInputs.Command.Timer) {
            out.put(TIMER);
        } else if (command instanceof RunInputs.Command.Finish) {
            out.put(FINISH);
        } else if (command instanceof RunInputs.Command.Leave) {
            out.put(LEAVE);
        }
    }

    RunInputs.Command command(int tag, JournalBuffer.Reader in) {
        return switch (tag) {
            case ADD -> {
                int series = in.getInt();
                yield new RunInputs.Command.Add(series, event(instruments.get(series), in));
            }
            case SLICE -> new RunInputs.Command.Slice();
            case TIMER -> new RunInputs.Command.Timer();
            case POLL -> new RunInputs.Command.Poll(in.get() == 1);
            case NOTICE -> new RunInputs.Command.Notice(notice(in));
            case FINISH -> new RunInputs.Command.Finish();
            case LEAVE -> new RunInputs.Command.Leave();
            default ->
                throw new IllegalStateException("a run must be told to do something, the recording has " + words(tag));
        };
    }

    private static void notice(JournalBuffer out, FeedNotice notice) {
        if (notice instanceof FeedNotice.Connection connection) {
            out.put(1);
            out.put(connection.state());
            out.put(connection.reason());
        } else if (notice instanceof FeedNotice.Gap gap) {
            out.put(0);
            out.put(gap.reason());
        }
    }

    private static FeedNotice notice(JournalBuffer.Reader in) {
        return in.get() == 1
                ? new FeedNotice.Connection(ConnectionState.valueOf(in.getText()), in.getText())
                : new FeedNotice.Gap(in.getText());
    }

    private void event(JournalBuffer out, MarketEvent event) {
        if (event instanceof Bar bar) {
            out.put(BAR);
            times(out, bar.openEpochNanos(), bar.epochNanos());
            numbers(out, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
        } else if (event instanceof QuoteBar bar) {
            out.put(QUOTE_BAR);
            times(out, bar.openEpochNanos(), bar.epochNanos());
            side(out, bar.bid());
            side(out, bar.ask());
        } else if (event instanceof Quote quote) {
            out.put(QUOTE);
            time(out, quote.epochNanos());
            numbers(out, quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
        } else if (event instanceof Trade trade) {
            out.put(TRADE);
            time(out, trade.epochNanos());
            numbers(out, trade.price(), trade.size());
        }
    }

    private void times(JournalBuffer out, long open, long close) {
        time(out, close);
        out.put((close - open) / NANOS_OF_SECOND);
        out.put((close - open) % NANOS_OF_SECOND);
    }

    private void time(JournalBuffer out, long time) {
        out.put(time - lastTime);
        lastTime = time;
    }

    private static void side(JournalBuffer out, QuoteBar.SideBar side) {
        numbers(out, side.open(), side.high(), side.low(), side.close(), side.size());
    }

    /** Most are of few decimals, and close to each other: whole ten-thousandths beside the one before. */
    private static void numbers(JournalBuffer out, double... values) {
        long before = 0;
        for (double value : values) {
            long parts = Math.round(value * PARTS);
            if (Math.abs(parts) < MOST_PARTS && parts / PARTS == value && !isNegativeZero(value)) {
                out.put((parts - before) << 1);
                before = parts;
            } else {
                out.put(1);
                out.putDouble(value);
            }
        }
    }

    private static boolean isNegativeZero(double value) {
        return value == 0 && 1 / value < 0;
    }

    private static double[] numbers(JournalBuffer.Reader in, int count) {
        double[] values = new double[count];
        long before = 0;
        for (int i = 0; i < count; i++) {
            long next = in.get();
            if (next == 1) {
                values[i] = in.getDouble();
            } else {
                before += next >> 1;
                values[i] = before / PARTS;
            }
        }
        return values;
    }

    private MarketEvent event(Instrument instrument, JournalBuffer.Reader in) {
        int kind = in.getInt();
        lastTime += in.get();
        long time = lastTime;
        switch (kind) {
            case BAR -> {
                long open = open(time, in);
                double[] n = numbers(in, 5);
                return new Bar(instrument, timeframe, open, time, n[0], n[1], n[2], n[3], n[4]);
            }
            case QUOTE_BAR -> {
                return new QuoteBar(instrument, timeframe, open(time, in), time, side(in), side(in));
            }
            case QUOTE -> {
                double[] n = numbers(in, 4);
                return new Quote(instrument, time, n[0], n[1], n[2], n[3]);
            }
            case TRADE -> {
                double[] n = numbers(in, 2);
                return new Trade(instrument, time, n[0], n[1]);
            }
            default -> throw new IllegalStateException("events must be of a known kind, was " + kind);
        }
    }

    private static long open(long close, JournalBuffer.Reader in) {
        return close - in.get() * NANOS_OF_SECOND - in.get();
    }

    private static QuoteBar.SideBar side(JournalBuffer.Reader in) {
        double[] n = numbers(in, 5);
        return new QuoteBar.SideBar(n[0], n[1], n[2], n[3], n[4]);
    }

    static void asked(JournalBuffer out, SwitchState state) {
        out.put((state.pulled() ? 1 : 0) | (state.flattens() ? 2 : 0));
        out.put(state.paused().size());
        new TreeSet<>(state.paused()).forEach(out::put);
        out.put(state.pulls());
        out.put(state.flattenings());
        out.put(state.pauses().size());
        new TreeMap<>(state.pauses()).forEach((strategy, times) -> {
            out.put(strategy);
            out.put(times);
        });
        out.put(state.lifts());
    }

    static SwitchState asked(JournalBuffer.Reader in) {
        int flags = in.getInt();
        Set<String> paused = new TreeSet<>();
        for (int i = in.getInt(); i > 0; i--) {
            paused.add(in.getText());
        }
        long pulls = in.get();
        long flattenings = in.get();
        Map<String, Long> pauses = new TreeMap<>();
        for (int i = in.getInt(); i > 0; i--) {
            pauses.put(in.getText(), in.get());
        }
        return new SwitchState((flags & 1) != 0, (flags & 2) != 0, paused, pulls, flattenings, pauses, in.get());
    }

    void answer(JournalBuffer out, Inquiry.Answer answer) {
        out.put(answer.account().cash().toString());
        Map<Instrument, BrokerAdapter.Holding> positions = answer.account().positions();
        List<Instrument> held =
                instruments.list().stream().filter(positions::containsKey).toList();
        out.put(held.size());
        for (Instrument instrument : held) {
            BrokerAdapter.Holding holding = positions.getOrDefault(instrument, BrokerAdapter.Holding.NONE);
            intents.instrument(out, instrument);
            intents.quantity(out, holding.quantity());
            out.put(holding.averagePrice().toString());
        }
        Map<OrderId, Order> orders = byId(answer.orders());
        out.put(orders.size());
        orders.forEach((id, order) -> {
            IntentCodec.id(out, id);
            intents.snapshot(out, order);
        });
        out.put(answer.fills().size());
        answer.fills().forEach(fill -> fill(out, fill));
        Map<OrderId, Quantity> filled = byId(answer.filled());
        out.put(filled.size());
        filled.forEach((id, quantity) -> {
            IntentCodec.id(out, id);
            intents.quantity(out, quantity);
        });
    }

    void reply(JournalBuffer out, RunInputs.@Nullable Reply reply) {
        Inquiry.Answer answer = reply == null ? null : reply.answer();
        out.put(reply == null ? PENDING : answer == null ? FAILED : ANSWERED);
        if (answer != null) {
            answer(out, answer);
        } else if (reply != null) {
            out.put(reply.failure());
        }
    }

    RunInputs.@Nullable Reply reply(JournalBuffer.Reader in) {
        int kind = in.getInt();
        return switch (kind) {
            case PENDING -> null;
            case ANSWERED -> new RunInputs.Reply(answer(in), "");
            default -> new RunInputs.Reply(null, in.getText());
        };
    }

    private static <T> Map<OrderId, T> byId(Map<OrderId, T> values) {
        Map<OrderId, T> sorted = new TreeMap<>((a, b) -> {
            int origins = a.origin().compareTo(b.origin());
            return origins == 0 ? Long.compare(a.sequence(), b.sequence()) : origins;
        });
        sorted.putAll(values);
        return sorted;
    }

    Inquiry.Answer answer(JournalBuffer.Reader in) {
        BigDecimal cash = new BigDecimal(in.getText());
        Map<Instrument, BrokerAdapter.Holding> positions = new LinkedHashMap<>();
        for (int i = in.getInt(); i > 0; i--) {
            Instrument instrument = intents.instrument(in);
            Quantity quantity = IntentCodec.quantity(in);
            positions.put(instrument, new BrokerAdapter.Holding(quantity, new BigDecimal(in.getText())));
        }
        Map<OrderId, Order> orders = new LinkedHashMap<>();
        for (int i = in.getInt(); i > 0; i--) {
            orders.put(IntentCodec.id(in), intents.snapshot(in));
        }
        List<Fill> fills = new ArrayList<>();
        for (int i = in.getInt(); i > 0; i--) {
            fills.add(fill(in));
        }
        Map<OrderId, Quantity> filled = new LinkedHashMap<>();
        for (int i = in.getInt(); i > 0; i--) {
            filled.put(IntentCodec.id(in), IntentCodec.quantity(in));
        }
        return new Inquiry.Answer(new BrokerAdapter.Account(cash, positions, List.of()), orders, fills, filled);
    }

    void fill(JournalBuffer out, Fill fill) {
        out.put(fill.execId());
        IntentCodec.id(out, fill.orderId());
        intents.instrument(out, fill.instrument());
        out.put(fill.side());
        intents.quantity(out, fill.lastQty());
        intents.price(out, fill.lastPx());
        out.put(fill.fee().toString());
        out.put(fill.epochNanos());
    }

    Fill fill(JournalBuffer.Reader in) {
        return new Fill(
                in.getText(),
                IntentCodec.id(in),
                intents.instrument(in),
                Side.valueOf(in.getText()),
                IntentCodec.quantity(in),
                IntentCodec.price(in),
                new BigDecimal(in.getText()),
                in.get());
    }

    void quantity(JournalBuffer out, Quantity quantity) {
        intents.quantity(out, quantity);
    }
}
