package io.strategysdk.backtest.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.backtest.research.Stationarity.Kind;
import io.strategysdk.backtest.research.Stationarity.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected figures were computed with statsmodels 0.14 (Python) on the same series, to the bit. */
class StationarityTests {
    private static final double NAN = Double.NaN;

    @Test
    void theSeriesAreThoseOfTheOtherLanguage() {
        assertThat(Walk.named("walk300")[299]).isEqualTo(0.48158898669343264);
        assertThat(Walk.named("ar300")[299]).isEqualTo(1.1932824817103724);
        assertThat(Walk.named("ar500")[499]).isEqualTo(0.4595908167548851);
        assertThat(Walk.named("trend400")[399]).isEqualTo(19.16270862975535);
        assertThat(Walk.named("walk60")[59]).isEqualTo(-8.916750547792455);
    }

    /** adfuller(x, regression='c' or 'ct', autolag='AIC'). */
    @ParameterizedTest
    @CsvSource({
        "walk300, false, -2.0214765253974365, 0.27723649974142917, 0, 299, -3.4524113009049935, -2.8712554127251764, -2.571946570731871",
        "walk300, true, -2.394795827352861, 0.3823892964139607, 0, 299, -3.989370928165566, -3.425276382171434, -3.1357422321841852",
        "ar300, false, -9.47427239872735, 4.028708256767783e-16, 0, 299, -3.4524113009049935, -2.8712554127251764, -2.571946570731871",
        "ar300, true, -9.520297950508112, 2.506872977794625e-14, 0, 299, -3.989370928165566, -3.425276382171434, -3.1357422321841852",
        "ar500, false, -34.186970503233766, 0, 0, 499, -3.4435228622952065, -2.867349510566146, -2.569864247011056",
        "ar500, true, -34.182468232746345, 0, 0, 499, -3.9770277328914156, -3.4193250509831676, -3.1322475062337074",
        "trend400, false, 0.035853784134248445, 0.9613986229228731, 17, 382, -3.4475850438570115, -2.869135963767125, -2.5708164748773332",
        "trend400, true, -15.03519500602924, 2.1012634647221268e-22, 1, 398, -3.9816980755086, -3.4215789195034536, -3.133571615812453",
        "walk60, false, -1.066508109580546, 0.7282416702807495, 0, 59, -3.5463945337644063, -2.911939409384601, -2.5936515282964665",
        "walk60, true, -2.297272577969427, 0.4354590781970578, 1, 58, -4.123996164459387, -3.4891051933248596, -3.172910779449752"
    })
    void theTestOfDickeyAndFullerAgrees(
            String series,
            boolean trend,
            double statistic,
            double probability,
            int lags,
            int rows,
            double one,
            double five,
            double ten) {
        Stationarity.Test test = Stationarity.of(series, Walk.named(series)).test(Kind.ADF, trend);

        assertThat(test.statistic()).isCloseTo(statistic, within(1e-8));
        assertThat(test.probability()).isCloseTo(probability, within(1e-9));
        assertThat(test.lags()).isEqualTo(lags);
        assertThat(test.rows()).isEqualTo(rows);
        assertThat(test.critical1()).isCloseTo(one, within(1e-12));
        assertThat(test.critical5()).isCloseTo(five, within(1e-12));
        assertThat(test.critical10()).isCloseTo(ten, within(1e-12));
    }

    /** kpss(x, regression='c' or 'ct', nlags='auto'). */
    @ParameterizedTest
    @CsvSource({
        "walk300, false, 0.6119023834267482, 0.021554328779386525, 10",
        "walk300, true, 0.5107070594990699, 0.01, 10",
        "ar300, false, 0.1430526511106826, 0.1, 8",
        "ar300, true, 0.053807166318736596, 0.1, 8",
        "ar500, false, 0.12371269827701105, 0.1, 13",
        "ar500, true, 0.04644153285728179, 0.1, 13",
        "trend400, false, 3.1736750435505034, 0.01, 12",
        "trend400, true, 0.028879650731142285, 0.1, 2",
        "walk60, false, 0.7138316565442588, 0.012288031223249195, 4",
        "walk60, true, 0.12363731125147631, 0.09141238657134015, 4"
    })
    void theTestOfKwiatkowskiAndOthersAgrees(
            String series, boolean trend, double statistic, double probability, int lags) {
        Stationarity.Test test = Stationarity.of(series, Walk.named(series)).test(Kind.KPSS, trend);

        assertThat(test.statistic()).isCloseTo(statistic, within(1e-9));
        assertThat(test.probability()).isCloseTo(probability, within(1e-9));
        assertThat(test.lags()).isEqualTo(lags);
        assertThat(test.rows()).isEqualTo(Walk.named(series).length);
        double[] published = trend ? new double[] {0.216, 0.146, 0.119} : new double[] {0.739, 0.463, 0.347};
        assertThat(new double[] {test.critical1(), test.critical5(), test.critical10()})
                .containsExactly(published);
    }

    @Test
    void verdictsFollowBothTests() {
        assertThat(Stationarity.of("x", Walk.named("ar300")).verdict()).isEqualTo(Verdict.STATIONARY);
        assertThat(Stationarity.of("x", Walk.named("walk300")).verdict()).isEqualTo(Verdict.WANDERS);
        assertThat(Stationarity.of("x", Walk.named("trend400")).verdict()).isEqualTo(Verdict.WANDERS);
        double[] broken = Walk.of(400, 9, 0.5);
        for (int i = 200; i < 400; i++) {
            broken[i] += 0.7;
        }
        assertThat(Stationarity.of("x", broken).verdict()).isEqualTo(Verdict.UNCLEAR);
    }

    @Test
    void theLongestStretchWithoutAHoleIsTested() {
        double[] whole = Walk.named("ar300");
        double[] holes = new double[400];
        Arrays.fill(holes, NAN);
        System.arraycopy(whole, 0, holes, 63, 300);
        Arrays.fill(holes, 5, 30, 1);
        Arrays.fill(holes, 370, 400, Double.POSITIVE_INFINITY);

        Stationarity found = Stationarity.of("x", holes);

        assertThat(found.firstRow()).isEqualTo(63);
        assertThat(found.rows()).isEqualTo(300);
        assertThat(found.tests()).isEqualTo(Stationarity.of("x", whole).tests());
        assertThat(found.toString())
                .startsWith("stationarity of x, 300 rows from row 63: STATIONARY")
                .contains("ADF", "KPSS", "unit root", ">=0.1");
    }

    /** The mean of a hundred times 0.1 is another number than 0.1. */
    @ParameterizedTest
    @ValueSource(doubles = {7, 0.1, -1e-9, 1e12 + 0.1})
    void whatDoesNotMoveHasNoStatistic(double level) {
        double[] flat = new double[100];
        Arrays.fill(flat, level);

        Stationarity found = Stationarity.of("x", flat);

        assertThat(found.tests()).extracting(Stationarity.Test::statistic).containsOnly(NAN);
        assertThat(found.tests()).extracting(Stationarity.Test::probability).containsOnly(NAN);
        assertThat(found.tests()).noneMatch(Stationarity.Test::isRejected);
        assertThat(found.test(Kind.ADF, false).lags()).isZero();
        assertThat(found.verdict()).isEqualTo(Verdict.STATIONARY);
        assertThat(found.toString()).doesNotContain("NaN", "0.01", "0.1\n");
    }

    /** numpy's least squares, one for each number of lags, and the formulas; seeds at which a lag more would win. */
    @ParameterizedTest
    @CsvSource({
        "2, false, 0, 19, -0.7238756280646569",
        "5, false, 5, 14, -0.0176707165999939",
        "5, true, 5, 14, -0.27278684894858135",
        "32, true, 4, 15, -0.892311651006192"
    })
    void fewRowsHaveFewerLags(long seed, boolean trend, int lags, int rows, double statistic) {
        Stationarity.Test test = Stationarity.of("x", Walk.of(20, seed, 0.9)).test(Kind.ADF, trend);

        assertThat(test.lags()).isEqualTo(lags);
        assertThat(test.rows()).isEqualTo(rows);
        assertThat(test.statistic()).isCloseTo(statistic, within(1e-8));
    }

    /** Of the formula for lags there come 162, which 20 rows do not have; numpy by the formulas. */
    @Test
    void lagsAreFewerThanRows() {
        Stationarity.Test test = Stationarity.of("x", Walk.of(20, 6, -0.95)).test(Kind.KPSS, false);

        assertThat(test.lags()).isEqualTo(19);
        assertThat(test.statistic()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void whatExplodesWandersForCertain() {
        Stationarity.Test test = Stationarity.of("x", Walk.of(100, 1, 1.2)).test(Kind.ADF, false);

        assertThat(test.statistic()).isGreaterThan(2.74);
        assertThat(test.probability()).isEqualTo(1);
        assertThat(test.isRejected()).isFalse();
    }

    @Test
    void ofTwoLongestStretchesTheFirstIsTested() {
        double[] holes = new double[61];
        Arrays.fill(holes, NAN);
        System.arraycopy(Walk.of(30, 1, 1), 0, holes, 0, 30);
        System.arraycopy(Walk.of(30, 2, 1), 0, holes, 31, 30);

        Stationarity found = Stationarity.of("x", holes);

        assertThat(found.firstRow()).isZero();
        assertThat(found.tests())
                .isEqualTo(Stationarity.of("x", Walk.of(30, 1, 1)).tests());
    }

    @Test
    void hypothesesFallAtFivePercent() {
        assertThat(of(Kind.ADF, -2.9).isRejected()).isTrue();
        assertThat(of(Kind.ADF, -2.7).isRejected()).isFalse();
        assertThat(of(Kind.KPSS, 0.5).isRejected()).isTrue();
        assertThat(of(Kind.KPSS, 0.4).isRejected()).isFalse();
    }

    private static Stationarity.Test of(Kind kind, double statistic) {
        return kind == Kind.ADF
                ? new Stationarity.Test(kind, false, statistic, 0, 99, 0.05, -3.43, -2.86, -2.57)
                : new Stationarity.Test(kind, false, statistic, 0, 100, 0.05, 0.739, 0.463, 0.347);
    }

    @Test
    void oneTestWithoutAStatisticIsUnclear() {
        for (double[] statistics : new double[][] {{NAN, 0.2}, {-2.7, NAN}}) {
            Stationarity found =
                    new Stationarity("x", 0, 100, List.of(of(Kind.ADF, statistics[0]), of(Kind.KPSS, statistics[1])));

            assertThat(found.verdict()).isEqualTo(Verdict.UNCLEAR);
        }
    }

    @Test
    void probabilitiesOutsideOfTheTableAreBounds() {
        assertThat(Stationarity.of("x", Walk.named("walk300")).toString())
                .containsPattern("KPSS +level .* 0.0216 ")
                .containsPattern("KPSS +trend .* <=0.01 ");
    }

    @Test
    void whatGoesToAndFroIsNoError() {
        double[] toAndFro = new double[100];
        Arrays.setAll(toAndFro, i -> i % 2);

        assertThat(Stationarity.of("x", toAndFro).test(Kind.KPSS, false).isRejected())
                .isFalse();
    }

    @Test
    void fewValuesAreRefused() {
        double[] few = Walk.of(19, 1, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stationarity.of("x", few))
                .withMessage("stationarity must be tested of at least 20 values without an undefined one between them,"
                        + " was 19 (x)");
        assertThat(Stationarity.of("x", Walk.of(20, 1, 1)).rows()).isEqualTo(20);
    }
}
