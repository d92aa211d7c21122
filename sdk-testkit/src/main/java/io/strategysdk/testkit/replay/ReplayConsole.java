package io.strategysdk.testkit.replay;

import io.strategysdk.api.order.Order;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.time.Clock;
import io.strategysdk.testkit.Step;
import io.strategysdk.testkit.StrategyTester;
import io.strategysdk.testkit.internal.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Steps through a run by commands that a person types: the next slice, until the strategy wants something, until a date; and
 * shows what it saw, its features, its orders and its books.
 *
 * <pre>{@code
 * ReplayConsole.of(Recording.read(file).tester(new MyStrategy(parameters)))
 *         .run(new InputStreamReader(System.in, UTF_8), System.out);
 * }</pre>
 *
 * <p>{@code help} lists the commands; an empty line repeats the last. Used from one thread.
 */
public final class ReplayConsole {
    private static final String QUIT = "quit";
    private static final String NOTHING_AHEAD = "nothing lies ahead";
    private static final String HELP = """
            next [n]      runs the next slice, or the next n; the short form is n
            order         runs until the strategy wants something
            until DATE    runs all sessions up to one, such as until 2024-01-05
            end           runs to the end
            story         the last steps as a table
            saw           what the strategy saw in the last step
            features      values of its features
            orders        its orders that work
            book          cash, equity and positions
            help          this text
            quit          leaves
            """;

    private final StrategyTester tester;

    private ReplayConsole(StrategyTester tester) {
        this.tester = tester;
    }

    /** A console for a test of a strategy, wherever it stands. */
    public static ReplayConsole of(StrategyTester tester) {
        return new ReplayConsole(tester);
    }

    /**
     * Reads commands until {@code quit} or the end of the input.
     *
     * @throws IOException when it cannot be read or written
     */
    public void run(Reader commands, Appendable out) throws IOException {
        BufferedReader lines = new BufferedReader(commands);
        String last = "next";
        out.append("> ");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String command = line.isBlank() ? last : line.strip();
            if (command.equals(QUIT)) {
                return;
            }
            out.append(answer(command)).append("\n> ");
            last = command;
        }
    }

    /** What a command answers; one that is wrong changes nothing. */
    private String answer(String command) {
        String[] words = command.split("\\s+", -1);
        String argument = words.length > 1 ? words[1] : "";
        try {
            requireWords(command, words);
            return switch (words[0]) {
                case "next", "n" -> moved(() -> tester.next(argument.isEmpty() ? 1 : count(argument)));
                case "order" -> order();
                case "until" -> moved(() -> tester.until(date(argument)));
                case "end" -> moved(tester::run);
                case "story" -> tester.story();
                case "saw" -> saw(tester.lastStep());
                case "features" -> features(tester.lastStep());
                case "orders" -> orders();
                case "book" -> book();
                case "help" -> HELP;
                default -> "unknown command '" + words[0] + "', help lists them";
            };
        } catch (IllegalStateException | IllegalArgumentException wrong) {
            return String.valueOf(wrong.getMessage());
        } catch (AssertionError failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    /** Nobody is to believe that more was understood than was done. */
    private static void requireWords(String command, String... words) {
        int most = switch (words[0]) {
            case "next", "n", "until" -> 2;
            case "order", "end", "story", "saw", "features", "orders", "book", "help", QUIT -> 1;
            default -> Integer.MAX_VALUE;
        };
        if (words.length > most) {
            throw new IllegalArgumentException("'" + words[0] + "' must be followed by "
                    + (most == 1 ? "nothing" : "one word at most") + ", was '" + command + "'");
        }
    }

    private String order() {
        int before = tester.intents().size();
        String moved = moved(tester::untilIntent);
        return tester.intents().size() == before ? moved + "\nnothing was wanted" : moved;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'until' must be followed by a date such as 2024-01-05, was '" + text + "'", e);
        }
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("number of slices must be a whole number, was '" + text + "'", e);
        }
    }

    private String moved(Runnable move) {
        move.run();
        if (tester.now().isEmpty()) {
            return NOTHING_AHEAD;
        }
        long now = tester.now().map(Clock::epochNanosOf).orElseThrow();
        StringBuilder text = new StringBuilder(Words.time(now, tester.calendar().zone()));
        Step step = tester.lastStep();
        if (step.epochNanos() == now) {
            append(text, step);
        } else {
            text.append("  the strategy saw nothing");
        }
        return tester.hasNext() ? text.toString() : text + "\n" + NOTHING_AHEAD;
    }

    private static void append(StringBuilder text, Step step) {
        step.market().forEach(event -> text.append("  ").append(Words.of(event)));
        step.orders().forEach(event -> text.append('\n').append(Words.of(event)));
        step.submitted().forEach(intent -> text.append("\nwants ").append(Words.of(intent)));
        step.intents().forEach(intent -> text.append("\nwants ").append(Words.of(intent)));
    }

    private static String saw(Step step) {
        StringBuilder text = new StringBuilder();
        step.actions().forEach(action -> text.append(Words.of(action)).append('\n'));
        step.orders().forEach(event -> text.append(Words.of(event)).append('\n'));
        step.timers()
                .forEach(timer -> text.append("timer ").append(timer.schedule()).append('\n'));
        step.market().forEach(event -> text.append(Words.of(event)).append('\n'));
        return text.toString().stripTrailing();
    }

    private static String features(Step step) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Double> feature : step.features().entrySet()) {
            text.append(feature.getKey())
                    .append(" = ")
                    .append(Words.number(feature.getValue()))
                    .append('\n');
        }
        return text.isEmpty() ? "it has bound no feature" : text.toString().stripTrailing();
    }

    private String orders() {
        List<Order> working = tester.orders().stream().filter(Order::isWorking).toList();
        StringBuilder text = new StringBuilder();
        working.forEach(order -> text.append(Words.of(order)).append('\n'));
        return working.isEmpty() ? "no order works" : text.toString().stripTrailing();
    }

    private String book() {
        Portfolio portfolio = tester.portfolio();
        StringBuilder text = new StringBuilder(
                "cash " + portfolio.exactCash().stripTrailingZeros().toPlainString() + ", equity "
                        + portfolio.exactEquity().stripTrailingZeros().toPlainString());
        for (Position position : portfolio.positions()) {
            text.append('\n')
                    .append(position.quantity())
                    .append(' ')
                    .append(position.instrument())
                    .append(" at ")
                    .append(Words.number(position.avgPx()))
                    .append(", now ")
                    .append(Words.number(position.mark()));
        }
        return text.toString();
    }
}
