package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.FileDataSource;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.market.GeneratedMarket;
import io.strategysdk.testkit.market.GeometricBrownianMotion;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An {@link AlpacaSimulator} from a command line, so that any client of Alpaca, in any language, can talk to it.
 *
 * <pre>{@code
 * AlpacaSimulatorCommand --port 8088 --symbols AAPL,MSFT --speed 60 --faults EVENT_DUPLICATED=0.05,SLOW=0.1
 * AlpacaSimulatorCommand --csv data/minutes --speed 600
 * }</pre>
 */
public final class AlpacaSimulatorCommand implements AutoCloseable {
    static final String USAGE = """
            Alpaca simulator: a venue in this machine that speaks Alpaca's protocol.

            --port N          port on 127.0.0.1; 8088, and 0 is one that is free
            --cash AMOUNT     dollars of the account; 100000
            --symbols A,B     shares and crypto pairs with a slash; AAPL,MSFT,SPY
            --csv FOLDER      bars to play, a file each: SYMBOL.csv; without it a market is generated
            --days N          sessions of minute bars to generate; 20
            --speed N         how many times as fast as it happened; 60
            --seed N          of the market, of ids and of faults; 1
            --faults A=R,B=R  faults at random with their rates, such as EVENT_LOST=0.01
            --limit N         requests per minute; 200, and 0 is no limit
            --help            this text
            """;

    private static final Set<String> OPTIONS =
            Set.of("port", "cash", "symbols", "csv", "days", "speed", "seed", "faults", "limit");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 6, 1);
    private static final String START_PRICE = "100.00";
    private static final double DRIFT = 0.05;
    private static final double VOLATILITY = 0.25;

    private final AlpacaSimulator alpaca;
    private final AlpacaReplay replay;
    private final double speed;

    private AlpacaSimulatorCommand(AlpacaSimulator alpaca, AlpacaReplay replay, double speed) {
        this.alpaca = alpaca;
        this.replay = replay;
        this.speed = speed;
    }

    /** Starts it, and goes on until the process is ended. */
    public static void main(String[] arguments) {
        try {
            run(List.of(arguments), System.out);
        } catch (IllegalArgumentException | SdkException mistake) {
            System.err.println(mistake.getMessage());
            System.exit(2);
        }
    }

    private static void run(List<String> arguments, PrintStream out) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return;
        }
        AlpacaSimulatorCommand command = of(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(command::close, "alpaca-simulator-stop"));
        command.describe(out);
        command.replay.play(command.speed);
        out.println("The market data have been played. Orders are still taken.");
        command.alpaca.run(1);
        command.rest();
    }

    @SuppressWarnings("ThreadJoinLoop")
    private void rest() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException stop) {
            close();
        }
    }

    /**
     * The simulator that arguments ask for, started; its market stands still.
     *
     * @throws IllegalArgumentException when an argument is not known or not right
     * @throws SdkException when the data cannot be read, or the port is taken
     */
    public static AlpacaSimulatorCommand of(List<String> arguments) {
        Map<String, String> options = options(arguments);
        long seed = (long) number(options, "seed", 1);
        MarketData data = options.containsKey("csv")
                ? read(Path.of(options.get("csv")))
                : generated(symbols(options), (int) number(options, "days", 20), seed);
        double speed = number(options, "speed", 60);
        AlpacaRules rules = AlpacaRules.builder()
                .requestsPerMinute((int) number(options, "limit", 200))
                .build();
        AlpacaSimulator alpaca = AlpacaSimulator.builder()
                .port((int) number(options, "port", 8088))
                .cash(options.getOrDefault("cash", "100000"))
                .instruments(data.instruments())
                .time(firstOpen(data))
                .rules(rules)
                .seed(seed)
                .start();
        faults(options).forEach(alpaca.faults()::rate);
        return new AlpacaSimulatorCommand(alpaca, alpaca.replay(data), speed);
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || !OPTIONS.contains(name.substring(2))) {
                throw new IllegalArgumentException("option must be one of --help, --"
                        + String.join(", --", OPTIONS.stream().sorted().toList()) + ", was " + name);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("option must have a value, " + name + " has none");
            }
            options.put(name.substring(2), arguments.get(i + 1));
        }
        return options;
    }

    private static double number(Map<String, String> options, String name, double usual) {
        String text = options.get(name);
        try {
            return text == null ? usual : Double.parseDouble(text);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("--" + name + " must be a number, was '" + text + "'", malformed);
        }
    }

    private static List<Instrument> symbols(Map<String, String> options) {
        String text = options.getOrDefault("symbols", "AAPL,MSFT,SPY");
        return List.of(text.split(",", -1)).stream()
                .map(AlpacaSimulatorCommand::instrument)
                .toList();
    }

    private static Instrument instrument(String symbol) {
        return symbol.contains("/") ? Instrument.crypto(symbol, "0.01", "0.000000001") : Instrument.equity(symbol);
    }

    private static MarketData generated(List<Instrument> instruments, int days, long seed) {
        GeneratedMarket market =
                GeneratedMarket.of(TradingCalendars.nyse(), FIRST_DAY, days).bars(Timeframe.MINUTE);
        instruments.forEach(
                instrument -> market.with(instrument, START_PRICE, new GeometricBrownianMotion(DRIFT, VOLATILITY)));
        return market.generate(seed);
    }

    private static MarketData read(Path folder) {
        FileDataSource source = FileDataSource.folder(
                folder, AlpacaSimulatorCommand::instrument, csv -> csv.calendar(TradingCalendars.nyse()));
        List<BarColumns> all = new ArrayList<>();
        source.instruments()
                .forEach(instrument -> all.add(source.read(instrument).bars()));
        return MarketData.of(TradingCalendars.nyse(), all);
    }

    private static Instant firstOpen(MarketData data) {
        return data.series().stream()
                .filter(columns -> columns.size() > 0)
                .map(columns -> Clock.instantOf(columns.openEpochNanos(0)))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static Map<Fault, Double> faults(Map<String, String> options) {
        Map<Fault, Double> rates = new LinkedHashMap<>();
        String text = options.getOrDefault("faults", "");
        for (String part : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
            int equals = part.indexOf('=');
            Fault fault = Wire.constant(
                            Fault.class, part.substring(0, Math.max(0, equals)).toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new IllegalArgumentException("--faults must be NAME=RATE with names of "
                            + List.of(Fault.values()) + ", was '" + part + "'"));
            rates.put(fault, number(Map.of("faults", part.substring(equals + 1)), "faults", 0));
        }
        return rates;
    }

    /** The simulator that it has started. */
    public AlpacaSimulator simulator() {
        return alpaca;
    }

    /** The market that it plays. */
    public AlpacaReplay replay() {
        return replay;
    }

    /** Tells a person where it is and how to talk to it. */
    void describe(PrintStream out) {
        out.println("Alpaca simulator at " + alpaca.address());
        out.println("Key id: " + alpaca.keyId());
        out.println("Secret: " + alpaca.secret());
        out.println("Orders: " + alpaca.streamAddress());
        out.println("Market: " + replay.describe() + ", " + speed + " times as fast as it happened.");
        out.println("Stop it with Ctrl-C.");
    }

    /** Ends the simulator. */
    @Override
    public void close() {
        alpaca.close();
    }
}
