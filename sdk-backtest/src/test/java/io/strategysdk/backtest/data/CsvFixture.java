package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files with given lines, and bars as lines of text. */
final class CsvFixture {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final Instrument AIG = Instrument.equity("AIG");
    static final String HEADER = "time,open,high,low,close,volume\n";

    static final String TWO_DAYS = """
            date,open,high,low,close,volume
            2020-11-25,10,12,9.5,11,1000
            2020-11-27,11,11.5,10.25,10.5,800
            """;

    private CsvFixture() {}

    static CsvBars daily(Path folder, String text) {
        return csv(folder, text).calendar(TradingCalendars.nyse());
    }

    static CsvBars csv(Path folder, String text) {
        return csv(folder, "AIG.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    static CsvBars csv(Path folder, String name, byte[] bytes) {
        try {
            return CsvBars.file(Files.write(folder.resolve(name), bytes), AIG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Open to close, then open, high, low, close and volume. */
    static List<String> lines(BarColumns bars) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            lines.add(Clock.instantOf(bars.openEpochNanos(i)) + " to " + Clock.instantOf(bars.epochNanos(i)) + ": "
                    + bars.open(i) + " " + bars.high(i) + " " + bars.low(i) + " " + bars.close(i) + " "
                    + bars.volume(i));
        }
        return lines;
    }

    static List<String> opens(LoadedBars result) {
        List<String> opens = new ArrayList<>();
        for (int i = 0; i < result.bars().size(); i++) {
            opens.add(Clock.instantOf(result.bars().openEpochNanos(i)).toString());
        }
        return opens;
    }
}
