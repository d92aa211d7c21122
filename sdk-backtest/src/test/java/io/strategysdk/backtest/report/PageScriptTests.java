package io.strategysdk.backtest.report;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.backtest.statistics.Statistics;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTableRow;
import org.htmlunit.javascript.host.event.KeyboardEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page's script does, in a browser. */
class PageScriptTests {
    private static final int PAGE = 25;
    private static final SampleBook BOOK = SampleBook.of(30);
    private static final Report REPORT = Report.of(BOOK.data());
    private static final Map<String, Function<RoundTrip, Comparable<?>>> VALUES = Map.ofEntries(
            Map.entry("Strategy", RoundTrip::strategy),
            Map.entry("Instrument", trade -> trade.instrument().symbol()),
            Map.entry("Side", trade -> trade.entrySide() == Side.BUY ? "Long" : "Short"),
            Map.entry("Quantity", trade -> trade.quantity().toBigDecimal()),
            Map.entry("Entry", RoundTrip::entryTime),
            Map.entry("Entry price", trade -> trade.entryPrice().toBigDecimal()),
            Map.entry("Exit", RoundTrip::exitTime),
            Map.entry("Exit price", trade -> trade.exitPrice().toBigDecimal()),
            Map.entry("Days", trade -> trade.duration().toDays()),
            Map.entry("Fees", RoundTrip::fees),
            Map.entry("Return", PageScriptTests::tenthsOfAPercent),
            Map.entry("Net P&L", RoundTrip::netPnl));

    /** As it is shown: what looks equal is equal. */
    private static BigDecimal tenthsOfAPercent(RoundTrip trade) {
        return new BigDecimal(trade.returnOnEntry().orElse(0)).setScale(3, RoundingMode.HALF_EVEN);
    }

    /** Numbers of the trades in order, those without a value last, equal ones in the order of their exits. */
    private static List<String> sorted(String column, boolean ascending) {
        Function<RoundTrip, Comparable<?>> value = Objects.requireNonNull(VALUES.get(column));
        Comparator<RoundTrip> order = (a, b) -> compare(value.apply(a), value.apply(b));
        Comparator<RoundTrip> missingLast = Comparator.comparing(
                trade -> column.equals("Return") && trade.returnOnEntry().isEmpty());
        List<RoundTrip> trades = new ArrayList<>(BOOK.trades());
        trades.sort(missingLast.thenComparing(ascending ? order : order.reversed()));
        return trades.stream()
                .map(trade -> Integer.toString(BOOK.trades().indexOf(trade) + 1))
                .toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // values of one column are of one type
    private static int compare(Comparable one, Comparable other) {
        return one.compareTo(other);
    }

    private static Report plain(EquityCurve equity) {
        Statistics statistics = Statistics.builder(equity.daily(ZoneOffset.UTC)).build();
        return Report.of(ReportData.builder("plain", "1", statistics).build());
    }

    @Test
    void theReportOfABacktestOpensWithoutErrorsAndAsksForNothing(@TempDir Path directory) throws IOException {
        Trial trial = Trial.minutes();
        for (int minute = 0; minute < 20; minute++) {
            trial.bar(10 + minute, 11 + minute, 9 + minute, 10.5 + minute);
        }
        trial.order(1, OrderIntent.buy(ACME, 10)).order(9, OrderIntent.sell(ACME, 4));
        Path file = trial.run().report().writeHtml(directory.resolve("report.html"));

        try (OpenedPage opened = OpenedPage.of(Files.readString(file))) {
            assertThat(opened.cells("Net P&L")).containsExactly("32.00");
            assertThat(opened.cells("Entry")).containsExactly("2024-03-05 00:03");
            for (String chart : List.of("equity-chart", "drawdown-chart", "price-chart")) {
                assertThat(opened.element(chart).getByXPath(".//*[@d]")).hasSizeGreaterThan(2);
                assertThat(opened.element(chart).asXml()).doesNotContain("NaN", "Infinity", "undefined");
            }
            assertThat(opened.requests()).isEqualTo(1);
        }
    }

    @Test
    void eachColumnSortsBothWaysOverAllPages() throws IOException {
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            List<String> columns = opened.columns().subList(1, opened.columns().size());
            assertThat(columns).containsExactlyInAnyOrderElementsOf(VALUES.keySet());
            for (String column : columns) {
                opened.sortBy(column);
                assertThat(opened.cellsToTheEnd("#")).as(column).isEqualTo(sorted(column, true));

                opened.sortBy(column);
                assertThat(opened.cellsToTheEnd("#")).as(column + " descending").isEqualTo(sorted(column, false));
            }
        }
    }

    @Test
    void theListBeginsInTheOrderOfExitsAndTurnsRoundAtAClick() throws IOException {
        List<String> numbers = IntStream.rangeClosed(1, BOOK.trades().size())
                .mapToObj(Integer::toString)
                .toList();
        List<String> backwards = new ArrayList<>(numbers);
        Collections.reverse(backwards);
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            assertThat(opened.cellsToTheEnd("#")).isEqualTo(numbers);

            opened.sortBy("#");

            assertThat(opened.cellsToTheEnd("#")).isEqualTo(backwards);
        }
    }

    @Test
    void theHeadOfTheSortedColumnSaysSo() throws IOException {
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            assertThat(opened.columns()).hasSize(13).doesNotHaveDuplicates();
            assertThat(opened.columns()).allMatch(c -> opened.sortOf(c).equals(c.equals("#") ? "ascending" : "none"));

            opened.sortBy("Fees");
            assertThat(opened.columns())
                    .allMatch(c -> opened.sortOf(c).equals(c.equals("Fees") ? "ascending" : "none"));

            opened.sortBy("Fees");
            assertThat(opened.sortOf("Fees")).isEqualTo("descending");
            opened.sortBy("Side");
            assertThat(opened.sortOf("Side")).isEqualTo("ascending");
        }
    }

    @Test
    void lossesAreMarkedAndHaveTrueMinusSigns() throws IOException {
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            int column = opened.columns().indexOf("Net P&L");
            assertThat(opened.trades()).hasSize(PAGE).allSatisfy(row -> {
                RoundTrip trade =
                        BOOK.trades().get(Integer.parseInt(row.getCell(0).getTextContent()) - 1);
                assertThat(row.getCell(column).getTextContent())
                        .isEqualTo(FigureTexts.money(trade.netPnl()).replace('-', '−'));
                assertThat(row.getCell(column).getAttribute("class").contains("down"))
                        .isEqualTo(trade.netPnl().signum() < 0);
            });
        }
    }

    @Test
    void pagesAreTurnedToTheirEnds() throws IOException {
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            DomElement place = (DomElement) opened.page.getFirstByXPath("//nav/span");

            assertThat(place.getAttribute("aria-live")).isEqualTo("polite");
            assertThat(place.getTextContent()).isEqualTo("Page 1 of 2");
            assertThat(opened.button("Previous").isDisabled()).isTrue();
            assertThat(opened.button("First").isDisabled()).isTrue();

            opened.button("Last").click();
            assertThat(place.getTextContent()).isEqualTo("Page 2 of 2");
            assertThat(opened.trades()).hasSize(BOOK.trades().size() - PAGE);
            assertThat(opened.button("Next").isDisabled()).isTrue();
            assertThat(opened.button("Last").isDisabled()).isTrue();

            opened.button("Previous").click();
            assertThat(opened.cells("#")).startsWith("1").endsWith("25");
            opened.sortBy("Days");
            assertThat(place.getTextContent()).isEqualTo("Page 1 of 2");
        }
    }

    @Test
    void aPhoneUnfoldsWhatItHasNoColumnFor() throws IOException {
        try (OpenedPage opened = OpenedPage.onPhone(REPORT)) {
            HtmlTableRow row = opened.trades().get(4);
            assertThat(opened.displayed(row)).hasSize(4);

            row.click();

            HtmlTableRow chosen = opened.trades().get(4);
            HtmlTableRow more = opened.rows().get(5);
            assertThat(OpenedPage.isMore(more)).isTrue();
            assertThat(more.isDisplayed()).isTrue();
            assertThat(opened.displayed(chosen)).hasSize(4);
            for (String column : opened.columns()) {
                String value = opened.cells(column).get(4);
                assertThat(opened.displayed(chosen).contains(value)
                                || more.getTextContent().contains(column + " " + value))
                        .as(column)
                        .isTrue();
            }
        }
    }

    @Test
    void aDesktopHasAllInColumnsAndNothingToUnfold() throws IOException {
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            opened.trades().get(4).click();

            assertThat(opened.displayed(opened.trades().get(4))).hasSize(13);
            assertThat(opened.rows().get(5).isDisplayed()).isFalse();
        }
    }

    @Test
    void oneTradeIsUnfoldedAtATimeByClickOrByKey() throws IOException {
        try (OpenedPage opened = OpenedPage.onPhone(REPORT)) {
            opened.trades().get(2).click();
            assertThat(unfolded(opened)).containsExactly("3");

            opened.trades().get(7).type(KeyboardEvent.DOM_VK_RETURN);
            assertThat(unfolded(opened)).containsExactly("8");

            opened.trades().get(7).click();
            assertThat(unfolded(opened)).isEmpty();
        }
    }

    @Test
    void whatIsUnfoldedStaysWithItsTrade() throws IOException {
        try (OpenedPage opened = OpenedPage.onPhone(REPORT)) {
            opened.trades().get(2).click();

            opened.sortBy("Net P&L");
            while (!opened.cells("#").contains("3")) {
                assertThat(unfolded(opened)).isEmpty();
                opened.button("Next").click();
            }
            assertThat(unfolded(opened)).containsExactly("3");
            opened.sortBy("#");
            opened.button("Last").click();
            assertThat(unfolded(opened)).isEmpty();
            opened.button("First").click();
            assertThat(unfolded(opened)).containsExactly("3");
        }
    }

    /** Numbers of the trades that are selected, each of which must have its other columns right below. */
    private static List<String> unfolded(OpenedPage opened) {
        List<HtmlTableRow> rows = opened.rows();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            boolean before =
                    i > 0 && rows.get(i - 1).getAttribute("aria-selected").equals("true");
            assertThat(OpenedPage.isMore(rows.get(i))).isEqualTo(before);
            if (before) {
                String number = rows.get(i - 1).getCell(0).getTextContent();
                assertThat(rows.get(i).getTextContent()).startsWith("# " + number + " ");
                numbers.add(number);
            }
        }
        return numbers;
    }

    @Test
    void paperHasAllTradesAndTheScreenItsPageAgain() throws IOException {
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            opened.sortBy("Net P&L");
            opened.button("Next").click();
            List<String> onShow = opened.cells("#");

            opened.happen("beforeprint");
            assertThat(opened.cells("#")).isEqualTo(sorted("Net P&L", true));
            assertThat(opened.element("unprinted").isDisplayed()).isFalse();

            opened.happen("afterprint");
            assertThat(opened.cells("#")).isEqualTo(onShow);
        }
    }

    @Test
    void aChosenTradeIsShownInTheChartOfItsInstrument() throws IOException {
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            HtmlSelect instrument = (HtmlSelect) opened.element("instrument");
            DomElement whole = opened.element("whole");
            String shown = instrument.getOption(0).getText();
            int other = IntStream.range(0, PAGE)
                    .filter(i -> !opened.cells("Instrument").get(i).equals(shown))
                    .findFirst()
                    .orElseThrow();
            assertThat(whole.hasAttribute("hidden")).isTrue();

            opened.trades().get(other).click();
            assertThat(instrument.getSelectedOptions())
                    .extracting(HtmlOption::getText)
                    .containsExactly(opened.cells("Instrument").get(other));
            assertThat(opened.element("price-chart").getByXPath(".//*[@class='chosen']"))
                    .hasSize(3);
            assertThat(whole.hasAttribute("hidden")).isFalse();

            whole.click();
            assertThat(whole.hasAttribute("hidden")).isTrue();
        }
    }

    @Test
    void theScaleOfTheEquityIsLogarithmicWhilePressed() throws IOException {
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            String linear = opened.element("equity-chart").asXml();
            DomElement scale = opened.element("scale");

            scale.click();
            assertThat(scale.getAttribute("aria-pressed")).isEqualTo("true");
            assertThat(opened.element("equity-chart").asXml()).isNotEqualTo(linear);

            scale.click();
            assertThat(scale.getAttribute("aria-pressed")).isEqualTo("false");
            assertThat(opened.element("equity-chart").asXml()).isEqualTo(linear);
        }
    }

    @Test
    void equityOfZeroOrLessHasNoLogarithm() throws IOException {
        EquityCurve lost = EquityCurve.builder(0, 100).mark(1, 50).mark(2, 0).build();
        try (OpenedPage opened = OpenedPage.onDesktop(plain(lost))) {
            assertThat(opened.element("scale").isDisplayed()).isFalse();
        }
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            assertThat(opened.element("scale").isDisplayed()).isTrue();
        }
    }

    @Test
    void chartsHaveNamesForThoseWhoDoNotSeeThem() throws IOException {
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            assertThat(opened.page.<DomElement>getByXPath("//*[@role='img']"))
                    .hasSize(3)
                    .allMatch(chart -> !chart.getAttribute("aria-label").isBlank());
        }
    }

    @Test
    void aRunWithoutTradesHasNoEmptyList() throws IOException {
        for (EquityCurve equity : List.of(
                EquityCurve.builder(0, 100).build(),
                EquityCurve.builder(0, 100).mark(1, 100).build(),
                EquityCurve.builder(0, 100).mark(1, 0).mark(2, 0).build(),
                EquityCurve.builder(0, 100).mark(1, -40).mark(2, -90).build())) {
            try (OpenedPage opened = OpenedPage.onDesktop(plain(equity))) {
                assertThat(opened.table().isDisplayed()).isFalse();
                assertThat(opened.element("pages").isDisplayed()).isFalse();
                opened.happen("beforeprint");
                opened.happen("afterprint");
                assertThat(opened.element("equity-chart").asXml()
                                + opened.element("drawdown-chart").asXml())
                        .doesNotContain("NaN", "Infinity", "undefined");
            }
        }
    }

    @Test
    void aRunWithoutTradesSpeaksOfNone() throws IOException {
        Trial trial = Trial.minutes().bar(10, 11, 9, 10).bar(10, 11, 9, 10);

        try (OpenedPage opened = OpenedPage.onDesktop(trial.run().report())) {
            assertThat(opened.element("price-chart").getTextContent())
                    .contains("Price")
                    .doesNotContain("Entry", "Exit");
            assertThat(opened.page.asNormalizedText())
                    .contains("Nothing was traded.", "Drag across the chart to look closer.");
        }
    }

    @Test
    void namesAreNeverRun() throws IOException {
        String hostile = "</script><script>alert(1)</script><img src=x onerror='alert(2)'><b>&amp;";
        Instrument instrument = Instrument.of(hostile, AssetClass.EQUITY, "USD");
        SampleTrade trade = new SampleTrade(hostile, instrument);
        Statistics statistics = Statistics.builder(
                        EquityCurve.builder(0, 100).mark(2, 110).build().daily(ZoneOffset.UTC))
                .trades(trade.matched(), trade.fills())
                .build();
        Report report = Report.of(ReportData.builder(hostile, hostile, statistics)
                .benchmark(hostile, statistics)
                .trades(trade.matched(), trade.fills())
                .prices(PriceSeries.of(instrument, new long[] {1, 2}, new double[] {10, 11}))
                .build());

        try (OpenedPage opened = OpenedPage.onDesktop(report)) {
            opened.trades().get(0).click();

            assertThat(opened.cells("Instrument")).containsExactly(hostile);
            assertThat(opened.page.getByXPath("//img | //main//script | //main//b/b"))
                    .isEmpty();
            assertThat(opened.alerts()).isEmpty();
            assertThat(opened.requests()).isEqualTo(1);
        }
    }

    /** A browser runs nothing else; and nothing at all when a hash is wrong. */
    @Test
    void thePolicyNamesTheStyleAndTheScriptOfThePage() throws Exception {
        try (OpenedPage opened = OpenedPage.onDesktop(REPORT)) {
            String policy = ((DomElement) opened.page.getFirstByXPath("//meta[@http-equiv]")).getAttribute("content");
            String style = ((DomElement) opened.page.getFirstByXPath("//style")).getTextContent();
            String script = ((DomElement) opened.page.getFirstByXPath("//script[not(@type)]")).getTextContent();

            assertThat(policy)
                    .startsWith(
                            "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script) + "';");
        }
    }

    private static String hash(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
