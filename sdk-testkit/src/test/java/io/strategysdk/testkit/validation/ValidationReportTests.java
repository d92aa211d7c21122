package io.strategysdk.testkit.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.reference.BuyAndHold;
import io.strategysdk.testkit.reference.SmaCrossover;
import io.strategysdk.testkit.reference.SmaCrossover.Parameters;
import io.strategysdk.testkit.validation.Check.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationReportTests {
    private static final MarketData MARKET = Generated.market(Generated.autoregressive(4, 1_000, 0.2, 0.0004, 0.01));

    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)(?: [a-zA-Z0-9-]+=\"[^\"<>]*\")*(/?)>");

    @TempDir
    private Path folder;

    private static ValidationReport crossover() {
        return Validation.of(
                        parameters -> Backtest.of(new SmaCrossover(parameters))
                                .on(MARKET)
                                .slippage(SlippageModel.fixed(2)),
                        new Parameters(10, 20))
                .withDraws(500)
                .withTrials(12)
                .report();
    }

    private static ValidationReport neverTraded() {
        return Validation.of(none -> Backtest.of(context -> List.of()).on(MARKET), new ValidationTests.None())
                .withDraws(100)
                .report();
    }

    @Test
    void hasAVerdictOnEachQuestion() {
        ValidationReport report = crossover();

        assertThat(report.checks())
                .extracting(Check::name)
                .containsExactly(
                        "Run",
                        "Sharpe ratio",
                        "Probabilistic Sharpe ratio",
                        "Deflated Sharpe ratio",
                        "Random entries",
                        "Periods",
                        "Neighbouring parameters",
                        "Slippage",
                        "One bar of delay");
        assertThat(report.count(Verdict.PASSED) + report.count(Verdict.FAILED) + report.count(Verdict.UNKNOWN))
                .isEqualTo(9);
        assertThat(report.toString()).startsWith("sma-crossover: ").hasLineCount(10);
    }

    @Test
    void thePageNeedsNothingElseAndHidesNothing() {
        String html = crossover().html();

        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContain("<script", "http://", "https://", "src=", "href=", "style=\"", "NaN", "Infinity")
                .contains("<svg", "fast 10, slow 20", "slow 10: fast must be below slow 10, was 10");
        assertThat(html.split("<svg viewBox=\"0 0 720", -1)).hasSize(4);
        parse(html);
    }

    /** Every element that is opened is closed, in its order. */
    private static void parse(String html) {
        String body = html.substring(html.indexOf("<main>"), html.indexOf("</body>"));
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(body);
        while (tag.find()) {
            if (!tag.group(1).isEmpty()) {
                assertThat(tag.group(2)).isEqualTo(open.pop());
            } else if (tag.group(3).isEmpty()) {
                open.push(tag.group(2));
            }
        }
        assertThat(open).isEmpty();
        assertThat(TAG.matcher(body).replaceAll("")).doesNotContain("<", ">");
    }

    @Test
    void textsAreEscaped() {
        ValidationReport report = Validation.of(Backtest.of(context -> List.of())
                        .on(MARKET)
                        .setting("<b>mine</b>", "a & b")
                        .warning("<script>alert('x')</script>")
                        .run())
                .withDraws(100)
                .report();

        assertThat(report.html())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", "&lt;b&gt;mine&lt;/b&gt;", "a &amp; b")
                .doesNotContain("<script");
        parse(report.html());
    }

    @Test
    void whoNeverTradedGetsWordsInsteadOfFigures() {
        ValidationReport report = neverTraded();

        assertThat(report.sharpe().estimate()).isEmpty();
        assertThat(report.count(Verdict.PASSED)).isEqualTo(1);
        assertThat(report.count(Verdict.FAILED)).isEqualTo(1);
        assertThat(report.html())
                .contains(
                        "The strategy never traded",
                        "Cannot be told: the daily returns do not vary.",
                        "Cannot be told: nothing was held at the end of any bar.")
                .doesNotContain("NaN", "Infinity");
        parse(report.html());
    }

    @Test
    void threeDaysGetWordsInsteadOfFigures() {
        MarketData days = Generated.market(0.01, -0.02, 0.03);
        ValidationReport report = Validation.of(
                        none -> Backtest.of(context -> List.of(OrderIntent.targetWeight(Generated.SHARES, 0.5)))
                                .on(days),
                        new ValidationTests.None())
                .withDraws(100)
                .report();

        assertThat(report.html())
                .contains("at least 20 daily returns are needed, there are 3", "There are too few sessions.")
                .doesNotContain("NaN", "Infinity");
        parse(report.html());
    }

    @Test
    void aStrategyThatLostEverythingIsStillDescribed() {
        double[] crash = new double[60];
        crash[30] = -0.9;
        ValidationReport report = Validation.of(Backtest.of(
                                context -> context.position(Generated.SHARES).isFlat()
                                        ? List.of(OrderIntent.targetWeight(Generated.SHARES, 1.9))
                                        : List.of())
                        .on(Generated.market(crash))
                        .account(AccountRules.margin())
                        .run())
                .withDraws(100)
                .report();

        assertThat(report.headline().outcome().totalReturn()).isLessThan(-1);
        assertThat(report.headline().outcome().maxDrawdown()).isGreaterThan(1);
        assertThat(report.sharpe().reason()).startsWith("equity fell to zero or below");
        assertThat(report.html()).doesNotContain("NaN", "Infinity");
        parse(report.html());
    }

    /** 2018 to 2020 rise, and the ten sessions of 2021 fall. */
    @Test
    void daysOfANewYearAreShownAndDoNotCount() {
        double[] returns = Generated.normal(3, 251 + 252 + 253 + 10, 0.001, 0.005);
        Arrays.fill(returns, 756, 766, -0.01);
        ValidationReport report = Validation.of(Backtest.of(new BuyAndHold())
                        .on(Generated.market(returns))
                        .run())
                .withDraws(100)
                .positivePeriods(1)
                .report();

        assertThat(report.stability().positiveShare()).hasValue(1);
        assertThat(report.html()).contains("2021-01-04 to 2021-01-15, too short to count");
        assertThat(report.checks())
                .filteredOn(check -> "Periods".equals(check.name()))
                .flatExtracting(Check::facts)
                .filteredOn(fact -> fact.value().endsWith(", too short to count"))
                .extracting(Check.Fact::name)
                .containsExactly("2021");
        parse(report.html());
    }

    @Test
    void aFailedRunIsNoPassedRun() {
        ValidationReport report = Validation.of(Backtest.of(context -> {
                            throw new IllegalStateException("on purpose");
                        })
                        .on(MARKET)
                        .run())
                .withDraws(100)
                .report();

        assertThat(report.checks().get(0).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.html()).contains("on purpose");
    }

    @Test
    void isWrittenWholeOrNotAtAll() throws IOException {
        ValidationReport report = neverTraded();
        Path file = folder.resolve("new/validation.html");

        assertThat(report.writeTo(file)).isEqualTo(file);
        assertThat(Files.readString(file)).isEqualTo(report.html());
        assertThat(folder.resolve("new")).isDirectoryContaining(path -> path.equals(file));

        Path blocked = Files.createDirectory(folder.resolve("taken.html"));
        Files.createFile(blocked.resolve("something"));
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> report.writeTo(blocked))
                .withMessageContaining("taken.html");
    }

    @Test
    void figuresOfThePageAreThoseOfTheRecord() {
        ValidationReport report = crossover();

        assertThat(report.html())
                .contains(Words.percent(report.headline().outcome().totalReturn()))
                .contains("p = " + Words.probability(report.randomEntries().pValue()))
                .contains(Words.ratio(report.sharpe().low()) + " to "
                        + Words.ratio(report.sharpe().high()))
                .contains(report.headline().journalHash());
        assertThat(new BigDecimal(Words.probability(report.significance().probabilistic())))
                .isBetween(BigDecimal.ZERO, BigDecimal.ONE);
    }
}
