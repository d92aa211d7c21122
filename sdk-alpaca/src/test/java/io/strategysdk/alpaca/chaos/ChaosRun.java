package io.strategysdk.alpaca.chaos;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.Journal;
import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.AlpacaRules;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import io.strategysdk.testkit.alpaca.Fault;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A run that is killed and begins again, several times, at a venue where things go wrong; then nothing goes wrong any more,
 * and what the run is must be what the venue has. Market, faults and moments are drawn from a seed; how threads and
 * processes take turns is not.
 */
final class ChaosRun {
    private static final Instant OPEN = Instant.parse("2026-06-01T13:30:00Z");
    private static final long START = OPEN.getEpochSecond() * 1_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;
    private static final Instant CHILDS_NOW = Instant.parse("2026-06-01T19:00:00Z");
    private static final Duration TO_START = Duration.ofSeconds(30);
    private static final Duration TO_START_ROUGHLY = Duration.ofSeconds(3);
    private static final Duration TO_TAKE = Duration.ofMillis(250);
    private static final Duration TO_ASK = Duration.ofMillis(25);
    private static final long TO_REST = TimeUnit.SECONDS.toNanos(10);
    private static final long TO_END = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(200);
    private static final int LAST_SLICES = 3;
    /** For a second each. */
    private static final Set<Fault> PAUSING = EnumSet.of(Fault.TOO_MANY_REQUESTS, Fault.TOO_MANY_REQUESTS_BARE);

    /** These are rare enough, and matter most. */
    private static final List<Fault> ON_COMMANDS = List.of(
            Fault.TIMEOUT_BEFORE,
            Fault.TIMEOUT_AFTER,
            Fault.CUT_BEFORE,
            Fault.CUT_AFTER,
            Fault.CUT_IN_REPLY,
            Fault.SERVER_ERROR_BEFORE,
            Fault.SERVER_ERROR_AFTER,
            Fault.MALFORMED_BODY,
            Fault.EVENTS_FIRST);

    private final SplittableRandom random;
    private final SplittableRandom prices;
    private final AlpacaSimulator alpaca;
    private final Path kept;
    private final Path journal;
    private final Path log;
    private final List<String> story = new ArrayList<>();
    private int slices;
    private long requests;
    private long commands;
    /** Bytes of the newest log that were there when a command was heard of last. */
    private long secured;

    private ChaosRun(long seed, Path folder) {
        random = new SplittableRandom(seed);
        prices = random.split();
        kept = folder.resolve("kept");
        journal = folder.resolve("journal");
        log = folder.resolve("child.log");
        alpaca = AlpacaSimulator.builder()
                .instruments(ChaosStrategies.INSTRUMENTS)
                .cash(ChaosStrategies.CAPITAL
                        .multiply(BigDecimal.valueOf(ChaosStrategies.NUMBER))
                        .toPlainString())
                .time(OPEN)
                .seed(seed)
                .rules(AlpacaRules.builder()
                        .requestsPerMinute(0)
                        .replacementKeepsFills(random.nextBoolean())
                        .replacedEventHasNewOrder(random.nextBoolean())
                        .pendingEvents(random.nextBoolean())
                        .legCancelsAreTold(random.nextBoolean())
                        .deadSessions(Duration.ofMillis(300))
                        .build())
                .start();
    }

    /**
     * Runs one; what it leaves in a folder stays there when it throws.
     *
     * @throws AssertionError when something is not true in the end
     */
    static void run(long seed, Path folder) throws Exception {
        Files.createDirectories(folder);
        ChaosRun run = new ChaosRun(seed, folder);
        try {
            run.run();
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed + " (" + folder + "): " + e.getMessage() + "\n" + run.story, e);
        } finally {
            run.alpaca.close();
        }
    }

    private void run() throws Exception {
        int lives = 1 + random.nextInt(2);
        for (int i = 0; i < lives; i++) {
            live();
            alpaca.faults().clear();
            for (int down = random.nextInt(3); down > 0; down--) {
                executeSome();
                alpaca.slice(next());
            }
        }
        endInOrder();
    }

    private ChildProcess start() {
        return ChildProcess.start(alpaca, CHILDS_NOW, kept, journal, log);
    }

    // a life

    private void live() throws IOException, InterruptedException {
        SplittableRandom mine = random.split();
        KillPoint point = KillPoint.draw(mine);
        boolean isRough = mine.nextInt(6) == 0;
        story.add("slice " + slices + " to " + point + (isRough ? ", rough from its start" : ""));
        if (isRough) {
            disturb(mine);
        }
        KillPoint.Watch watch = point.watch(alpaca, kept, mine);
        try (ChildProcess child = start()) {
            Thread killer = new Thread(() -> killAt(watch, child), "killer");
            killer.start();
            try {
                play(child, mine, isRough);
                endIfAlive(child, mine);
            } finally {
                child.kill();
                killer.join();
            }
            child.awaitGone();
        }
        if (mine.nextInt(2) == 0) {
            loseWhatWasNotForced(mine);
        }
    }

    /** Where its point was not reached: by a kill all the same, or in order. */
    private void endIfAlive(ChildProcess child, SplittableRandom mine) throws IOException, InterruptedException {
        boolean endsInOrder = mine.nextInt(2) == 0;
        // one that ends before its first slice has got as far as its clock, which is later than its market
        if (child.isAlive() && child.hasTakenSlices() && endsInOrder) {
            String hash = child.end();
            secured = KeptRun.length(kept);
            story.add("ended in order");
            if (hash.isEmpty() && !child.isKilled()) {
                throw new AssertionError("the run must end in order, did not (" + log + "):\n" + lastWords());
            }
        }
    }

    private void killAt(KillPoint.Watch watch, ChildProcess child) {
        while (child.isAlive()) {
            noticeCommands();
            if (watch.isReached()) {
                child.kill();
                return;
            }
            LockSupport.parkNanos(LOOK);
        }
    }

    // what the machine loses

    /** What was in the folder when a command was heard of, or more, was on the disk before. */
    private void noticeCommands() {
        if (alpaca.requestCount() == requests) {
            return;
        }
        requests = alpaca.requestCount();
        long now = commands();
        if (now != commands) {
            commands = now;
            secured = KeptRun.length(kept);
        }
    }

    private long commands() {
        return alpaca.requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .count();
    }

    /** Takes away some of what came after the last command: it need not have been on the disk. */
    private void loseWhatWasNotForced(SplittableRandom mine) throws IOException {
        if (!isQuietNow()) {
            return;
        }
        noticeCommands();
        long end = KeptRun.length(kept);
        if (secured > 0 && secured < end) {
            List<Path> logs = KeptRun.logs(kept);
            long cut = secured + mine.nextLong(end - secured);
            try (RandomAccessFile log =
                    new RandomAccessFile(logs.get(logs.size() - 1).toFile(), "rw")) {
                log.setLength(cut);
            }
            story.add("lost " + (end - cut) + " bytes");
        }
    }

    /** Whether all that was sent has been done: connections end behind it. */
    private boolean isQuietNow() {
        long deadline = System.nanoTime() + TO_END;
        while (alpaca.connections() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK);
        }
        return alpaca.connections() == 0;
    }

    private void play(ChildProcess child, SplittableRandom mine, boolean isRough)
            throws IOException, InterruptedException {
        boolean hasTaken = child.awaitSlice(playNext(), isRough ? TO_TAKE : TO_START);
        if (isRough) {
            child.awaitAnySlice(TO_START_ROUGHLY);
            if (child.hasFailed() && !child.hasTakenSlices()) {
                requireUnanswered();
                return;
            }
        } else if (child.isAlive() && !hasTaken) {
            throw new AssertionError("a run must decide on what comes, did not in " + TO_START);
        } else if (mine.nextInt(4) > 0) {
            disturb(mine);
        }
        for (int left = 3 + mine.nextInt(6); left > 0 && child.isAlive(); left--) {
            executeSome();
            long asked = alpaca.requestCount() + mine.nextInt(8);
            child.awaitSlice(playNext(), TO_TAKE);
            awaitRequests(asked, child);
        }
        if (child.hasFailed()) {
            throw new AssertionError(
                    "a run must go on whatever the venue does, did not (" + log + "):\n" + lastWords());
        }
    }

    /** A venue that does not answer may keep a run from beginning, one that answers may not. */
    private void requireUnanswered() throws IOException {
        String words = lastWords();
        story.add("could not begin");
        if (!words.contains("SdkException") || words.contains("must agree with its broker")) {
            throw new AssertionError("a run must begin where it can, did not (" + log + "):\n" + words);
        }
    }

    /** What the run asks for after a slice, some of it. */
    private void awaitRequests(long count, ChildProcess child) {
        long deadline = System.nanoTime() + TO_ASK.toNanos();
        while (alpaca.requestCount() < count && child.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK);
        }
    }

    private void disturb(SplittableRandom mine) {
        for (Fault fault : Fault.values()) {
            boolean isOn = mine.nextInt(3) == 0 && !PAUSING.contains(fault);
            if (isOn) {
                alpaca.faults().rate(fault, fault == Fault.UPGRADE_REFUSED ? 0.2 : 0.01 + mine.nextInt(5) / 100.0);
            }
        }
        if (mine.nextInt(20) == 0) {
            PAUSING.forEach(fault -> alpaca.faults().rate(fault, 0.005));
        }
        for (int number = mine.nextInt(4); number > 0; number--) {
            Fault fault = ON_COMMANDS.get(mine.nextInt(ON_COMMANDS.size()));
            alpaca.faults().next(fault, KillPoint.command(mine));
        }
        if (mine.nextBoolean()) {
            alpaca.faults().next(Fault.EVENT_LOST, mine.nextBoolean() ? "fill" : "partial_fill");
        }
        alpaca.faults().delay(Duration.ofMillis(5 + mine.nextInt(60)));
    }

    // the market

    /** Time of the slice that was played. */
    private long playNext() {
        List<Bar> slice = next();
        alpaca.slice(slice);
        return slice.get(0).epochNanos();
    }

    private List<Bar> next() {
        long open = START + slices * MINUTE;
        slices++;
        return ChaosStrategies.INSTRUMENTS.stream().map(each -> bar(each, open)).toList();
    }

    private Bar bar(Instrument instrument, long openNanos) {
        double open = 100 + prices.nextInt(200) / 100.0;
        double close = 100 + prices.nextInt(200) / 100.0;
        double high = Math.max(open, close) + prices.nextInt(50) / 100.0;
        double low = Math.min(open, close) - prices.nextInt(80) / 100.0;
        return new Bar(
                instrument,
                Timeframe.MINUTE,
                openNanos,
                openNanos + MINUTE,
                open,
                cents(high),
                cents(low),
                close,
                1000);
    }

    private static double cents(double value) {
        return Math.rint(value * 100) / 100;
    }

    /** Some of what rests is filled in part. */
    private void executeSome() {
        for (AlpacaOrder order : alpaca.orders()) {
            boolean rests = order.status().equals("new") || order.status().equals("partially_filled");
            if (rests && random.nextInt(4) == 0) {
                BigDecimal leaves = order.qty().orElseThrow().subtract(order.filledQty());
                BigDecimal qty = leaves.min(BigDecimal.valueOf(1 + random.nextInt(3)));
                String price = order.limitPrice()
                        .orElse(new BigDecimal("100." + (10 + random.nextInt(90))))
                        .toPlainString();
                try {
                    alpaca.fill(order.clientOrderId(), qty.toPlainString(), price);
                } catch (IllegalArgumentException | IllegalStateException overtaken) {
                    story.add("overtaken: " + overtaken.getMessage());
                }
            }
        }
    }

    // the end

    private void endInOrder() throws IOException, InterruptedException {
        story.add(slices + ": to the end");
        try (ChildProcess child = start()) {
            for (int i = 0; i < LAST_SLICES; i++) {
                awaitSlice(child, next());
            }
            awaitSlice(child, quiet());
            awaitTruth();
            awaitComparisons();
            awaitTruth();
            String hash = child.end();
            if (hash.isEmpty()) {
                throw new AssertionError("the run must end in order, did not (" + log + "):\n" + lastWords());
            }
            Journal written = Journal.read(journal);
            new Truth(alpaca, written, KeptRun.read(kept)).check();
            if (!written.hash().equals(hash) || KeptRun.read(kept).isTorn()) {
                throw new AssertionError("journal and folder must be whole in the end, were not");
            }
        }
    }

    private void awaitSlice(ChildProcess child, List<Bar> slice) throws IOException, InterruptedException {
        alpaca.slice(slice);
        if (!child.awaitSlice(slice.get(0).epochNanos(), TO_START)) {
            throw new AssertionError("the run must go on, did not (" + log + "):\n" + lastWords());
        }
    }

    /** One on which no strategy acts: once it is taken, what was decided on before has left. */
    private List<Bar> quiet() {
        return next().stream()
                .map(bar -> new Bar(
                        bar.instrument(),
                        bar.timeframe(),
                        bar.openEpochNanos(),
                        bar.epochNanos(),
                        bar.close(),
                        bar.close(),
                        bar.close(),
                        bar.close(),
                        ChaosStrategies.QUIET_VOLUME))
                .toList();
    }

    /** What was true must stay so when the run compares itself with the venue again, and again. */
    private void awaitComparisons() {
        long before = comparisons();
        long deadline = System.nanoTime() + TO_REST;
        while (comparisons() < before + 2 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private long comparisons() {
        return alpaca.requests().stream()
                .filter(request -> request.path().equals("/v2/positions"))
                .count();
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private void awaitTruth() throws IOException {
        long deadline = System.nanoTime() + TO_REST;
        while (true) {
            try {
                KeptRun now = KeptRun.read(kept);
                new Truth(alpaca, now.entries(), now).check();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }
}
