package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits and dividends out of a file of adjustment factors: {@code date,price_factor,split_factor,reference_price}, where
 * a row holds the factors of all bars up to its date, written 20200831, and the close of that date.
 *
 * <p>Factors are rounded quotients, and what was behind them is found again. A split is the simplest ratio within 1e-6
 * of the quotient of two split factors whose numbers do not exceed 1,000; where there is none, since factors of few
 * digits are further off, the simplest within 1e-5. A dividend is reference × (1 − f_i / f_i+1) of two price factors,
 * rounded to cents; one on the day of a split is put into the shares after it. Either is of the first session after its
 * row's date.
 *
 * <p>Dates ascend. Empty lines, lines that begin with # and a header in the first line are passed over; every other line
 * is a row.
 */
public final class FactorFile {
    private static final BigDecimal CLOSE = new BigDecimal("1e-6");
    private static final BigDecimal NEAR = new BigDecimal("1e-5");
    private static final int MOST_SHARES = 1_000;
    private static final int CENTS = 2;
    private static final int AMOUNT_SCALE = 8;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final Instrument instrument;
    private final TradingCalendar calendar;
    private final List<CorporateAction> actions = new ArrayList<>();

    /** Factors of the bars up to a date, and the close of that date. */
    private record Row(int line, LocalDate date, BigDecimal price, BigDecimal split, BigDecimal reference) {}

    private FactorFile(Path file, Instrument instrument, TradingCalendar calendar) {
        this.file = file;
        this.instrument = instrument;
        this.calendar = calendar;
    }

    /**
     * Reads a file.
     *
     * @param file as CSV in UTF-8, with a header or without, the oldest date first
     * @param instrument whose factors they are
     * @param calendar sessions that dates are followed by
     * @return in order of time
     * @throws SdkException when it cannot be read, a row is wrong, dates do not ascend, or factors would make a negative
     *     dividend: file, line and value
     */
    public static List<CorporateAction> read(Path file, Instrument instrument, TradingCalendar calendar) {
        FactorFile factors = new FactorFile(file, instrument, calendar);
        List<Row> rows = factors.rows();
        for (int i = 1; i < rows.size(); i++) {
            factors.compare(rows.get(i - 1), rows.get(i));
        }
        return factors.actions;
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !(i == 0 && isHeader(line))) {
                Row row = row(i + 1, line);
                if (!rows.isEmpty()) {
                    requireAscending(rows.get(rows.size() - 1), row);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private List<String> lines() {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            if (!lines.isEmpty() && lines.get(0).startsWith(BYTE_ORDER_MARK)) {
                lines.set(0, lines.get(0).substring(1));
            }
            return lines;
        } catch (IOException e) {
            throw new SdkException("file of factors must be readable, was " + file, e);
        }
    }

    /** Its first column has a name, and no digit of a date. */
    private static boolean isHeader(String line) {
        String name = line.split(",", 2)[0];
        return name.chars().anyMatch(Character::isLetter) && name.chars().noneMatch(Character::isDigit);
    }

    private Row row(int number, String line) {
        try {
            String[] fields = line.split(",", -1);
            return new Row(
                    number,
                    LocalDate.parse(fields[0].strip(), DateTimeFormatter.BASIC_ISO_DATE),
                    positive(fields[1]),
                    positive(fields[2]),
                    notNegative(fields[3]));
        } catch (NumberFormatException | DateTimeException | ArrayIndexOutOfBoundsException wrong) {
            throw new SdkException(
                    where(number) + "row must be date, price factor, split factor and"
                            + " reference price such as 20200831,0.98,0.5,129.04, was '" + line + "'",
                    wrong);
        }
    }

    private void requireAscending(Row before, Row row) {
        if (!row.date().isAfter(before.date())) {
            throw new SdkException(where(row.line()) + "dates must ascend, was " + row.date() + " after "
                    + before.date() + " of line " + before.line());
        }
    }

    private String where(int line) {
        return file.getFileName() + " line " + line + ": ";
    }

    private static BigDecimal positive(String text) {
        BigDecimal factor = new BigDecimal(text.strip());
        if (factor.signum() <= 0) {
            throw new NumberFormatException("factor must be positive");
        }
        return factor;
    }

    private static BigDecimal notNegative(String text) {
        BigDecimal price = new BigDecimal(text.strip());
        if (price.signum() < 0) {
            throw new NumberFormatException("price must not be negative");
        }
        return price;
    }

    private void compare(Row row, Row next) {
        LocalDate effective = firstSessionAfter(row.date());
        BigDecimal ratio = next.split().divide(row.split(), MathContext.DECIMAL64);
        Optional<int[]> split = isOne(ratio) ? Optional.empty() : Optional.of(simplest(row, ratio));
        split.ifPresent(of -> actions.add(new CorporateAction.Split(instrument, effective, of[0], of[1])));
        BigDecimal left = row.price().divide(next.price(), MathContext.DECIMAL64);
        BigDecimal cash =
                row.reference().multiply(BigDecimal.ONE.subtract(left)).setScale(CENTS, RoundingMode.HALF_EVEN);
        if (cash.signum() < 0) {
            throw new SdkException(where(row.line()) + "dividend of the factors must not be negative, was "
                    + cash.toPlainString() + " before " + effective);
        }
        if (cash.signum() > 0) {
            BigDecimal perShare = split.map(of -> cash.multiply(BigDecimal.valueOf(of[1]))
                            .divide(BigDecimal.valueOf(of[0]), AMOUNT_SCALE, RoundingMode.HALF_EVEN))
                    .orElse(cash);
            actions.add(new CorporateAction.Dividend(instrument, effective, perShare));
        }
    }

    private LocalDate firstSessionAfter(LocalDate date) {
        LocalDate day = date.plusDays(1);
        while (!day.isAfter(calendar.lastSession().date())
                && !day.isBefore(calendar.firstDate())
                && calendar.session(day).isEmpty()) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static boolean isOne(BigDecimal ratio) {
        return isWithin(ratio, BigDecimal.ONE, CLOSE);
    }

    private static boolean isWithin(BigDecimal ratio, BigDecimal other, BigDecimal share) {
        return ratio.subtract(other).abs().compareTo(ratio.multiply(share)) <= 0;
    }

    private int[] simplest(Row row, BigDecimal ratio) {
        return simplest(ratio, CLOSE)
                .or(() -> simplest(ratio, NEAR))
                .orElseThrow(
                        () -> new SdkException("split factors must be a ratio of whole numbers up to " + MOST_SHARES
                                + ", was " + ratio.toPlainString() + " (" + instrument + ", " + row.date() + ")"));
    }

    /** New shares and old ones, the fewest old ones first. */
    private static Optional<int[]> simplest(BigDecimal ratio, BigDecimal share) {
        for (int old = 1; old <= MOST_SHARES; old++) {
            BigDecimal shares = ratio.multiply(BigDecimal.valueOf(old)).setScale(0, RoundingMode.HALF_EVEN);
            BigDecimal found = shares.divide(BigDecimal.valueOf(old), MathContext.DECIMAL64);
            boolean isCountable = shares.signum() > 0 && shares.compareTo(BigDecimal.valueOf(MOST_SHARES)) <= 0;
            if (isCountable && isWithin(ratio, found, share)) {
                return Optional.of(new int[] {shares.intValueExact(), old});
            }
        }
        return Optional.empty();
    }
}
