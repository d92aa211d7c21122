package io.strategysdk.examples.cli;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the reader of files asks to be declared, in the words of the command's options. */
final class Advice {
    private static final Pattern MISSING =
            Pattern.compile("(?<=: )header must name ([a-z, ]+) \\(or columns must be declared\\)");
    private static final Pattern TWO = Pattern.compile("(?<=: )header must have one column for ([a-z]+)(?=, was )");
    private static final Pattern REPAIRS = Pattern.compile("\nrepairs that would change this: \\[([a-z_, ]+)]$");
    private static final String TOO_LATE = "(is its time a date in UTC, or the bar's end?)";
    private static final String NO_SESSION = "date must be a session of the calendar";

    private final Arguments arguments;

    Advice(Arguments arguments) {
        this.arguments = arguments;
    }

    /** What is wrong with a file, and what may be done about it. */
    String on(String problems) {
        String text = inOptions(problems);
        if (text.contains(TOO_LATE)) {
            return onTimes(text);
        }
        text = REPAIRS.matcher(text).replaceAll(Advice::repairs);
        if (arguments.market() == Market.ALWAYS || !text.contains(NO_SESSION)) {
            return text;
        }
        return text + "\nthe calendar is " + arguments.market()
                + ": for a market that never closes, say --calendar always; to leave such rows out,"
                + " --repair drop-non-sessions";
    }

    private static String inOptions(String problems) {
        String text = MISSING.matcher(problems).replaceFirst(Advice::missing);
        text = TWO.matcher(text).replaceFirst("$0 (or --columns $1=HEADER must tell which it is)");
        return text.replace(
                        "which column it is must be declared",
                        "which it is, --columns date=HEADER or --columns timestamp=HEADER must tell")
                .replaceFirst(
                        "(?<=: )header must have the declared column ('.*'), was ",
                        "header must have the column $1 of --columns, was ")
                .replace(": timeframe must be declared", ": --timeframe must be given");
    }

    private static String missing(MatchResult header) {
        String columns = Arrays.stream(header.group(1).split(", "))
                .map(name -> (name.equals("date or time") ? "date" : name) + "=HEADER")
                .collect(Collectors.joining(","));
        return Matcher.quoteReplacement(
                "header must name " + header.group(1) + " (or --columns " + columns + " must tell which they are)");
    }

    private static String repairs(MatchResult named) {
        return "\nrepairs that would change this: "
                + Arrays.stream(named.group(1).replace('_', '-').split(", "))
                        .map(name -> "--repair " + name)
                        .collect(Collectors.joining(", "));
    }

    /** Repairs would leave out good rows: those of dates that are read as the evening before. */
    private String onTimes(String text) {
        Optional<ZoneId> zone = arguments.zone();
        if (zone.isPresent()) {
            return REPAIRS.matcher(text).replaceAll(Advice::repairs)
                    + "\nif each time is the end of its bar, say --label end";
        }
        return REPAIRS.matcher(text).replaceAll("")
                + "\nif the times are dates in UTC, say --zone UTC; if each is the end of its bar, say --label end";
    }
}
