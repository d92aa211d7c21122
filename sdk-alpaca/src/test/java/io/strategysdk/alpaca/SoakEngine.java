package io.strategysdk.alpaca;

import io.strategysdk.api.Context;
import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.StrategyResult;
import io.strategysdk.engine.execution.BrokerExecution;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The side of a soak that is soaked: strategies on market data of a venue, with orders there and a folder on the disk. It
 * says {@code done} when a slice has been decided on and the venue has answered; the venue must wait for that. Lines that
 * begin with another word than those of {@link Soak} are for people.
 */
final class SoakEngine {
    private static final long MIB = 1 << 20;
    /** So much of the first day warms the machine up: it is in the figures of all, not in those of the rest. */
    private static final int WARM_UP = 60;

    private static final int HISTORY = 400;

    private final SoakPlan plan;
    private final Path folder;
    private final PrintStream out;
    private final SoakTaps taps = new SoakTaps();
    private final CountedBroker broker;
    private final RealtimeEngine engine;
    private final BlockingQueue<Integer> decided = new LinkedBlockingQueue<>();
    private final double[] heap;
    private int samples;
    private Map<String, Long> cpuBefore = new TreeMap<>();

    SoakEngine(SoakPlan plan, URI venue, AlpacaKey key, Path folder, PrintStream out) {
        this.plan = plan;
        this.folder = folder;
        this.out = out;
        heap = new double[plan.slices() / plan.sampleEvery() + 1];
        AlpacaSettings settings = AlpacaSettings.builder()
                .key(key)
                .address(venue)
                .requestsPerMinute(1_000_000)
                .client(taps.client())
                .build();
        broker = new CountedBroker(AlpacaBroker.of(settings));
        MarketDataFeed feed = taps.tap(AlpacaFeed.of(settings), () -> Soak.tell(out, Soak.READY, ""));
        RealtimeEngine.Builder builder = RealtimeEngine.on(
                        feed, plan.instruments(), Timeframe.MINUTE, SoakPlan.CALENDAR)
                .execution(new BrokerExecution(taps.tap(broker)))
                .history(HISTORY)
                .label("soak")
                .folder(folder);
        for (int i = 0; i < plan.strategies(); i++) {
            builder.strategy("s" + i, new SoakTrader(plan.instruments(i), i), SoakPlan.CAPITAL, RiskLimits.NONE);
        }
        builder.strategy("pacer", new Pacer(), SoakPlan.CAPITAL, RiskLimits.NONE);
        engine = builder.build();
    }

    /** Arguments: address, folder and the plan; the key is the environment's. */
    public static void main(String[] args) {
        SoakPlan plan = SoakPlan.of(Arrays.asList(args).subList(2, args.length));
        new SoakEngine(plan, URI.create(args[0]), AlpacaKey.of(System.getenv()), Path.of(args[1]), System.out).run();
        System.exit(0);
    }

    /** Trades nothing; comes after all others, and says that they have decided. */
    @Impure(value = Impurity.THREADS, reason = "paces the market and decides on nothing of it")
    private final class Pacer implements Strategy {
        private int slice;

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            taps.decided();
            decided.add(++slice);
            return List.of();
        }
    }

    void run() {
        Thread pacer = new Thread(this::pace, "soak-pacer");
        pacer.setDaemon(true);
        pacer.start();
        RunResult result = engine.run();
        try {
            pacer.join();
            report(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pace() {
        try {
            say("threads at the start: " + threads());
            for (int slice = 1; slice <= plan.slices(); slice++) {
                Integer number = decided.poll(2, TimeUnit.MINUTES);
                if (number == null) {
                    throw new IllegalStateException("slice " + slice + " must come within two minutes, did not");
                }
                settle();
                if (slice == Math.min(WARM_UP, plan.minutes() / 2)) {
                    say("while it warms up:");
                    taps.all().forEach(took -> say("  " + took));
                    taps.all().forEach(SoakTaps.Took::clear);
                }
                if (slice % plan.sampleEvery() == 0) {
                    sample(slice);
                }
                if (slice % plan.minutes() == 0) {
                    say("threads after day " + slice / plan.minutes() + ": " + threads());
                    taps.all().forEach(took -> say("  " + took.news()));
                    say("  CPU of threads, ms a slice: " + cpu());
                }
                Soak.tell(out, Soak.DONE, Integer.toString(slice));
            }
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException | RuntimeException e) {
            Soak.tell(out, Soak.FAILED, String.valueOf(e));
        } finally {
            engine.stop();
        }
    }

    /** What was decided has left, and the venue has answered. */
    private void settle() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(5);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!broker.isAnswered() && System.nanoTime() < end) {
            TimeUnit.MICROSECONDS.sleep(200);
        }
        if (!broker.isAnswered()) {
            say("the venue has not answered all commands within 20 seconds");
        }
    }

    private void sample(int slice) {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        heap[samples++] = (double) used / MIB;
        say(String.format(
                Locale.ROOT,
                "slice %,d: heap %.1f MB, process %,d MB, folder %,d MB, threads %d, feed waited %d times",
                slice,
                heap[samples - 1],
                resident(),
                bytesIn(folder) / MIB,
                Thread.activeCount(),
                engine.waits()));
    }

    /** What the machine gives the process, MB; 0 where it does not say. */
    private static long resident() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static long bytesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException unknown) {
            return 0;
        }
    }

    /** By their names, numbers left out. */
    private static Map<String, Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .collect(Collectors.groupingBy(SoakEngine::nameOf, TreeMap::new, Collectors.counting()));
    }

    private static String nameOf(Thread thread) {
        return thread.getName().replaceAll("[0-9]+", "n");
    }

    /** Of the day that is over, by name; what takes less than 10 microseconds is left out. */
    private Map<String, String> cpu() {
        ThreadMXBean beans = ManagementFactory.getThreadMXBean();
        Map<String, Long> now = Thread.getAllStackTraces().keySet().stream()
                .collect(Collectors.groupingBy(
                        SoakEngine::nameOf,
                        TreeMap::new,
                        Collectors.summingLong(thread -> beans.getThreadCpuTime(thread.getId()))));
        Map<String, String> used = new TreeMap<>();
        now.forEach((name, nanos) -> {
            double millis = (nanos - cpuBefore.getOrDefault(name, 0L)) / 1e6 / plan.minutes();
            if (millis >= 0.01) {
                used.put(name, String.format(Locale.ROOT, "%.2f", millis));
            }
        });
        cpuBefore = now;
        return used;
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }

    private void report(RunResult result) {
        say("all days, from the end of the warm-up on:");
        taps.all().forEach(took -> say("  " + took));
        say(String.format(Locale.ROOT, "heap grew by %.2f MB on the last day", growth()));
        new TreeSet<>(result.warnings()).forEach(warning -> say("warning: " + warning));
        BigDecimal cash = BigDecimal.ZERO;
        Map<String, BigDecimal> held = new TreeMap<>();
        for (StrategyResult each : result.strategies()) {
            cash = cash.add(each.cash());
            each.failure().ifPresent(failure -> Soak.tell(out, Soak.FAILED, failure.toString()));
            each.positions()
                    .forEach((instrument, quantity) ->
                            held.merge(instrument.symbol(), quantity.toBigDecimal(), BigDecimal::add));
        }
        Soak.tell(out, Soak.CASH, cash.toPlainString());
        held.forEach((symbol, quantity) -> Soak.tell(out, Soak.HELD, symbol + " " + quantity.toPlainString()));
        Soak.tell(out, Soak.HEAP, String.format(Locale.ROOT, "%.3f", growth()));
        Soak.tell(out, Soak.END, "");
    }

    /** How much more the mean of the last day is than that of the day before; MB. */
    private double growth() {
        int each = samples / plan.days();
        return plan.days() < 2 || each == 0
                ? 0
                : mean(samples - each, samples) - mean(samples - 2 * each, samples - each);
    }

    private double mean(int from, int to) {
        return Arrays.stream(heap, from, to).average().orElse(0);
    }
}
