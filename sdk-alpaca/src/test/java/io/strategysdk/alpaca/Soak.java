package io.strategysdk.alpaca;

import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.AlpacaRules;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A trading week in some minutes: a venue in this process, the engine in another with little memory, and at the end books
 * that must be the account's. The market goes on when the engine is done with what it has.
 */
final class Soak {
    static final String READY = "@ready";
    static final String DONE = "@done";
    static final String CASH = "@cash";
    static final String HELD = "@held";
    static final String HEAP = "@heap";
    static final String FAILED = "@failed";
    static final String END = "@end";

    /** Orders that have ended are remembered for two days, to the session after. */
    private static final int DAYS_OF_MEMORY = 5;

    private static final double MOST_GROWTH = 5;

    private final SoakPlan plan;
    private final PrintStream log;
    private final AlpacaSimulator alpaca;
    private final Map<String, String> told = new TreeMap<>();
    private final Map<String, BigDecimal> held = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    private Soak(SoakPlan plan, PrintStream log) {
        this.plan = plan;
        this.log = log;
        alpaca = AlpacaSimulator.builder()
                .instruments(plan.instruments())
                .cash(SoakPlan.CAPITAL
                        .multiply(BigDecimal.valueOf(plan.strategies() + 1L))
                        .toPlainString())
                .time(plan.begin())
                .rules(AlpacaRules.builder()
                        .requestsPerMinute(0)
                        .dataPlan(AlpacaRules.DataPlan.ALGO_TRADER_PLUS)
                        .messagesInFrame(20)
                        .build())
                .start();
    }

    /** The engine's side, reached by what it says. */
    interface Engine {
        BufferedReader start(AlpacaSimulator venue, SoakPlan plan) throws IOException;
    }

    static void tell(PrintStream out, String what, String text) {
        out.println(what + " " + text);
        out.flush();
    }

    /** What was not as it must be; empty when all was. */
    static List<String> run(SoakPlan plan, Engine engine, PrintStream log) throws IOException {
        Soak soak = new Soak(plan, log);
        try {
            soak.play(engine.start(soak.alpaca, plan));
            soak.compare();
            return soak.failures;
        } finally {
            soak.alpaca.close();
        }
    }

    private void play(BufferedReader engine) throws IOException {
        SoakPlan.Market market = plan.market();
        long start = System.nanoTime();
        if (!hears(engine, READY)) {
            return;
        }
        for (int slice = 1; slice <= plan.slices(); slice++) {
            alpaca.slice(market.next());
            if (!hears(engine, DONE)) {
                return;
            }
            if (slice % 100 == 0) {
                log.printf(
                        Locale.ROOT,
                        "%,d of %,d slices, %,d bars a second%n",
                        slice,
                        plan.slices(),
                        (long) slice * plan.symbols() * 1_000_000_000L / (System.nanoTime() - start));
            }
        }
        hears(engine, END);
    }

    /** Reads up to something; false when the engine ends before. */
    private boolean hears(BufferedReader engine, String awaited) throws IOException {
        for (String line = engine.readLine(); line != null; line = engine.readLine()) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case READY, DONE, END -> {}
                case CASH, HEAP -> told.put(words[0], words[1]);
                case HELD -> held.put(words[1], new BigDecimal(words[2]));
                case FAILED -> failures.add(line);
                default -> log.println(line);
            }
            if (words[0].equals(awaited)) {
                return true;
            }
        }
        failures.add("the engine must say " + awaited + ", it has ended");
        return false;
    }

    private void compare() {
        List<AlpacaOrder> orders = alpaca.orders();
        Map<String, Long> ends = orders.stream()
                .collect(Collectors.groupingBy(AlpacaOrder::status, TreeMap::new, Collectors.counting()));
        log.println("orders at the venue: " + orders.size() + " " + ends + ", requests: " + alpaca.requestCount());
        expect("cash", alpaca.account().cash(), new BigDecimal(told.getOrDefault(CASH, "0")));
        Map<String, BigDecimal> atVenue = new TreeMap<>(alpaca.account().positions());
        atVenue.values().removeIf(quantity -> quantity.signum() == 0);
        held.values().removeIf(quantity -> quantity.signum() == 0);
        held.forEach((symbol, quantity) ->
                expect("position in " + symbol, atVenue.getOrDefault(symbol, BigDecimal.ZERO), quantity));
        expect("number of positions", BigDecimal.valueOf(atVenue.size()), BigDecimal.valueOf(held.size()));
        double growth = Double.parseDouble(told.getOrDefault(HEAP, "0"));
        if (plan.days() >= DAYS_OF_MEMORY && growth > MOST_GROWTH) {
            failures.add(
                    "the heap must not grow by more than " + MOST_GROWTH + " MB on the last day, did by " + growth);
        }
        long placed = orders.stream()
                .filter(order -> !order.clientOrderId().contains(".r"))
                .count();
        log.println("orders placed: " + placed);
    }

    private void expect(String what, BigDecimal atVenue, BigDecimal inBooks) {
        if (atVenue.compareTo(inBooks) != 0) {
            failures.add(
                    what + " must be " + atVenue.toPlainString() + " as at the venue, was " + inBooks.toPlainString());
        }
    }

    /**
     * Runs the engine in a process of its own. Its JVM gets the options of the system property {@code soak.jvmArgs}.
     *
     * @param args folder for the run, memory of the engine in MB, and a {@linkplain SoakPlan#words plan} if it is not the
     *     week
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        SoakPlan plan = args.length > 2 ? SoakPlan.of(List.of(args).subList(2, args.length)) : SoakPlan.WEEK;
        Files.createDirectories(folder);
        List<Process> started = new ArrayList<>();
        List<String> failures = run(
                plan,
                (venue, its) -> {
                    Process process = process(venue, its, Files.createTempDirectory(folder, "run"), args[1]);
                    started.add(process);
                    return process.inputReader(StandardCharsets.UTF_8);
                },
                System.out);
        started.forEach(Process::destroy);
        failures.forEach(System.out::println);
        System.out.println(failures.isEmpty() ? "books are the account's to the last unit" : "FAILED");
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    private static Process process(AlpacaSimulator venue, SoakPlan plan, Path folder, String memory)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + memory + "m");
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.logFile=System.err");
        command.addAll(List.of(System.getProperty("soak.jvmArgs", "").split(" ", -1)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SoakEngine.class.getName()));
        command.add(venue.address().toString());
        command.add(folder.toString());
        command.addAll(plan.words());
        command.removeIf(String::isEmpty);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(AlpacaKey.ID_VARIABLE, venue.keyId());
        builder.environment().put(AlpacaKey.SECRET_VARIABLE, venue.secret());
        return builder.start();
    }
}
