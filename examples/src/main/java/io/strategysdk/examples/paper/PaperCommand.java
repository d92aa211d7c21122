package io.strategysdk.examples.paper;

import io.strategysdk.alpaca.AlpacaBroker;
import io.strategysdk.alpaca.AlpacaFeed;
import io.strategysdk.alpaca.AlpacaKey;
import io.strategysdk.alpaca.AlpacaSettings;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.examples.strategies.SmaCrossover;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Trades a strategy on paper: with the adapter for Alpaca, against a venue in this machine that speaks Alpaca's protocol,
 * without keys and network, or at Alpaca's paper account. Shows cash, positions, orders and profit, as the broker has them.
 *
 * <p>The run is kept in a folder: ended and started again, at a moment of your choice, it goes on.
 */
@Command(
        name = "paper",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Trades the moving-average crossover on paper, by default against a simulator in this machine.")
public final class PaperCommand implements Callable<Integer> {
    private static final BigDecimal CAPITAL = new BigDecimal("100000");

    @Option(
            names = "--alpaca",
            description = "at Alpaca's paper account, with keys from APCA_API_KEY_ID and APCA_API_SECRET_KEY")
    private boolean atAlpaca;

    @Option(names = "--symbol", description = "what to trade; default: ${DEFAULT-VALUE}", defaultValue = "AAPL")
    private String symbol = "AAPL";

    @Option(names = "--fast", description = "bars of the fast average; default: ${DEFAULT-VALUE}", defaultValue = "3")
    private int fast = 3;

    @Option(names = "--slow", description = "bars of the slow average; default: ${DEFAULT-VALUE}", defaultValue = "8")
    private int slow = 8;

    @Option(
            names = "--minutes",
            description = "minutes of market to trade for; default: ${DEFAULT-VALUE}",
            defaultValue = "60")
    private int minutes = 60;

    @Option(
            names = "--speed",
            description = "of the simulator: how many of its minutes pass in one; default: ${DEFAULT-VALUE}",
            defaultValue = "120")
    private double speed = 120;

    @Option(
            names = "--folder",
            description =
                    "where the run is kept, to go on from with the next start; required with --alpaca. A simulator begins"
                            + " anew with each start, and its run in a new folder")
    private @Nullable Path folder;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    /** Runs it, and ends the process. */
    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new PaperCommand())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof SdkException || failure instanceof IllegalArgumentException) {
                        command.getErr().println("error: " + failure.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        requirePositive("--minutes", minutes);
        requirePositive("--speed", speed);
        Instrument instrument = Instrument.equity(symbol);
        if (atAlpaca) {
            if (folder == null) {
                throw new IllegalArgumentException(
                        "--folder must be given with --alpaca, so that orders are known again");
            }
            AlpacaSettings settings =
                    AlpacaSettings.builder().key(AlpacaKey.of(System.getenv())).build();
            out.println(
                    "Connecting to " + settings + ". End it with Ctrl-C, and start it with the same folder to go on.");
            trade(settings, instrument, folder, out, this::waitAtAlpaca);
            return 0;
        }
        try (Venue venue = Venue.of(instrument, minutes)) {
            out.println("A venue in this machine speaks Alpaca's protocol: " + venue.address());
            trade(venue.settings(), instrument, temporary(), out, (view, running) -> venue.play(speed, view, running));
        }
        return 0;
    }

    private static void requirePositive(String option, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(option + " must be positive, was " + value);
        }
    }

    /** A run that knows of orders at a venue that is no more could not go on. */
    private Path temporary() throws IOException {
        if (folder == null) {
            return Files.createTempDirectory("paper-run");
        }
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw new IllegalArgumentException(
                    "--folder must be new or empty, as a simulator begins anew with each start, was " + folder);
        }
        return folder;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private void waitAtAlpaca(AccountView view, EngineThread running) throws InterruptedException {
        for (int second = 1; second <= 60 * minutes && !running.isOver(); second++) {
            Thread.sleep(Duration.ofSeconds(1).toMillis());
            if (second % 60 == 0) {
                view.show();
            }
        }
    }

    /** What happens while the run goes on. */
    @FunctionalInterface
    interface Market {
        void passes(AccountView view, EngineThread running) throws InterruptedException;
    }

    private void trade(AlpacaSettings settings, Instrument instrument, Path where, PrintWriter out, Market market)
            throws InterruptedException {
        AlpacaBroker broker = AlpacaBroker.of(settings);
        AccountView view = new AccountView(broker, out);
        RealtimeEngine engine = RealtimeEngine.on(
                        AlpacaFeed.of(settings), List.of(instrument), Timeframe.MINUTE, TradingCalendars.nyse())
                .execution(new BrokerExecution(broker))
                .strategy(
                        "crossover",
                        new SmaCrossover(new SmaCrossover.Parameters(fast, slow, 0.9)),
                        CAPITAL,
                        RiskLimits.NONE)
                .folder(where)
                .onConnection(event -> out.println(
                        "connection to the " + name(event.peer()) + " is " + event.state() + ": " + event.reason()))
                .onSlice(view::bars)
                .build();
        EngineThread running = EngineThread.start(engine);
        try (view) {
            market.passes(view, running);
            engine.stop();
            RunResult result = running.await();
            out.println("The run is kept in " + where.toAbsolutePath().normalize() + ", its journal has the hash "
                    + result.journal().hash() + ".");
            result.warnings().stream()
                    .filter(warning -> atAlpaca || !warning.contains("clock")) // the simulator lives in another time
                    .forEach(warning -> out.println("warning: " + warning));
        }
    }

    private static String name(Object peer) {
        return Map.of("BROKER", "broker", "MARKET_DATA", "market data").getOrDefault(peer.toString(), peer.toString());
    }
}
