package io.strategysdk.backtest.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.backtest.research.Stationarity.Kind;
import io.strategysdk.backtest.research.Stationarity.Verdict;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void whatDoesNotMoveHasNoStatistic() {
        double[] flat = new double[100];
        Arrays.fill(flat, 7);

        Stationarity found = Stationarity.of("x", flat);

        assertThat(found.tests()).extracting(Stationarity.Test::statistic).containsOnly(NAN);
        assertThat(found.tests()).noneMatch(Stationarity.Test::isRejected);
        assertThat(found.verdict()).isEqualTo(Verdict.STATIONARY);
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
