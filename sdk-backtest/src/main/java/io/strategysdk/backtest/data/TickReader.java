package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns rows into quotes and trades. */
final class TickReader {
    private static final CsvColumn[] OF_QUOTES = {CsvColumn.BID, CsvColumn.BID_SIZE, CsvColumn.ASK, CsvColumn.ASK_SIZE};
    private static final CsvColumn[] OF_TRADES = {CsvColumn.PRICE, CsvColumn.SIZE};

    private final FieldReader fields;
    private final Problems problems;
    private final Instrument instrument;
    private final int mostRows;
    private final Optional<ZoneId> zone;
    private final Optional<LocalTimes> localTimes;
    private final int kind;
    private final int bid;
    private final int bidSize;
    private final int ask;
    private final int askSize;
    private final int price;
    private final int size;
    /** Columns that must be empty on a row of the other kind. */
    private final int[] ofQuotes;

    private final int[] ofTrades;
    private final List<MarketEvent> events = new ArrayList<>();
    private long newest = Long.MIN_VALUE;
    private int newestLine;

    /** What a row is. */
    private enum Kind {
        QUOTE,
        TRADE,
        NEITHER
    }

    TickReader(CsvTicks csv, Columns columns, TimeFormat format, Optional<ZoneId> zone, Problems problems) {
        this.problems = problems;
        this.zone = zone;
        instrument = csv.layout.instrument();
        mostRows = csv.mostRows;
        fields = new FieldReader(columns, format, csv.layout.dateOrder(), problems, PriceRange.of(instrument));
        localTimes = zone.map(LocalTimes::new);
        kind = columns.index(CsvColumn.KIND);
        bid = columns.index(CsvColumn.BID);
        bidSize = columns.index(CsvColumn.BID_SIZE);
        ask = columns.index(CsvColumn.ASK);
        askSize = columns.index(CsvColumn.ASK_SIZE);
        price = columns.index(CsvColumn.PRICE);
        size = columns.index(CsvColumn.SIZE);
        ofQuotes = indexes(columns, OF_QUOTES);
        ofTrades = indexes(columns, OF_TRADES);
    }

    private static int[] indexes(Columns columns, CsvColumn... of) {
        return Stream.of(of)
                .mapToInt(columns::index)
                .filter(index -> index != Columns.ABSENT)
                .toArray();
    }

    /** Reads the current row and all that follow. */
    void readAll(Rows rows) throws IOException {
        do {
            if (!rows.isBlank() && fields.isWhole(rows)) {
                read(rows);
            }
        } while (rows.next());
    }

    /** In the order of the file. */
    List<MarketEvent> events() {
        return events;
    }

    private void read(Rows row) {
        long time = timeOf(row);
        Optional<MarketEvent> event = switch (kindOf(row)) {
            case QUOTE -> quote(row, time);
            case TRADE -> trade(row, time);
            case NEITHER -> Optional.empty();
        };
        if (time == TimeText.FAILED || event.isEmpty() || (!isInOrder(row, time) && !problems.looksOnly())) {
            return;
        }
        if (events.size() == mostRows) {
            throw new SdkException(row.fileName + " line " + row.line + ": file must not hold more than " + mostRows
                    + " quotes and trades; split it, allow more, or give the JVM a larger heap");
        }
        newestLine = time >= newest ? row.line : newestLine;
        newest = Math.max(newest, time);
        events.add(event.get());
    }

    /** UTC; {@link TimeText#FAILED} when a problem was noted. A time that is the one before it is the same moment. */
    private long timeOf(Rows row) {
        long time = fields.timeOf(row);
        if (time == TimeText.FAILED || localTimes.isEmpty()) {
            return time;
        }
        long before = newest == Long.MIN_VALUE ? newest : newest - 1;
        long instant = localTimes.get().instant(time, before);
        if (instant == LocalTimes.SKIPPED) {
            problems.note(
                    RowFault.WRONG_TIME,
                    row.line,
                    time,
                    LocalTimes.broken(LocalTimes.MUST_EXIST, time, zone.orElseThrow()));
            return TimeText.FAILED;
        }
        return instant;
    }

    private boolean isInOrder(Rows row, long time) {
        if (time >= newest) {
            return true;
        }
        problems.note(
                RowFault.OUT_OF_ORDER,
                row.line,
                fields.anyTimeOf(row),
                ": time must not be before that of line " + newestLine + ", " + Clock.instantOf(newest) + ", was "
                        + Clock.instantOf(time));
        return false;
    }

    /** Where rows can be of one kind only, they are, unless they say that they are of the other. */
    private Kind kindOf(Rows row) {
        boolean mayBeQuote = bid != Columns.ABSENT;
        boolean mayBeTrade = price != Columns.ABSENT;
        Kind only = mayBeQuote ? Kind.QUOTE : Kind.TRADE;
        if (kind == Columns.ABSENT) {
            return only;
        }
        Kind told = named(row.shown(kind).toLowerCase(Locale.ROOT));
        if (mayBeQuote && mayBeTrade) {
            if (told == Kind.NEITHER) {
                fields.bad(row, kind, "must be quote or trade");
            }
            return told;
        }
        if (told != Kind.NEITHER && told != only) {
            fields.bad(row, kind, "must be " + (mayBeQuote ? "quote" : "trade") + ", for the other it has no columns");
            return Kind.NEITHER;
        }
        return only;
    }

    private static Kind named(String text) {
        return switch (text) {
            case "quote", "q" -> Kind.QUOTE;
            case "trade", "t" -> Kind.TRADE;
            default -> Kind.NEITHER;
        };
    }

    private Optional<MarketEvent> quote(Rows row, long time) {
        double bidPrice = fields.price(row, bid);
        double bidQuantity = fields.quantity(row, bidSize);
        double askPrice = fields.price(row, ask);
        double askQuantity = fields.quantity(row, askSize);
        if (bidPrice > askPrice) {
            problems.note(
                    RowFault.CROSSED,
                    row.line,
                    fields.anyTimeOf(row),
                    ": bid must not be above the ask, was bid " + row.shown(bid) + " and ask " + row.shown(ask));
        }
        boolean isGood = areEmpty(row, ofTrades, "quote") && bidPrice <= askPrice && bidQuantity + askQuantity >= 0;
        return isGood
                ? Optional.of(new Quote(instrument, time, bidPrice, bidQuantity, askPrice, askQuantity))
                : Optional.empty();
    }

    private Optional<MarketEvent> trade(Rows row, long time) {
        double tradePrice = fields.price(row, price);
        double tradeQuantity = fields.quantity(row, size);
        boolean isGood = areEmpty(row, ofQuotes, "trade") && tradePrice > 0 && tradeQuantity >= 0;
        return isGood ? Optional.of(new Trade(instrument, time, tradePrice, tradeQuantity)) : Optional.empty();
    }

    private boolean areEmpty(Rows row, int[] others, String kindOfRow) {
        boolean areEmpty = true;
        for (int index : others) {
            if (row.trimmedEnd(index) > row.trimmedStart(index)) {
                fields.bad(row, index, "must be empty where the row is a " + kindOfRow);
                areEmpty = false;
            }
        }
        return areEmpty;
    }
}
