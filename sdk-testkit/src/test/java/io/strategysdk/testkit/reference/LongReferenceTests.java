package io.strategysdk.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Years of generated days beside plain loops over opens and closes, which know shares and cash and nothing else. */
class LongReferenceTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final double CASH = 1_000_000;

    /** Prices on the cent. */
    private static final class Prices {
        private final LocalDate[] dates;
        private final double[] opens;
        private final double[] closes;

        Prices(long seed, int firstYear, int years, double volatility) {
            dates = NYSE.sessions(LocalDate.of(firstYear, 1, 1), LocalDate.of(firstYear + years - 1, 12, 31)).stream()
                    .map(TradingCalendar.Session::date)
                    .toArray(LocalDate[]::new);
            opens = new double[dates.length];
            closes = new double[dates.length];
            Random random = new Random(seed);
            double price = 50;
            for (int i = 0; i < dates.length; i++) {
                opens[i] = cents(price * Math.exp(0.3 * volatility * random.nextGaussian()));
                closes[i] = cents(opens[i] * Math.exp(0.0003 + volatility * random.nextGaussian()));
                price = closes[i];
            }
        }

        private static double cents(double price) {
            return Math.max(1, Math.rint(price * 100) / 100);
        }

        BarColumns bars(String symbol) {
            BarColumns.Builder bars = BarColumns.builder(Instrument.equity(symbol), Timeframe.DAY);
            for (int i = 0; i < dates.length; i++) {
                TradingCalendar.Session session = NYSE.session(dates[i]).orElseThrow();
                double high = Math.max(opens[i], closes[i]);
                double low = Math.min(opens[i], closes[i]);
                bars.bar(session.openNanos(), session.closeNanos(), opens[i], high, low, closes[i], 1e9);
            }
            return bars.build();
        }

        double sma(int end, int length) {
            double sum = 0;
            for (int i = end - length + 1; i <= end; i++) {
                sum += closes[i];
            }
            return sum / length;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2003, 1", "2, 2008, 3", "3, 2015, 8"})
    void buyAndHoldIsAsTheLoopSays(long seed, int firstYear, int years) {
        Prices prices = new Prices(seed, firstYear, years, 0.012);

        BacktestResult result = run(new BuyAndHold(), prices.bars("SHARES"));

        // as many as the first close pays for, or the open after it where that is higher
        int bought = 1;
        double shares = Math.min(whole(CASH / prices.closes[0]), whole(CASH / prices.opens[1]));
        double cash = CASH - shares * prices.opens[bought];
        assertThat(result.finalEquity().doubleValue())
                .isCloseTo(cash + shares * prices.closes[prices.closes.length - 1], within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"4, 2003, 1, 5, 20", "5, 2008, 3, 10, 30", "6, 2015, 8, 10, 50"})
    void smaCrossoverIsAsTheLoopSays(long seed, int firstYear, int years, int fast, int slow) {
        Prices prices = new Prices(seed, firstYear, years, 0.012);

        BacktestResult result = run(new SmaCrossover(new SmaCrossover.Parameters(fast, slow)), prices.bars("SHARES"));

        double cash = CASH;
        double shares = 0;
        int fills = 0;
        double peak = CASH;
        double deepest = 0;
        double wanted = 0;
        for (int i = 0; i < prices.closes.length; i++) {
            if (wanted < 0) {
                cash += shares * prices.opens[i];
                shares = 0;
                fills++;
            } else if (wanted > 0) {
                shares = Math.min(wanted, whole(cash / prices.opens[i]));
                cash -= shares * prices.opens[i];
                fills++;
            }
            wanted = 0;
            double equity = cash + shares * prices.closes[i];
            peak = Math.max(peak, equity);
            deepest = Math.max(deepest, 1 - equity / peak);
            if (i >= slow) {
                double now = prices.sma(i, fast) - prices.sma(i, slow);
                double before = prices.sma(i - 1, fast) - prices.sma(i - 1, slow);
                if (now > 0 && before <= 0 && shares == 0) {
                    wanted = whole(equity / prices.closes[i]);
                } else if (now < 0 && before >= 0 && shares > 0) {
                    wanted = -1;
                }
            }
        }
        assertThat(result.fills()).hasSize(fills);
        assertThat(fills).isGreaterThan(3);
        assertThat(result.finalEquity().doubleValue())
                .isCloseTo(cash + shares * prices.closes[prices.closes.length - 1], within(0.005));
        assertThat(result.statistics().drawdowns().maxDrawdown()).isCloseTo(deepest, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"7, 2003, 1", "8, 2008, 3", "9, 2015, 8"})
    void sixtyFortyIsAsTheLoopSays(long seed, int firstYear, int years) {
        Prices shares = new Prices(seed, firstYear, years, 0.012);
        Prices bonds = new Prices(seed + 100, firstYear, years, 0.003);

        BacktestResult result = run(new SixtyForty(), shares.bars("SHARES"), bonds.bars("BONDS"));

        // each month's first close says what to trade at the next open: sells first, buys as far as the cash goes,
        // at the marks of the decision and again at the opens
        double cash = CASH;
        double[] held = {0, 0};
        double[] wanted = {0, 0};
        double[] weights = {0.6, 0.4};
        for (int i = 0; i < shares.closes.length; i++) {
            double[] opens = {shares.opens[i], bonds.opens[i]};
            double[] closes = {shares.closes[i], bonds.closes[i]};
            for (int k = 0; k < 2; k++) {
                double sold = Math.max(0, -wanted[k]);
                held[k] -= sold;
                cash += sold * opens[k];
            }
            for (int k = 0; k < 2; k++) {
                double bought = Math.min(Math.max(0, wanted[k]), whole(cash / opens[k]));
                held[k] += bought;
                cash -= bought * opens[k];
                wanted[k] = 0;
            }
            boolean isFirstOfMonth =
                    i == 0 || !YearMonth.from(shares.dates[i]).equals(YearMonth.from(shares.dates[i - 1]));
            double equity = cash + held[0] * closes[0] + held[1] * closes[1];
            for (int k = 0; k < 2 && isFirstOfMonth; k++) {
                double missing = (weights[k] * equity - held[k] * closes[k]) / closes[k];
                wanted[k] = missing < 0 ? -whole(-missing) : whole(missing);
            }
            double pays = cash + Math.max(0, -wanted[0]) * closes[0] + Math.max(0, -wanted[1]) * closes[1];
            for (int k = 0; k < 2; k++) {
                wanted[k] = Math.min(wanted[k], whole(pays / closes[k]));
                pays -= Math.max(0, wanted[k]) * closes[k];
            }
        }
        double last = cash
                + held[0] * shares.closes[shares.closes.length - 1]
                + held[1] * bonds.closes[bonds.closes.length - 1];
        assertThat(result.rejections()).isEmpty();
        assertThat(result.finalEquity().doubleValue()).isCloseTo(last, within(0.005));
    }

    /** Whole shares; what is short of a whole by the last bits of a double is that whole. */
    private static double whole(double shares) {
        return Math.floor(shares * (1 + 1e-12));
    }

    private static BacktestResult run(Strategy strategy, BarColumns... bars) {
        BacktestResult result = Backtest.of(strategy)
                .on(MarketData.of(NYSE, bars))
                .cash((long) CASH)
                .run();
        assertThat(result.failures()).isEmpty();
        return result;
    }
}
