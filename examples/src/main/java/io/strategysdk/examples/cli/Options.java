package io.strategysdk.examples.cli;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.BarLabel;
import io.strategysdk.backtest.data.Repair;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The command's options. Declared by hand: annotated fields would be looked up by reflection, and be null until then. */
final class Options {
    /** What 64 bits count at the scale of dollars. */
    private static final BigDecimal MOST_CASH = BigDecimal.valueOf(Long.MAX_VALUE, 8);

    static final String DEFAULT_STRATEGY = "sma-crossover";
    static final long DEFAULT_CASH = 100_000;
    static final long DEFAULT_SEED = 6;

    private Options() {}

    static CommandSpec declare(CommandSpec command) {
        command.usageMessage().sortOptions(false).autoWidth(true).abbreviateSynopsis(true);
        return command.addOption(one("--strategy", "NAME", String.class, text -> text)
                        .description("strategy to run, see --list; default " + DEFAULT_STRATEGY)
                        .build())
                .addOption(many("--param", "NAME=VALUE", String.class, text -> text)
                        .description("a parameter of the strategy; once for each")
                        .build())
                .addOption(flag("--list")
                        .description("list the strategies with their parameters, and stop")
                        .build())
                .addOption(many("--bars", "FILE", Path.class, text -> path(text, "a file"))
                        .description("CSV file of bars, also .csv.gz; once for each instrument; without it, prices are"
                                + " synthetic")
                        .build())
                .addOption(many("--symbol", "TEXT", String.class, Options::symbol)
                        .description("symbol of each file, in the same order; default the file's name")
                        .build())
                .addOption(one("--columns", "COLUMN=HEADER", Headers.class, Headers::parse)
                        .description("headers of the files that are not the usual ones, with commas between, such as"
                                + " close=Last,open=First; columns are " + Headers.names())
                        .build())
                .addOption(one("--calendar", "NAME", Market.class, choice(Market.class))
                        .description("sessions of the bars: " + choices(Market.class)
                                + " (always: round the clock, as crypto); default nyse")
                        .build())
                .addOption(one("--timeframe", "LENGTH", Timeframe.class, Timeframe::parse)
                        .description(
                                "length of the bars, such as 1m, 1h or 1d; default as in the file, 1d for synthetic"
                                        + " prices")
                        .build())
                .addOption(one("--zone", "ID", ZoneId.class, Options::zone)
                        .description("zone of local times in files, such as America/New_York; default the calendar's")
                        .build())
                .addOption(one("--label", "END", BarLabel.class, choice(BarLabel.class))
                        .description("which end of its bar a time names: " + choices(BarLabel.class)
                                + "; default start; dates name sessions")
                        .build())
                .addOption(many("--repair", "POLICY", Repair.class, choice(Repair.class))
                        .description("what may be done to bad data, once for each: " + choices(Repair.class)
                                + "; default none, bad data are refused")
                        .build())
                .addOption(flag("--check")
                        .description(
                                "look at the files of --bars, print what is wrong or doubtful in them, write"
                                        + " quality.html and quality.json, and stop; a file may then come twice, in two versions")
                        .build())
                .addOption(many("--actions", "PATH", Path.class, text -> path(text, "a file or a directory"))
                        .description("for --check: splits, dividends and the like of the files, which explain leaps of"
                                + " prices; a file, also one of factors, or a directory of them")
                        .build())
                .addOption(one("--from", "DATE", LocalDate.class, Options::date)
                        .description(
                                "first date on which the strategy trades, such as 2020-01-31; earlier bars only warm"
                                        + " it up")
                        .build())
                .addOption(one("--cash", "AMOUNT", BigDecimal.class, Options::cash)
                        .description("cash to begin with; default " + DEFAULT_CASH)
                        .build())
                .addOption(one("--commission", "FEES", Fees.class, Fees::parse)
                        .description("such as 0.005/share, 0.1%% or 1/order, for an order perhaps at least an"
                                + " amount and at most a share of its value: '0.005/share min 1 max 1%%'; or none;"
                                + " default " + byMarket(market -> market.fees().text()))
                        .build())
                .addOption(one("--slippage", "BPS", Double.class, Options::basisPoints)
                        .description("what market and stop orders lose, in hundredths of a percent, or none; default "
                                + byMarket(market -> plain(market.slippageBps())))
                        .build())
                .addOption(one("--latency-ms", "MS", Long.class, Options::millis)
                        .description("time from decision to market, in milliseconds; default 0")
                        .build())
                .addOption(one("--seed", "NUMBER", Long.class, Options::whole)
                        .description("of everything random, synthetic prices included; default " + DEFAULT_SEED)
                        .build())
                .addOption(one("--out", "DIR", Path.class, text -> path(text, "a directory"))
                        .description("directory for the report; default " + defaultDirectory())
                        .build())
                .addOption(one("--journal", "FILE", Path.class, text -> path(text, "a file"))
                        .description("also write everything that happened to this file")
                        .build())
                .addOption(flag("--help")
                        .names("-h", "--help")
                        .usageHelp(true)
                        .description("show this, and stop")
                        .build());
    }

    /** What each market has, the first one being the default. */
    private static String byMarket(Function<Market, String> value) {
        return Arrays.stream(Market.values())
                .map(market -> value.apply(market).replace("%", "%%")
                        + (market == Market.NYSE ? "" : " for --calendar " + market))
                .collect(Collectors.joining(", "));
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** The build sets it, so that a run through the build leaves nothing outside of its target directory. */
    static String defaultDirectory() {
        return System.getProperty("backtest.out", "backtest-report");
    }

    private static <T> OptionSpec.Builder one(
            String name, String label, Class<T> type, ITypeConverter<? extends T> converter) {
        return OptionSpec.builder(name).paramLabel(label).type(type).arity("1").converters(checked(converter));
    }

    private static <T> OptionSpec.Builder many(
            String name, String label, Class<T> type, ITypeConverter<? extends T> converter) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(type)
                .arity("1")
                .converters(checked(converter));
    }

    private static OptionSpec.Builder flag(String name) {
        return OptionSpec.builder(name).type(boolean.class).arity("0");
    }

    /** What the reading of a text refuses is said as it is. */
    private static <T> ITypeConverter<T> checked(ITypeConverter<T> converter) {
        return text -> {
            try {
                return converter.convert(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static <E extends Enum<E>> ITypeConverter<E> choice(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(value ->
                        plain(value).equals(text.toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> refused("be one of " + choices(type), text));
    }

    private static <E extends Enum<E>> String choices(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Options::plain).collect(Collectors.joining(", "));
    }

    private static String plain(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw refused("be the name of a time zone such as America/New_York or UTC", text);
        }
    }

    /** In the years that bars may have. */
    private static LocalDate date(String text) {
        String rule = "be a date such as 2020-01-31, in the years 1900 to 2199";
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 1900 || date.getYear() > 2199) {
                throw refused(rule, text);
            }
            return date;
        } catch (DateTimeException e) {
            throw refused(rule, text);
        }
    }

    private static Path path(String text, String what) {
        if (text.isBlank()) {
            throw refused("name " + what, text);
        }
        return Path.of(text);
    }

    private static String symbol(String text) {
        if (text.isBlank()) {
            throw refused("not be blank", text);
        }
        if (!Printable.is(text)) {
            throw refused("not hold control characters", text);
        }
        return text.strip();
    }

    private static BigDecimal cash(String text) {
        BigDecimal cash = decimal(text, "a number");
        if (cash.signum() <= 0 || cash.compareTo(MOST_CASH) > 0 || cash.scale() > MOST_CASH.scale()) {
            throw refused("be above 0, at most " + MOST_CASH + " and with at most 8 digits after the point", text);
        }
        return cash;
    }

    private static double basisPoints(String text) {
        BigDecimal points = text.equals("none") ? BigDecimal.ZERO : decimal(text, "a number, or none");
        if (points.signum() < 0 || points.compareTo(BigDecimal.valueOf(10_000)) >= 0) {
            throw refused("be from 0 to below 10000", text);
        }
        return points.doubleValue();
    }

    private static BigDecimal decimal(String text, String rule) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw refused("be " + rule, text);
        }
    }

    private static long millis(String text) {
        long millis = whole(text);
        if (millis < 0 || millis > 86_400_000) {
            throw refused("be from 0 to 86400000", text);
        }
        return millis;
    }

    private static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refused("be a whole number", text);
        }
    }

    static IllegalArgumentException refused(String rule, String text) {
        return new IllegalArgumentException("must " + rule + ", was '" + Printable.of(text) + "'");
    }
}
