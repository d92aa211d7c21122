package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.CsvTicks;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityOfFilesTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final String DAY = "2018-09-12";

    @TempDir
    private Path folder;

    private final Market market = Market.daily(NYSE, "2018-01-01", "2019-12-31", 1);

    private CsvBars file(Consumer<List<String>> defect) throws IOException {
        return file("ACME.csv", defect);
    }

    private CsvBars file(String name, Consumer<List<String>> defect) throws IOException {
        List<String> lines = new ArrayList<>(market.lines(NYSE.zone()));
        defect.accept(lines);
        return CsvBars.file(Files.write(folder.resolve(name), lines), Market.ACME);
    }

    private static int lineOf(List<String> lines, String date) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(date)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no line of " + date);
    }

    /** Puts another row in the place of the one of the day. */
    private static Consumer<List<String>> replaced(String row) {
        return lines -> lines.set(lineOf(lines, DAY), row);
    }

    private static QualityCheck check(CsvBars... files) {
        QualityCheck check = QualityCheck.against(NYSE);
        List.of(files).forEach(check::file);
        return check;
    }

    private static CheckedData applied(FindingKind kind, Treatment treatment, CsvBars file) {
        return check(file).apply(QualityPolicy.DEFAULT.with(kind, treatment));
    }

    @Test
    void aCleanFileHasNoFinding() throws IOException {
        assertThat(check(file(lines -> {})).report().findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2018-09-12,oops,101,99,100,1 | UNREADABLE | must be a finite decimal number, was 'oops'",
                "2018-09-12,100,101,99 | UNREADABLE | row must have 6 columns",
                "2018-09-12,100,101,0,100,1 | IMPOSSIBLE_NUMBER | must be above zero, was '0'",
                "2018-09-12,100,101,-99,100,1 | IMPOSSIBLE_NUMBER | must be above zero, was '-99'",
                "2018-09-12,100,NaN,99,100,1 | IMPOSSIBLE_NUMBER | must be a finite decimal number, was 'NaN'",
                "2018-09-12,100,101,99,100,-1 | IMPOSSIBLE_NUMBER | must not be negative, was '-1'",
                "2018-09-12,100,98,99,100,1 | HIGH_LOW | high must not be below low",
            })
    void aBadRowIsFoundWithItsLineAndTime(String row, FindingKind kind, String rule) throws IOException {
        QualityReport report = check(file(replaced(row))).report();

        Finding finding = report.findings().get(0);
        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactly(kind, FindingKind.MISSING_SESSIONS); // that of the row, which is left out
        assertThat(finding.count()).isEqualTo(1);
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.first())
                .contains(LocalDate.parse(DAY).atStartOfDay(NYSE.zone()).toInstant());
        assertThat(finding.examples().get(0).text()).startsWith("line 177").contains(rule);
    }

    @Test
    void ofManyBadRowsTheFirstAreExamplesAndAllAreCounted() throws IOException {
        CsvBars file = file(lines -> {
            for (int line = 20; line < 32; line++) {
                lines.set(line, lines.get(line).substring(0, 10) + ",oops,101,99,100,1");
            }
        });
        String first = market.lines(NYSE.zone()).get(20).substring(0, 10);
        String last = market.lines(NYSE.zone()).get(31).substring(0, 10);

        Finding finding = check(file).report().findings().get(0);

        assertThat(finding.count()).isEqualTo(12);
        assertThat(finding.values())
                .containsEntry("rows", "12")
                .containsEntry("rowsInFile", Integer.toString(market.rows.size()));
        assertThat(finding.first())
                .contains(LocalDate.parse(first).atStartOfDay(NYSE.zone()).toInstant());
        assertThat(finding.last())
                .contains(LocalDate.parse(last).atStartOfDay(NYSE.zone()).toInstant());
        assertThat(finding.examples()).hasSize(10);
        assertThat(finding.examples().get(9).text()).startsWith("line 30 column 'open'");
        QualitySettings three = new QualitySettings(60, 12, 0.03, 0.01, 0.001, 4, 5, 10, 10, 0.002, 0.03, 3, 10, 5, 3);
        assertThat(check(file).settings(three).report().findings().get(0).examples())
                .hasSize(3);
    }

    @Test
    void whatThePolicyRefusesIsRefusedWithAllOfIt() throws IOException {
        CsvBars bad = file(lines -> {
            lines.set(5, "2018-01-08,1,2,3,4,5");
            lines.set(lineOf(lines, DAY), "2018-09-12,oops,101,99,100,1");
        });

        assertThatExceptionOfType(QualityException.class)
                .isThrownBy(() -> check(bad).apply(QualityPolicy.DEFAULT))
                .withMessageStartingWith("data must not have 2 findings that the quality policy refuses:\n")
                .withMessageContaining("ACME: unreadable (error): 1 row of ACME.csv, first line 177 column 'open'")
                .withMessageContaining(
                        "ACME: high_low (error): 1 row of ACME.csv, first line 6: high must not be below low")
                .satisfies(refused -> assertThat(refused.findings())
                        .extracting(Finding::kind)
                        .containsExactly(FindingKind.UNREADABLE, FindingKind.HIGH_LOW));
    }

    @Test
    void badRowsAreDroppedByName() throws IOException {
        CheckedData data = applied(
                FindingKind.UNREADABLE, Treatment.DROP_BAD_ROWS, file(replaced("2018-09-12,oops,101,99,100,1")));

        assertThat(data.bars().get(0).size()).isEqualTo(market.rows.size() - 1);
        assertThat(data.treated().get(0).changed()).isEqualTo(1);
        assertThat(data.warnings().get(0))
                .startsWith("ACME: data quality: unreadable, repaired by drop_bad_rows, 1: 1 row of ACME.csv");
        assertThat(data.warnings().get(1)).startsWith("ACME: data quality: missing_sessions, marked, 1: ");
    }

    @Test
    void highAndLowAreClampedByName() throws IOException {
        CheckedData data = applied(
                FindingKind.HIGH_LOW, Treatment.CLAMP_HIGH_LOW, file(replaced("2018-09-12,100,99,98,101,1000")));

        BarColumns bars = data.bars().get(0);
        int row = market.rowOf(DAY);
        assertThat(bars.size()).isEqualTo(market.rows.size());
        assertThat(bars.high(row)).isEqualTo(101);
        assertThat(bars.low(row)).isEqualTo(98);
    }

    @Test
    void rowsOutOfOrderAreFoundAndSorted() throws IOException {
        CsvBars file = file(lines -> Collections.swap(lines, lineOf(lines, DAY), lineOf(lines, DAY) + 1));

        Finding finding = check(file).report().findings().get(0);
        CheckedData data = applied(FindingKind.OUT_OF_ORDER, Treatment.SORT, file);

        assertThat(check(file).report().findings()).hasSize(1);
        assertThat(finding.kind()).isEqualTo(FindingKind.OUT_OF_ORDER);
        assertThat(finding.count()).isEqualTo(1);
        assertThat(data.bars().get(0).size()).isEqualTo(market.rows.size());
        assertThatExceptionOfType(QualityException.class)
                .isThrownBy(() -> check(file).apply(QualityPolicy.DEFAULT))
                .withMessageContaining("out_of_order");
    }

    /** failures.md 12: the same bar twice. */
    @Test
    void duplicatesAreToldFromContradictions() throws IOException {
        CsvBars file = file(lines -> {
            int line = lineOf(lines, DAY);
            lines.add(line, lines.get(line));
            lines.add(30, lines.get(29).substring(0, 10) + ",1,1,1,1,1");
        });

        assertThat(check(file).report().findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.DUPLICATE, FindingKind.CONTRADICTION);
        QualityPolicy keepFirst = QualityPolicy.DEFAULT.withDuplicates(Treatment.KEEP_FIRST_DUPLICATE);
        QualityPolicy keepLast = QualityPolicy.DEFAULT.withDuplicates(Treatment.KEEP_LAST_DUPLICATE);
        assertThat(check(file).apply(keepFirst).bars().get(0).close(28)).isEqualTo(market.rows.get(28).prices[3]);
        assertThat(check(file).apply(keepLast).bars().get(0).close(28)).isEqualTo(1);
    }

    @Test
    void aDateWithoutASessionIsFound() throws IOException {
        CsvBars file = file(lines -> lines.add(lineOf(lines, "2018-07-05"), "2018-07-04,100,100,100,100,1"));

        assertThat(check(file).report().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.NOT_A_SESSION);
            assertThat(finding.first()).contains(Instant.parse("2018-07-04T04:00:00Z"));
        });
        assertThat(applied(FindingKind.NOT_A_SESSION, Treatment.DROP_NON_SESSIONS, file)
                        .bars()
                        .get(0)
                        .size())
                .isEqualTo(market.rows.size());
    }

    @ParameterizedTest
    @CsvSource({"1, late", "-1, early"})
    void datesThatLieADayOffAreSaid(int days, String words) throws IOException {
        CsvBars file = file(lines -> {
            for (int i = 1; i < lines.size(); i++) {
                LocalDate date = LocalDate.parse(lines.get(i).substring(0, 10));
                lines.set(i, date.plusDays(days) + lines.get(i).substring(10));
            }
        });

        Finding finding = check(file)
                .report()
                .series()
                .get(0)
                .finding(FindingKind.TIME_SHIFT)
                .orElseThrow();

        assertThat(finding.text()).startsWith("dates lie one day " + words);
        assertThat(finding.values())
                .containsEntry("days", Integer.toString(days))
                .containsEntry("sessionsWhenMoved", "100 %");
    }

    @Test
    void aLastLineThatMayBeCutOffIsSaid() throws IOException {
        CsvBars file = file(lines -> {});
        Path path = folder.resolve("ACME.csv");
        Files.writeString(path, Files.readString(path).stripTrailing());

        assertThat(check(file).report().findings()).extracting(Finding::kind).containsExactly(FindingKind.CUT_OFF);
    }

    @Test
    void aFileThatCannotBeReadIsAFindingToo() {
        CsvBars missing = CsvBars.file(folder.resolve("NONE.csv"), Market.ACME);

        assertThat(check(missing).report().series().get(0).bars()).isZero();
        assertThat(check(missing).report().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(FindingKind.UNREADABLE));
        assertThatExceptionOfType(QualityException.class)
                .isThrownBy(() -> applied(FindingKind.UNREADABLE, Treatment.DROP_BAD_ROWS, missing));
        assertThatIllegalStateException().isThrownBy(() -> check().report());
    }

    @Nested
    class OfTwoFiles {
        @Test
        void theSameRowsAreToldFromContradictingOnes() throws IOException {
            CsvBars first =
                    file("OLD.csv", lines -> lines.subList(300, lines.size()).clear());
            CsvBars same = file("NEW.csv", lines -> lines.subList(1, 290).clear());
            CsvBars other = file("OTHER.csv", lines -> {
                lines.subList(1, 290).clear();
                lines.set(2, lines.get(2).substring(0, 10) + ",100,100,100,100,1");
            });
            CsvBars later = file("LATER.csv", lines -> lines.subList(1, 300).clear());

            assertThat(check(first, same).report().findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(FindingKind.OVERLAPPING_FILES);
                assertThat(finding.count()).isEqualTo(10);
                assertThat(finding.text()).contains("OLD.csv");
            });
            assertThat(check(first, other).report().series().get(1).finding(FindingKind.CONTRADICTING_FILES))
                    .get()
                    .satisfies(finding -> {
                        assertThat(finding.count()).isEqualTo(1);
                        assertThat(finding.values()).containsEntry("same", "9").containsEntry("different", "1");
                    });
            assertThat(check(first, later).report().findings()).isEmpty();
        }
    }

    @Nested
    class OfQuotes {
        @Test
        void aCrossedBidAskBarIsFoundAndDropped() throws IOException {
            String text = """
                    date,bid_open,bid_high,bid_low,bid_close,ask_open,ask_high,ask_low,ask_close
                    2018-09-11,10,11,9,10,10.1,11.1,9.1,10.1
                    2018-09-12,10,11,9,10,10.1,11.1,8.9,10.1
                    2018-09-13,10,11,9,10,10.1,11.1,9.1,10.1
                    """;
            CsvBars file = CsvBars.file(Files.writeString(folder.resolve("Q.csv"), text), Market.ACME)
                    .timeframe(Timeframe.DAY);

            assertThat(check(file).report().findings())
                    .extracting(Finding::kind, Finding::count)
                    .contains(tuple(FindingKind.CROSSED, 1L));
            BarColumns bars = applied(FindingKind.CROSSED, Treatment.DROP_BAD_ROWS, file)
                    .bars()
                    .get(0);
            assertThat(bars.size()).isEqualTo(2);
            assertThat(bars.isQuoted()).isTrue();
        }

        @Test
        void rowsOfTicksAreLookedAtAndSorted() throws IOException {
            String text = """
                    time,bid,bid_size,ask,ask_size
                    2018-09-12T09:30:00,10,1,10.1,1
                    2018-09-12T09:30:02,10,1,10.1,1
                    2018-09-12T09:30:01,10,1,10.1,1
                    2018-09-12T09:30:03,10.2,1,10.1,1
                    2018-09-12T09:30:04,-1,1,10.1,1
                    """;
            CsvTicks file = CsvTicks.file(Files.writeString(folder.resolve("T.csv"), text), Market.ACME);
            QualityCheck check = QualityCheck.against(NYSE).file(file);

            assertThat(check.report().findings())
                    .extracting(Finding::kind, Finding::count)
                    .containsExactly(
                            tuple(FindingKind.IMPOSSIBLE_NUMBER, 1L),
                            tuple(FindingKind.CROSSED, 1L),
                            tuple(FindingKind.OUT_OF_ORDER, 1L));
            QualityPolicy policy = QualityPolicy.DEFAULT
                    .with(FindingKind.IMPOSSIBLE_NUMBER, Treatment.DROP_BAD_ROWS)
                    .with(FindingKind.CROSSED, Treatment.DROP_BAD_ROWS)
                    .with(FindingKind.OUT_OF_ORDER, Treatment.SORT);
            assertThat(check.apply(policy).bars().get(0).size()).isEqualTo(3);
        }
    }

    @Nested
    class OfPolicies {
        @Test
        void whatIsDoubtfulIsMarkedAndKept() {
            market.scale(market.rowOf(DAY), market.rowOf(DAY) + 1, 1.3);

            CheckedData data = QualityCheck.against(NYSE).bars(market.bars()).apply(QualityPolicy.DEFAULT);

            assertThat(data.bars().get(0).size()).isEqualTo(market.rows.size());
            assertThat(data.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("ACME: data quality: outlier, marked, 2: 2 returns are far outside");
            assertThat(data.notes()).isEmpty();
        }

        @Test
        void whatUsersMustOnlyKnowIsANoteUntilItIsRepaired() {
            market.rows.get(7).volume = 0;
            QualityCheck check = QualityCheck.against(NYSE).bars(market.bars());

            CheckedData marked = check.apply(QualityPolicy.DEFAULT);
            CheckedData dropped = check.apply(QualityPolicy.DEFAULT.with(FindingKind.NO_VOLUME, Treatment.DROP_BARS));

            assertThat(marked.warnings()).isEmpty();
            assertThat(marked.notes())
                    .singleElement()
                    .asString()
                    .startsWith("ACME: data quality: no_volume, marked, 1: 1 bar has no volume");
            assertThat(dropped.notes()).isEmpty();
            assertThat(dropped.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("ACME: data quality: no_volume, repaired by drop_bars, 1: ");
        }

        @Test
        void barsOfAFindingAreDroppedByName() {
            market.scale(market.rowOf(DAY), market.rowOf(DAY) + 1, 1.3);

            CheckedData data = QualityCheck.against(NYSE)
                    .bars(market.bars())
                    .apply(QualityPolicy.DEFAULT.with(FindingKind.OUTLIER, Treatment.DROP_BARS));

            assertThat(data.bars().get(0).size()).isEqualTo(market.rows.size() - 2);
            assertThat(data.treated().get(0).changed()).isEqualTo(2);
            assertThat(data.describe()).contains("repairs outlier by drop_bars");
        }

        @Test
        void anotherCompanyIsLeftOutAsAWhole() {
            int row = market.rowOf(DAY);
            market.scale(0, row, 0.01);
            market.rows.subList(0, row).forEach(each -> each.volume = 100);

            CheckedData data = QualityCheck.against(NYSE)
                    .bars(market.bars())
                    .apply(QualityPolicy.DEFAULT.with(FindingKind.OTHER_COMPANY, Treatment.DROP_BEFORE));

            assertThat(data.bars().get(0).size()).isEqualTo(market.rows.size() - row);
            assertThat(data.bars().get(0).openEpochNanos(0)).isEqualTo(market.rows.get(row).open);
        }

        @Test
        void repairsThatLeaveNothingAreRefused() {
            Market night = Market.daily(NYSE, "2018-01-02", "2018-01-02", 1);
            BarColumns.Builder bars = BarColumns.builder(Market.ACME, Timeframe.minutes(1));
            bars.bar(night.rows.get(0).close, night.rows.get(0).close + 60_000_000_000L, 1, 1, 1, 1, 1);
            QualityPolicy policy = QualityPolicy.DEFAULT.with(FindingKind.OUTSIDE_SESSIONS, Treatment.DROP_BARS);

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(
                            () -> QualityCheck.against(NYSE).bars(bars.build()).apply(policy))
                    .withMessage("bars: repairs must leave a bar, left none of 1");
        }

        @Test
        void whatIsNotWellDefinedIsRefusedWithTheReason() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> QualityPolicy.DEFAULT.with(FindingKind.MISSING_SESSIONS, Treatment.DROP_BARS))
                    .withMessage(
                            "treatment of missing_sessions must be one of refuse, mark: prices that were never seen are"
                                    + " not made up, was drop_bars");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> QualityPolicy.DEFAULT.with(FindingKind.DUPLICATE, Treatment.MARK))
                    .withMessageContaining("one moment has one bar, and which one must be said, was mark");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> QualityPolicy.DEFAULT
                            .with(FindingKind.DUPLICATE, Treatment.KEEP_FIRST_DUPLICATE)
                            .with(FindingKind.CONTRADICTION, Treatment.KEEP_LAST_DUPLICATE))
                    .withMessageContaining("the same must be kept, was keep_first_duplicate and keep_last_duplicate");
        }

        @Test
        void theDefaultRefusesWhatCannotBeTrue() {
            for (FindingKind kind : FindingKind.values()) {
                assertThat(QualityPolicy.DEFAULT.of(kind) == Treatment.REFUSE)
                        .as(kind.toString())
                        .isEqualTo(kind.severity() == Severity.ERROR || kind == FindingKind.OVERLAPPING_FILES);
            }
        }
    }
}
