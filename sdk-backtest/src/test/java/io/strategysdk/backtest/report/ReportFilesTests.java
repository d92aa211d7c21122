package io.strategysdk.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.internal.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports on disk: whole or not at all, and long ones without a copy of all in memory. */
class ReportFilesTests {
    private static final Report REPORT = Report.of(SampleRun.daily());

    private static final class SmallPieces implements Appendable {
        private int largest;

        @Override
        public Appendable append(CharSequence text) {
            largest = Math.max(largest, text.length());
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            return append(text.subSequence(start, end));
        }

        @Override
        public Appendable append(char c) {
            return this;
        }
    }

    @Test
    void writesAllFilesWholeAndReplacesOldOnes(@TempDir Path directory) throws IOException {
        Path target = directory.resolve("new").resolve("deep");
        REPORT.writeTo(target);

        List<Path> files = REPORT.writeTo(target);

        assertThat(files).allMatch(Files::isRegularFile).hasSize(4);
        assertThat(target.resolve("report.html")).hasContent(REPORT.html());
        try (var all = Files.list(target)) {
            assertThat(all).hasSize(4);
        }
    }

    @Test
    void aWriteThatFailsHalfwayLeavesTheOldFileAsItWas(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("equity.csv"), "old");

        assertThatThrownBy(() -> WholeFile.writeText("report", file, out -> {
                    out.append("half");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith("report file must be writable: " + file);
        assertThat(file).hasContent("old");
        try (var all = Files.list(directory)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void theEquityOfALongRunIsWrittenInSmallPieces(@TempDir Path directory) throws IOException {
        EquityCurve.Builder curve = EquityCurve.builder(0, 100);
        for (int i = 1; i <= 40_000; i++) {
            curve.mark(i * 60_000_000_000L, 100 + i % 7);
        }
        Statistics statistics =
                Statistics.builder(curve.build().daily(ZoneOffset.UTC)).build();
        Report report = Report.of(ReportData.builder("long", "1", statistics).build());
        SmallPieces pieces = new SmallPieces();

        Path file = report.writeEquityCsv(directory.resolve("equity.csv"));
        CsvReport.equity(ReportData.builder("long", "1", statistics).build(), pieces);

        assertThat(Files.readString(file)).isEqualTo(report.equityCsv()).hasLineCount(40_002);
        assertThat(pieces.largest).isLessThan(100);
    }

    @Test
    void errorsNameTheFile(@TempDir Path directory) throws IOException {
        Path blocked = directory.resolve("report.html");
        Files.createDirectories(blocked.resolve("full"));

        assertThatThrownBy(() -> REPORT.writeHtml(blocked))
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith("report file must be writable: " + blocked);
        try (var all = Files.list(directory)) {
            assertThat(all).containsExactly(blocked);
        }
    }
}
