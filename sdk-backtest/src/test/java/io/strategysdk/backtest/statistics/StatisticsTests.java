package io.strategysdk.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StatisticsTests {
    private static final List<Fill> FILLS = List.of(
            RoundTripsTests.fill(2, Side.BUY, "10", "50", "1.25"),
            RoundTripsTests.fill(4, Side.SELL, "10", "60", "1.50"),
            RoundTripsTests.fill(6, Side.BUY, "1", "60", "0.25"));

    @Test
    void holdingTimesKeepTheirFractionsOfASecond() {
        Instrument coin = Instrument.crypto("COIN", "0.01", "1");
        List<Fill> fills = List.of(
                new Fill("e1", new OrderId("s", 1), coin, Side.BUY, Quantity.of(1), Price.of("1"), BigDecimal.ZERO, 0),
                new Fill(
                        "e2",
                        new OrderId("s", 2),
                        coin,
                        Side.SELL,
                        Quantity.of(1),
                        Price.of("1"),
                        BigDecimal.ZERO,
                        250_000_000L));

        Statistics s = Statistics.builder(Curves.daily(100, 101))
                .trades(RoundTrips.match("s", fills), fills)
                .build();

        assertThat(s.figure("averageDuration").value().orElseThrow() * 86_400).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void gathersTradingAndItsCosts() {
        Statistics s = seconds();

        // marks at seconds 1 to 6: held at 2, 3 and, from the open lot, at 6
        assertThat(s.activity().exposure()).hasValue(0.5);
        assertThat(s.activity().fees()).isEqualByComparingTo("3");
        assertThat(s.activity().slippagePaid()).contains(new BigDecimal("0.75"));
        assertThat(s.activity().turnover()).isEmpty();
        assertThat(s.trades().count()).isEqualTo(1);
        assertThat(s.figure("ambiguousFills").sentence())
                .isEqualTo("2 of 3 fills depended on the path of the price inside a bar.");
        assertThat(s.figure("rejectedOrders").value()).hasValue(4);
    }

    @Test
    void turnoverIsTradedValueOverMeanEquityAndYears() {
        Statistics s = Statistics.builder(Curves.daily(1_000, 1_000, 1_000))
                .trades(RoundTrips.match("sma", FILLS), FILLS)
                .build();

        // 500 + 600 + 60 over 1,000 in one day
        assertThat(s.activity().turnover().orElseThrow()).isCloseTo(1.16 * 365.25, within(1e-9));
    }

    @Test
    void figuresCarryTheValuesOfTheAccessors() {
        Statistics s = Statistics.builder(Curves.ofReturns(0.01, -0.02, 0.03))
                .benchmark(Curves.ofReturns(0.01, 0.01, 0.02))
                .build();

        assertThat(s.figure("sharpe").value()).isEqualTo(s.returns().sharpe());
        assertThat(s.figure("totalReturn").value()).hasValue(s.returns().totalReturn());
        assertThat(s.figure("maxDrawdown").value()).hasValue(s.drawdowns().maxDrawdown());
        assertThat(s.figure("beta").value())
                .isEqualTo(s.benchmark().orElseThrow().beta());
        assertThat(s.figures()).extracting(Figure::key).doesNotHaveDuplicates().hasSize(43);
        assertThat(s.figures()).allSatisfy(figure -> {
            assertThat(figure.sentence()).endsWith(".").doesNotContain("{}");
            assertThat(figure.label()).isNotBlank();
        });
    }

    @Test
    void sayWhatTheyMean() {
        Statistics s = Statistics.builder(Curves.daily(100, 150, 115.35, 160)).build();

        assertThat(s.figure("maxDrawdown").text()).isEqualTo("23.1 %");
        assertThat(s.figure("maxDrawdown").sentence())
                .isEqualTo(
                        "The worst fall from a peak was 23.1 %: that much could have been lost by someone who came in"
                                + " at the wrong moment.");
        assertThat(s.figure("maxDrawdownDays").sentence())
                .isEqualTo("It took 2 days from that peak until it was regained.");
        assertThat(s.figure("kelly").sentence()).isEqualTo("Not defined for this run.");
        assertThat(s.figure("kelly").text()).isEqualTo("-");
    }

    @Test
    void sayThatALossIsALoss() {
        Statistics s = Statistics.builder(Curves.daily(100, 90, 80)).build();

        assertThat(s.figure("cagr").sentence()).startsWith("Shrinking by 100.0 % every year");
        assertThat(s.figure("sharpe").sentence()).isEqualTo("Below 0: the risk was not rewarded.");
        assertThat(s.figure("valueAtRisk95").sentence()).isEqualTo("On one day in twenty 11.1 % or more was lost.");
        assertThat(s.figure("longestDrawdownDays").sentence())
                .isEqualTo("The longest wait for a new peak was 2 days, until the end of the run, still below it.");
    }

    @Test
    void unknownFiguresNameTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seconds().figure("sharp"))
                .withMessageStartingWith("figure must be one of [finalEquity, totalReturn,")
                .withMessageEndingWith("was 'sharp'");
    }

    @Test
    void formatsAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(FigureFormat.MONEY.text(-1_234_567.891)).isEqualTo("-1,234,567.89");
            assertThat(FigureFormat.MONEY.text(999.995)).isEqualTo("1,000.00");
            assertThat(FigureFormat.PERCENT.text(-0.0004)).isEqualTo("0.0 %");
            assertThat(FigureFormat.PERCENT.text(12.5)).isEqualTo("1,250.0 %");
            assertThat(FigureFormat.PERCENT.text(9999.99)).isEqualTo("999,999.0 %");
            assertThat(FigureFormat.PERCENT.text(6.1e46)).isEqualTo("over 999,999 %");
            assertThat(FigureFormat.PERCENT.text(-10_000)).isEqualTo("below -999,999 %");
            assertThat(FigureFormat.COUNT.text(-100)).isEqualTo("-100");
            assertThat(FigureFormat.DAYS.text(1.25)).isEqualTo("1.2 days");
            assertThat(FigureFormat.RATIO.text(new BigDecimal("2.345"))).isEqualTo("2.34");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Statistics seconds() {
        EquityCurve.Builder curve = EquityCurve.builder(1, 1_000);
        for (long second = 1; second <= 6; second++) {
            curve.mark(second * 1_000_000_000L, 1_000);
        }
        return Statistics.builder(curve.build().daily(ZoneOffset.UTC))
                .trades(RoundTrips.match("sma", FILLS), FILLS)
                .slippagePaid(new BigDecimal("0.75"))
                .ambiguousFills(2)
                .rejectedOrders(4)
                .build();
    }
}
