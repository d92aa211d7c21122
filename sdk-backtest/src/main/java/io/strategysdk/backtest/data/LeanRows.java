package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.backtest.data.LeanLayout.LeanFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Walks the rows of zip files, one after the other. Of a zip file the one entry is read, whatever its name, and no further
 * than the bound: what it says of its own size is not believed.
 */
final class LeanRows implements Places {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_DAY = 86_400_000;

    private record Run(int from, String file) {}

    private final long mostBytes;
    private final List<Run> runs = new ArrayList<>();
    private final TimeText dated = new TimeText(TimeFormat.LOCAL_DATE_TIME);
    private long rows;
    private int numbers;

    /** Takes a row. */
    interface Sink {
        void row(Rows row, int number, LeanFile file);
    }

    LeanRows(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public String of(int number) {
        Run run = runs.get(0);
        for (Run later : runs) {
            run = later.from < number ? later : run;
        }
        return run.file + " line " + (number - run.from);
    }

    /** How many rows there were, good or bad. */
    long rows() {
        return rows;
    }

    void read(LeanFile file, Sink sink) {
        new CsvFile(file.path()).requireFile();
        try (ZipFile zip = new ZipFile(file.path().toFile());
                CheckedInputStream in = new CheckedInputStream(bounded(zip, file), new CRC32());
                PlainRows lines = new PlainRows(file.name(), in, ',')) {
            Run run = new Run(numbers, file.name());
            runs.add(run);
            while (lines.next()) {
                numbers = run.from + lines.line;
                if (!lines.isBlank()) {
                    rows++;
                    sink.row(lines, numbers, file);
                }
            }
            if (lines.needsQuotes()) {
                throw new SdkException(file.name() + " line " + lines.line
                        + ": rows of Lean must be without quotes and end with a line feed, were not");
            }
            requireIntact(file, in, entry(zip, file));
        } catch (ZipException e) {
            throw new SdkException(file.name() + ": zip file must be intact, was not: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new SdkException(file.name() + ": file must be readable, was " + e, e);
        }
    }

    /** What is unpacked is not compared with its check sum otherwise. */
    private static void requireIntact(LeanFile file, CheckedInputStream read, ZipEntry entry) {
        if (read.getChecksum().getValue() != entry.getCrc()) {
            throw new SdkException(file.name() + ": zip file must be intact, was not: check sum of its file differs");
        }
    }

    private static ZipEntry entry(ZipFile zip, LeanFile file) {
        if (zip.size() != 1) {
            throw new SdkException(file.name() + ": zip file must hold one file, was " + zip.size());
        }
        return zip.entries().nextElement();
    }

    private InputStream bounded(ZipFile zip, LeanFile file) throws IOException {
        return new BoundedInput(
                zip.getInputStream(entry(zip, file)),
                mostBytes,
                () -> new SdkException(
                        file.name() + ": unpacked file must not be larger than " + mostBytes + " bytes"));
    }

    /** Time of a row, local nanoseconds since 1970; {@link TimeText#FAILED} when it is none. */
    long time(Rows row, LeanFile file) {
        if (file.day().isEmpty()) {
            return dated.parse(row.bytes, row.trimmedStart(0), row.trimmedEnd(0));
        }
        double millis = DecimalText.parse(row.bytes, row.trimmedStart(0), row.trimmedEnd(0));
        if (!(millis >= 0) || millis >= MILLIS_PER_DAY) {
            return TimeText.FAILED;
        }
        LocalDate day = file.day().get();
        return day.toEpochDay() * TimeText.NANOS_PER_DAY + Math.round(millis * NANOS_PER_MILLI);
    }
}
