package io.strategysdk.backtest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.data.CsvActions;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Splits and dividends of real shares, where their bars and factors are at hand. */
class RealCorporateActionsTests {
    private static final int AVERAGE = 20;

    /** Buys once and writes down what it sees each day. */
    private static final class Holder implements Strategy {
        private final long shares;
        private final List<Double> averages = new ArrayList<>();
        private final List<Double> strengths = new ArrayList<>();
        private final List<BigDecimal> sizes = new ArrayList<>();
        private @Nullable FeatureHandle average;
        private @Nullable FeatureHandle strength;
        private boolean hasBought;

        Holder(long shares) {
            this.shares = shares;
        }

        @Override
        public void onStart(Context context) {
            average = context.feature(Indicators.sma(AVERAGE));
            strength = context.feature(Indicators.rsi(14));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            averages.add(requireNonNull(average).value());
            strengths.add(requireNonNull(strength).value());
            sizes.add(context.position(context.instrument()).quantity().toBigDecimal());
            if (hasBought) {
                return List.of();
            }
            hasBought = true;
            return List.of(OrderIntent.buy(context.instrument(), shares));
        }
    }

    private static MarketData data(String symbol) {
        Optional<Path> folder = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve(Path.of("shared", "data")))
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(folder.isPresent(), "no shared/data beside a parent folder: real splits and dividends not checked");
        Path data = folder.orElseThrow();
        Instrument instrument = Instrument.equity(symbol);
        BarColumns bars = CsvBars.file(data.resolve("us_equity_daily/" + symbol + ".csv"), instrument)
                .calendar(TradingCalendars.nyse())
                .read()
                .bars();
        return MarketData.of(TradingCalendars.nyse(), bars)
                .withActions(CsvActions.read(
                        data.resolve("us_equity_factors/" + symbol + ".csv"),
                        List.of(instrument),
                        TradingCalendars.nyse()));
    }

    private static BacktestResult run(MarketData data, Holder holder) {
        BacktestResult result = Backtest.of(holder).on(data).cash(1_000_000).run();
        assertThat(result.failures()).isEmpty();
        return result;
    }

    private static Stream<CorporateAction.Split> splits(MarketData data) {
        return data.actions().stream()
                .filter(CorporateAction.Split.class::isInstance)
                .map(CorporateAction.Split.class::cast);
    }

    @ParameterizedTest
    @CsvSource({
        "BAC, 2004-08-30 2:1",
        "IWM, 2005-06-09 2:1",
        "AIG, 1998-08-03 3:2 1999-08-02 5:4 2000-07-31 3:2 2009-07-01 1:20"
    })
    void splitsAreWhatTheCompaniesAnnounced(String symbol, String announced) {
        assertThat(splits(data(symbol))
                        .map(split -> split.effective() + " " + split.newShares() + ":" + split.oldShares()))
                .containsExactly(announced.split("(?<=:\\d{1,2}) "));
    }

    @ParameterizedTest
    @CsvSource({"BAC, 1000, 2000", "IWM, 1000, 2000", "AIG, 1000, 140", "AIG, 1001, 140", "AIG, 160, 22"})
    void holdingsAreExact(String symbol, long bought, long held) {
        BacktestResult result = run(data(symbol), new Holder(bought));

        assertThat(result.strategies().get(0).positions().values())
                .singleElement()
                .hasToString(Long.toString(held));
    }

    /** 1000 x 3/2 = 1500, x 5/4 = 1875, x 3/2 = 2812.5, / 20 = 140.6: what is no share is paid for. */
    @Test
    void fractionsOfAigWerePaidForAtTheLastPrice() {
        MarketData data = data("AIG");
        BarColumns bars = data.series().get(0);

        BacktestResult result = run(data, new Holder(1_000));

        double half = bars.close(rowOf(bars, LocalDate.of(2000, 7, 31)) - 1) * 2 / 3 / 2;
        double threeFifths = bars.close(rowOf(bars, LocalDate.of(2009, 7, 1)) - 1) * 20 * 0.6;
        assertThat(paidWith(result, "2812")).isEqualTo(half, Offset.offset(1e-8));
        assertThat(paidWith(result, "140")).isEqualTo(threeFifths, Offset.offset(1e-8));
    }

    /** With the first action that leaves so many shares. */
    private static double paidWith(BacktestResult result, String position) {
        return result.journal().entries(JournalEntry.Entitled.class).stream()
                .filter(entry -> entry.position().toString().equals(position))
                .findFirst()
                .orElseThrow()
                .amount()
                .doubleValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAC", "IWM", "AIG"})
    void equityIsContinuousAtSplits(String symbol) {
        MarketData data = data(symbol);
        BarColumns bars = data.series().get(0);
        Holder holder = new Holder(1_000);
        BacktestResult result = run(data, holder);

        splits(data).forEach(split -> {
            int row = rowOf(bars, split.effective());
            double before = bars.close(row - 1) * split.oldShares() / split.newShares();
            double earned = holder.sizes.get(index(holder, bars, row)).doubleValue() * (bars.close(row) - before);

            assertThat(result.equity().equity(row + 1) - result.equity().equity(row))
                    .as("%s", split)
                    .isEqualTo(earned, Offset.offset(1e-4));
        });
    }

    /** Dividends and splits as events are worth what prices adjusted for splits, and dividends in their shares, are. */
    @ParameterizedTest
    @CsvSource({"BAC, 1000, 2000", "IWM, 1000, 2000"})
    void eventsAndAdjustedPricesAgreeOnEveryDay(String symbol, long shares, long adjustedShares) {
        MarketData data = data(symbol);

        BacktestResult raw = run(data, new Holder(shares));
        BacktestResult adjusted = run(data.adjusted(PriceMode.SPLIT_ADJUSTED), new Holder(adjustedShares));

        assertThat(raw.strategies().get(0).income()).isPositive();
        for (int i = 0; i < raw.equity().size(); i++) {
            assertThat(raw.equity().equity(i)).isEqualTo(adjusted.equity().equity(i), Offset.offset(1e-3));
        }
    }

    @ParameterizedTest
    @CsvSource({"BAC, 93", "IWM, 86", "AIG, 75"})
    void everyDividendIsPaidOnWhatIsHeld(String symbol, int dividends) {
        MarketData data = data(symbol);
        Holder holder = new Holder(1_000);

        BacktestResult result = run(data, holder);

        List<CorporateAction.Dividend> paid = data.actions().stream()
                .filter(CorporateAction.Dividend.class::isInstance)
                .map(CorporateAction.Dividend.class::cast)
                .toList();
        BigDecimal expected = BigDecimal.ZERO;
        for (CorporateAction.Dividend dividend : paid) {
            int row = rowOf(data.series().get(0), dividend.effective());
            int decided = index(holder, data.series().get(0), row);
            BigDecimal held = decided < 0 ? BigDecimal.ZERO : holder.sizes.get(decided);
            expected = expected.add(held.multiply(dividend.perShare()));
        }
        assertThat(paid).hasSizeGreaterThan(dividends - 3);
        assertThat(result.strategies().get(0).income()).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAC", "IWM", "AIG"})
    void indicatorsAreThoseOfTheSharesOfTheirDay(String symbol) {
        MarketData data = data(symbol);
        BarColumns bars = data.series().get(0);
        Holder holder = new Holder(1);
        run(data, holder);

        int missing = bars.size() - holder.averages.size();
        int from = missing;
        for (int end : ends(data)) {
            double[] expected = averages(data, end);
            for (int row = from; row < end; row++) {
                assertThat(holder.averages.get(row - missing)).as("row %s", row).isEqualTo(expected[row]);
            }
            from = Math.max(from, end);
        }
        splits(data).forEach(split -> {
            int at = rowOf(bars, split.effective()) - missing;
            double ratio = (double) split.oldShares() / split.newShares();
            assertThat(holder.averages.get(at) / (holder.averages.get(at - 1) * ratio))
                    .as("average at %s", split)
                    .isBetween(0.97, 1.03);
            assertThat(Math.abs(holder.strengths.get(at) - holder.strengths.get(at - 1)))
                    .as("strength at %s", split)
                    .isLessThan(20);
        });
    }

    /** First rows after each split, and after the last bar. */
    private static List<Integer> ends(MarketData data) {
        BarColumns bars = data.series().get(0);
        return Stream.concat(splits(data).map(split -> rowOf(bars, split.effective())), Stream.of(bars.size()))
                .toList();
    }

    /** The kernel over all closes before a row, in the shares of the row before it. */
    private static double[] averages(MarketData data, int end) {
        BarColumns bars = data.series().get(0);
        List<CorporateAction.Split> splits = splits(data).toList();
        List<Integer> starts = ends(data);
        Kernel kernel = Indicators.sma(AVERAGE).newKernel();
        double[] values = new double[end];
        for (int row = 0; row < end; row++) {
            BigDecimal close = new BigDecimal(bars.close(row));
            for (int i = 0; i < splits.size(); i++) {
                if (row < starts.get(i) && starts.get(i) < end) {
                    close = close.multiply(BigDecimal.valueOf(splits.get(i).oldShares()))
                            .divide(BigDecimal.valueOf(splits.get(i).newShares()), new MathContext(120));
                }
            }
            double inSharesOfThen = close.doubleValue();
            values[row] = kernel.next(input -> inSharesOfThen);
        }
        return values;
    }

    private static int rowOf(BarColumns bars, LocalDate date) {
        long midnight = date.atStartOfDay(TradingCalendars.nyse().zone()).toEpochSecond() * 1_000_000_000L;
        int row = 0;
        while (bars.openEpochNanos(row) < midnight) {
            row++;
        }
        return row;
    }

    /** Decisions begin when the features have values. */
    private static int index(Holder holder, BarColumns bars, int row) {
        return row - (bars.size() - holder.sizes.size());
    }
}
