package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Walks the answers in one file, one after the other, and hands on the rows of one symbol. */
final class AlpacaJson {
    private static final int MOST_DEPTH = 16;
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_NUMBER = 100;
    private static final int MOST_SYMBOLS_SHOWN = 10;
    private static final String TOKEN = "next_page_token";

    private final CsvFile file;
    private final String symbol;
    private final Set<AlpacaKind> kinds;
    private final PriceRange range;
    private final JsonPlaces places;
    private final Problems problems;
    private final JsonFactory json;
    private final TimeText times = new TimeText(TimeFormat.OFFSET_DATE_TIME);
    private final TreeSet<String> others = new TreeSet<>();
    private Optional<String> nextPage = Optional.empty();
    private boolean isFound;
    private long rows;
    private int answers;

    /** Takes a good row: prices first, then quantities. */
    interface Sink {
        void row(AlpacaKind kind, int number, long time, double[] numbers);
    }

    AlpacaJson(
            CsvFile file,
            Instrument instrument,
            String symbol,
            Set<AlpacaKind> kinds,
            long mostBytes,
            JsonPlaces places,
            Problems problems) {
        this.file = file;
        this.symbol = symbol;
        this.kinds = EnumSet.copyOf(kinds);
        this.range = PriceRange.of(instrument);
        this.places = places;
        this.problems = problems;
        json = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(mostBytes)
                        .maxNestingDepth(MOST_DEPTH)
                        .maxStringLength(LONGEST_TEXT)
                        .maxNameLength(LONGEST_TEXT)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .build();
    }

    /** Token of the page after the last answer; empty when it was the last page. */
    Optional<String> nextPage() {
        return nextPage;
    }

    /** How many rows of the symbol there were, good or bad. */
    long rows() {
        return rows;
    }

    int answers() {
        return answers;
    }

    void read(Sink sink) {
        file.requireFile();
        try (InputStream in = file.open();
                JsonParser parser = json.createParser(ObjectReadContext.empty(), in)) {
            read(parser, sink);
        } catch (JacksonException e) {
            throw new SdkException(file.name + at(e.getLocation()) + ": " + reason(e), e);
        } catch (IOException e) {
            throw file.unreadable(e, 0);
        }
        if (answers == 0) {
            throw new SdkException(file.name + ": file must hold an answer, was empty");
        }
        if (!isFound) {
            String without = file.name + ": answer must hold " + wanted() + " of " + symbol + ", was ";
            throw others.isEmpty()
                    ? new NoBarsException(without + "without any")
                    : new SdkException(without + "of " + shownOthers());
        }
    }

    private String shownOthers() {
        String more = others.size() > MOST_SYMBOLS_SHOWN ? ", …" : "";
        return String.join(", ", others.stream().limit(MOST_SYMBOLS_SHOWN).toList()) + more;
    }

    private String wanted() {
        return String.join(" or ", kinds.stream().map(AlpacaKind::property).toList());
    }

    private static String reason(JacksonException e) {
        String message = Rows.shown(String.valueOf(e.getOriginalMessage()), CsvFile.LONGEST_MESSAGE);
        return "must be whole JSON within its bounds, was not: " + message;
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " line " + location.getLineNr() + " column " + location.getColumnNr();
    }

    private void read(JsonParser parser, Sink sink) {
        while (parser.nextToken() != null) {
            require(parser, JsonToken.START_OBJECT, "an answer must be an object");
            answers++;
            nextPage = Optional.empty();
            Answer answer = new Answer();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                property(parser, answer, sink);
            }
            answer.requireRows();
            answer.requireSymbol();
        }
    }

    /** What an answer without symbols as keys says of its own. */
    private final class Answer {
        private boolean hasRows;
        private boolean isOfOneSymbol;
        private Optional<String> named = Optional.empty();

        private void requireRows() {
            if (!hasRows) {
                throw new SdkException(file.name + ": answer must have " + wanted() + ", was without");
            }
        }

        private void requireSymbol() {
            if (isOfOneSymbol && !named.equals(Optional.of(symbol))) {
                throw new SdkException(file.name + ": answer must say that its symbol is " + symbol + ", was "
                        + named.map(Rows::shown).orElse("without symbol"));
            }
        }
    }

    private void property(JsonParser parser, Answer answer, Sink sink) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        Optional<AlpacaKind> kind =
                kinds.stream().filter(each -> each.property().equals(name)).findFirst();
        if (kind.isPresent()) {
            answer.hasRows = true;
            rowsOf(kind.get(), parser, value, answer, sink);
        } else if (name.equals(TOKEN)) {
            nextPage = value == JsonToken.VALUE_STRING ? Optional.of(parser.getString()) : Optional.empty();
        } else if (name.equals("symbol") && value == JsonToken.VALUE_STRING) {
            answer.named = Optional.of(parser.getString());
        } else {
            parser.skipChildren();
        }
    }

    private void rowsOf(AlpacaKind kind, JsonParser parser, JsonToken value, Answer answer, Sink sink) {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (value == JsonToken.START_ARRAY) {
            answer.isOfOneSymbol = true;
            elements(kind, parser, path(kind, ""), sink);
            return;
        }
        require(parser, JsonToken.START_OBJECT, kind.property() + " must be an array, or an object by symbols");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken rowsOfSymbol = parser.nextToken();
            if (!key.equals(symbol)) {
                others.add(Rows.shown(key));
                parser.skipChildren();
            } else if (rowsOfSymbol != JsonToken.VALUE_NULL) {
                require(parser, JsonToken.START_ARRAY, "rows of a symbol must be an array");
                elements(kind, parser, path(kind, "." + symbol), sink);
            }
        }
    }

    /** As in JSONPath; the number of the answer where there are several. */
    private String path(AlpacaKind kind, String below) {
        return "$" + (answers == 1 ? "" : "(" + answers + ")") + "." + kind.property() + below;
    }

    private void elements(AlpacaKind kind, JsonParser parser, String path, Sink sink) {
        isFound = true;
        places.array(path);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            TokenStreamLocation at = parser.currentTokenLocation();
            int number = places.element(at.getLineNr(), at.getColumnNr());
            require(parser, JsonToken.START_OBJECT, "a row must be an object");
            rows++;
            row(kind, number, parser, sink);
        }
    }

    private void row(AlpacaKind kind, int number, JsonParser parser, Sink sink) {
        double[] numbers = new double[kind.numbers()];
        Arrays.fill(numbers, Double.NaN);
        long time = TimeText.FAILED;
        boolean isTimed = false;
        boolean isGood = true;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            int index = kind.indexOf(name);
            if (name.equals("t")) {
                isTimed = true;
                time = time(number, parser, value);
                isGood &= time != TimeText.FAILED;
            } else if (index >= 0) {
                numbers[index] = number(kind, index, number, parser, value);
                isGood &= !Double.isNaN(numbers[index]);
            } else {
                parser.skipChildren();
            }
        }
        if (isGood && isWhole(kind, number, isTimed, numbers)) {
            sink.row(kind, number, time, numbers);
        }
    }

    /** Whether nothing is missing; noted when it is. */
    private boolean isWhole(AlpacaKind kind, int number, boolean isTimed, double[] numbers) {
        if (!isTimed) {
            return bad(number, ".t: must not be missing");
        }
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isNaN(numbers[i])) {
                return bad(number, "." + kind.field(i) + ": must not be missing");
            }
        }
        return true;
    }

    private long time(int number, JsonParser parser, JsonToken value) {
        byte[] text = parser.getString().getBytes(StandardCharsets.UTF_8);
        long time = value == JsonToken.VALUE_STRING ? times.parse(text, 0, text.length) : TimeText.FAILED;
        if (time == TimeText.FAILED) {
            bad(
                    number,
                    ".t: must be " + TimeFormat.OFFSET_DATE_TIME.description + " of the years 1900 to 2199, was "
                            + shown(parser));
        }
        return time;
    }

    private double number(AlpacaKind kind, int index, int number, JsonParser parser, JsonToken token) {
        double value = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT
                ? parser.getDoubleValue()
                : Double.NaN;
        String broken;
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            broken = "must be a finite number";
        } else if (index < kind.prices) {
            broken = range.ruleBroken(value);
        } else {
            broken = value < 0 ? "must not be negative" : null;
        }
        if (broken == null) {
            return value + 0.0;
        }
        bad(number, "." + kind.field(index) + ": " + broken + ", was " + shown(parser));
        parser.skipChildren();
        return Double.NaN;
    }

    private static String shown(JsonParser parser) {
        return parser.currentToken().isScalarValue()
                ? "'" + Rows.shown(parser.getString()) + "'"
                : "no value but a " + (parser.currentToken() == JsonToken.START_ARRAY ? "list" : "structure");
    }

    private boolean bad(int number, String what) {
        problems.note(RowFault.UNREADABLE, number, TimeText.FAILED, what, Repair.DROP_BAD_ROWS);
        return false;
    }

    private void require(JsonParser parser, JsonToken wanted, String rule) {
        if (parser.currentToken() != wanted) {
            throw new SdkException(
                    file.name + at(parser.currentTokenLocation()) + ": " + rule + ", was " + shown(parser));
        }
    }
}
