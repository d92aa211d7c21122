package io.strategysdk.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.SlippageModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferencesTests {
    static List<Reference> references() {
        return References.all();
    }

    @ParameterizedTest
    @MethodSource("references")
    void theEngineComesToWhatWasWorkedOutByHand(Reference reference) {
        assertThatCode(reference::check).doesNotThrowAnyException();
    }

    @Test
    void oneLineChecksThemAll() {
        assertThatCode(References::check).doesNotThrowAnyException();
    }

    @Test
    void aRunThatDiffersIsToldInFull() {
        BacktestResult worse = References.buyAndHold()
                .backtest()
                .get()
                .slippage(SlippageModel.fixed(10))
                .run();

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> References.buyAndHold().check(worse))
                .withMessageContainingAll(
                        "reference buy-and-hold must come to what was worked out by hand, did not:",
                        "fill 1 must be 2024-01-03 BUY 100 ABC at 99, fee 0, was 2024-01-03 BUY 100 ABC at 99.099, fee 0",
                        "equity at close 2 must be 10300.0, was 10290.1",
                        "cash must be 1E+2, was 90.1",
                        "Sharpe ratio must be 6.032901636245607, was");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> References.smaCrossover()
                        .check(Backtest.of(new BuyAndHold()).on(worse.data()).run()))
                .withMessageContaining("number of fill must be 4, was 1");
    }

    /** 10,000 buys 100 shares at the close of 100; the next open is 99: 100 × 99 = 9,900, and 100 stay as cash. */
    @Test
    void buyAndHoldByHand() {
        Reference reference = References.buyAndHold();
        double[] closes = {102, 105, 103, 99, 101, 106, 104, 108, 110};

        assertThat(reference.equity().get(0)).isEqualByComparingTo("10000");
        for (int i = 0; i < closes.length; i++) {
            double equity = 100 + 100 * closes[i];
            assertThat(reference.equity().get(i + 1).doubleValue()).isEqualTo(equity);
        }
        assertThat(reference.totalReturn()).isCloseTo(11_100 / 10_000.0 - 1, within(1e-15));
        // from 10,600 on the third day to 10,000 on the fifth
        assertThat(reference.maxDrawdown()).isCloseTo(600 / 10_600.0, within(1e-15));
        assertSharpe(reference);
    }

    /**
     * Bought: 600 × 99 + 800 × 50.25 = 59,400 + 40,200 = 99,600, cash 400. On 1 February shares are at 109 and bonds at 49:
     * equity 65,400 + 39,200 + 400 = 105,000. Shares should be worth 63,000, are worth 65,400: 2,400 / 109 = 22.02, so 22
     * are sold. Bonds should be worth 42,000, are worth 39,200: 2,800 / 49 = 57.14, so 57 are wanted. At the open 22 × 108.50
     * = 2,387 come in: cash 2,787, which pays for 56 at 49.25, not for 57. Cash 2,787 − 2,758 = 29.
     */
    @Test
    void sixtyFortyByHand() {
        Reference reference = References.sixtyForty();
        double[] shares = {102, 104, 108, 106, 109, 110, 107, 105, 108, 111, 112};
        double[] bonds = {50, 49.5, 49, 49.5, 49, 49.5, 50, 50.5, 50, 49.5, 50};

        for (int i = 0; i < shares.length; i++) {
            double equity = i < 5 ? 600 * shares[i] + 800 * bonds[i] + 400 : 578 * shares[i] + 856 * bonds[i] + 29;
            assertThat(reference.equity().get(i + 1).doubleValue()).isEqualTo(equity);
        }
        assertThat(reference.totalReturn()).isCloseTo(7_565 / 100_000.0, within(1e-15));
        // from 105,981 on 2 February to 103,947 on 6 February
        assertThat(reference.maxDrawdown()).isCloseTo(2_034 / 105_981.0, within(1e-15));
        // the 22 shares that were sold, after a week, with 9.50 each
        assertThat(reference.winRate()).hasValue(1);
        assertThat(reference.averageDuration()).hasValue(Duration.ofDays(7));
        assertSharpe(reference);
    }

    /**
     * Averages of 2 and 3 closes: 95 above 93.33 on 6 March, 110 below 116.67 on 12 March, 100 above 96.67 on 15 March, 110
     * below 116.67 on 20 March; each is filled at the next open.
     *
     * <p>First trade: 100 shares at 100 and the fee of 1 do not fit 10,000, so 99 are bought at 98 × 1.005 = 98.49: 9,750.51
     * and 1. Cash 248.49. Sold at 96 × 0.995 = 95.52: 9,456.48 less 1. Cash 9,703.97: a loss of 296.03.
     *
     * <p>Second trade: 9,703.97 / 110 = 88.2, so 88 at 108 × 1.005 = 108.54: 9,551.52 and 1. Cash 151.45. Sold at 115 ×
     * 0.995 = 114.425: 10,069.40 less 1. Cash 10,219.85: a gain of 515.88.
     */
    @Test
    void smaCrossoverByHand() {
        Reference reference = References.smaCrossover();
        BigDecimal first =
                new BigDecimal("10000").subtract(new BigDecimal("9750.51")).subtract(BigDecimal.ONE);
        BigDecimal second = first.add(new BigDecimal("9456.48")).subtract(BigDecimal.ONE);
        BigDecimal third = second.subtract(new BigDecimal("9551.52")).subtract(BigDecimal.ONE);
        BigDecimal last = third.add(new BigDecimal("10069.40")).subtract(BigDecimal.ONE);

        assertThat(99 * 98.49).isCloseTo(9_750.51, within(1e-9));
        assertThat(88 * 114.425).isCloseTo(10_069.40, within(1e-9));
        assertThat(reference.cash()).isEqualByComparingTo(last);
        double[] long99 = {120, 130, 120, 100};
        for (int i = 0; i < long99.length; i++) {
            assertThat(reference.equity().get(4 + i).doubleValue())
                    .isCloseTo(first.doubleValue() + 99 * long99[i], within(1e-9));
        }
        double[] long88 = {130, 120, 100};
        for (int i = 0; i < long88.length; i++) {
            assertThat(reference.equity().get(11 + i).doubleValue())
                    .isCloseTo(third.doubleValue() + 88 * long88[i], within(1e-9));
        }
        assertThat(reference.equity().subList(8, 11))
                .allSatisfy(equity -> assertThat(equity).isEqualByComparingTo(second));
        // from 13,118.49 on the sixth day to 8,951.45 on the fourteenth
        assertThat(reference.maxDrawdown()).isCloseTo(4_167.04 / 13_118.49, within(1e-12));
        assertThat(reference.winRate()).hasValue(0.5);
        // six days with an hour less, for the clocks were set, and three days
        assertThat(reference.averageDuration())
                .hasValue(Duration.ofHours(6 * 24 - 1 + 3 * 24).dividedBy(2));
        assertSharpe(reference);
    }

    /** mean / deviation × √252 of the returns from close to close, the first from the cash at the start. */
    private static void assertSharpe(Reference reference) {
        List<BigDecimal> equity = reference.equity();
        double before = equity.get(0).doubleValue(); // no reference trades on its first bar
        double[] returns = new double[equity.size()];
        double mean = 0;
        for (int i = 0; i < returns.length; i++) {
            returns[i] = equity.get(i).doubleValue() / before - 1;
            before = equity.get(i).doubleValue();
            mean += returns[i] / returns.length;
        }
        double squares = 0;
        for (double each : returns) {
            squares += (each - mean) * (each - mean);
        }
        double sharpe = mean / Math.sqrt(squares / (returns.length - 1)) * Math.sqrt(252);
        assertThat(reference.sharpe()).isCloseTo(sharpe, within(1e-9));
    }
}
