package io.strategysdk.examples.cli;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.quality.QualityReport;
import io.strategysdk.backtest.quality.Severity;
import io.strategysdk.backtest.report.Report;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.StrategyFailure;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Tries a strategy on historical bars, prints the figures beside those of buying and holding, and writes a report.
 *
 * <p>Exit codes: 0 done; 1 the data are wrong, a file cannot be written, or the strategy failed; 2 the command was called
 * wrongly. Errors are on standard error, one line unless there are several.
 */
public final class BacktestCommand {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private BacktestCommand() {}

    /** Runs the command, and ends the process with its exit code unless that is 0: Maven may have more to do. */
    public static void main(String[] arguments) {
        System.setProperty("org.jboss.logging.provider", "slf4j"); // or the validator greets on standard error
        int exitCode = commandLine().execute(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        CommandSpec spec = Options.declare(CommandSpec.create().name("backtest"));
        spec.usageMessage()
                .description("Tries a strategy on historical bars and writes a report.%n")
                .footer(
                        "%nExit codes: 0 done; 1 the data are wrong, a file cannot be written, or the strategy failed; 2"
                                + " the command was called wrongly.");
        return new CommandLine(spec)
                .setExpandAtFiles(false)
                .setExecutionStrategy(BacktestCommand::execute)
                .setParameterExceptionHandler((e, arguments) -> misused(e.getCommandLine(), e));
    }

    private static int execute(ParseResult given) {
        Integer helped = CommandLine.executeHelpRequest(given);
        if (helped != null) {
            return helped;
        }
        CommandLine command = given.commandSpec().commandLine();
        try {
            return run(new Arguments(given), command);
        } catch (UsageException e) {
            return misused(command, e);
        } catch (ConfigException e) {
            return failed(command, text(e), MISUSED);
        } catch (SdkException e) {
            return failed(command, Cause.text(e), FAILED);
        } catch (ArithmeticException e) {
            // books refuse amounts beyond 64 bits, which such a lot of --cash can come to
            return failed(command, String.valueOf(e.getMessage()), FAILED);
        }
    }

    private static int run(Arguments arguments, CommandLine command) {
        PrintWriter out = command.getOut();
        if (arguments.list()) {
            out.println(ExampleStrategies.describeAll());
            return 0;
        }
        if (arguments.check()) {
            return check(arguments, out);
        }
        if (!arguments.actions().isEmpty()) {
            throw new UsageException("--actions must be given with --check");
        }
        ExampleStrategies example = ExampleStrategies.named(arguments.strategy());
        Strategy strategy = example.create(arguments.parameters());
        Destinations.requireApart(arguments);
        Prices prices = example.prices(arguments);
        Destinations.prepare(arguments);
        Backtest backtest = Backtest.of(strategy)
                .on(MarketData.of(prices.calendar(), prices.bars()))
                .cash(arguments.cash().toPlainString())
                .commission(arguments.commission())
                .slippage(arguments.slippage())
                .latency(arguments.latency())
                .seed(arguments.seed())
                .progress(ProgressBar.onTerminal());
        arguments.from().ifPresent(date -> backtest.from(prices.startOf(date)));
        example.parameters(arguments.parameters()).forEach(backtest::parameter);
        arguments.settings().forEach(backtest::setting);
        prices.notes().forEach(backtest::note);
        prices.warnings().forEach(backtest::warning);
        BacktestResult result = backtest.run();
        Report report = result.report();
        List<Path> files = report.writeTo(arguments.out());
        arguments.journal().ifPresent(result.journal()::writeTo);
        out.print(report.console());
        out.println("report " + files.get(0).toAbsolutePath().normalize());
        result.failures().forEach(failure -> failed(command, text(failure), FAILED));
        return result.failures().isEmpty() ? 0 : FAILED;
    }

    /** Says what is wrong or doubtful in files. */
    private static int check(Arguments arguments, PrintWriter out) {
        Destinations.requireApart(arguments);
        QualityReport report = FilePrices.check(arguments);
        Destinations.prepare(arguments);
        List<Path> files = report.writeTo(arguments.out());
        out.print(report.console());
        out.println("report " + files.get(0).toAbsolutePath().normalize());
        return report.counts().getOrDefault(Severity.ERROR, 0L) == 0 ? 0 : FAILED;
    }

    private static String text(StrategyFailure failure) {
        Throwable error = failure.error();
        String reason = error.getMessage() == null ? "" : ": " + Printable.of(error.getMessage());
        return failure.strategy() + " was stopped at " + Clock.instantOf(failure.epochNanos()) + " because "
                + failure.callback() + " threw " + error.getClass().getSimpleName() + reason;
    }

    private static String text(ConfigException mistakes) {
        return mistakes.source() + ": "
                + mistakes.problems().stream().map(Problem::toString).collect(Collectors.joining("\n  "));
    }

    private static int misused(CommandLine command, Exception e) {
        return failed(command, e.getMessage() + " (see --help)", MISUSED);
    }

    private static int failed(CommandLine command, String message, int exitCode) {
        command.getErr().println("error: " + Printable.linesOf(message));
        return exitCode;
    }
}
