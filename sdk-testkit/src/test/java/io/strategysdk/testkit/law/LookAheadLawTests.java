package io.strategysdk.testkit.law;

import static io.strategysdk.api.order.OrderIntent.targetWeight;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.testkit.market.DataSets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookAheadLawTests {
    /** Long while a number is above another, which it finds out from what it was prepared with. */
    private abstract static class Prepared implements Strategy {
        final BarColumns all;
        BarSeries bars;
        Instrument instrument;

        Prepared(MarketData data) {
            all = data.series().get(0);
        }

        @Override
        public void onStart(Context context) {
            instrument = context.instrument();
            bars = context.bars(instrument);
        }

        abstract boolean wantsLong(int row);

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            boolean isLong = context.position(instrument).isLong();
            boolean wantsLong = wantsLong(bars.size() - 1);
            return isLong == wantsLong ? List.of() : List.of(targetWeight(instrument, wantsLong ? 1 : 0));
        }
    }

    /** Knows whether the next bar rises. */
    private static final class Clairvoyant extends Prepared {
        Clairvoyant(MarketData data) {
            super(data);
        }

        @Override
        boolean wantsLong(int row) {
            return row + 1 < all.size() && all.close(row + 1) > all.close(row);
        }
    }

    /** Compares with the mean of all closes, as one who normalises a whole series before the run. */
    private static final class Normaliser extends Prepared {
        private final double mean;

        Normaliser(MarketData data) {
            super(data);
            double sum = 0;
            for (int row = 0; row < all.size(); row++) {
                sum += all.close(row);
            }
            mean = sum / all.size();
        }

        @Override
        boolean wantsLong(int row) {
            return all.close(row) < mean;
        }
    }

    /** Sells before the data end. */
    private static final class KnowsTheEnd extends Prepared {
        KnowsTheEnd(MarketData data) {
            super(data);
        }

        @Override
        boolean wantsLong(int row) {
            return row < all.size() - 10;
        }
    }

    /** Looks ahead only where a price of the future is a number. */
    private static final class FearsTheUnknown extends Prepared {
        FearsTheUnknown(MarketData data) {
            super(data);
        }

        @Override
        boolean wantsLong(int row) {
            return row >= all.size() - 1 || !Double.isNaN(all.close(row + 1));
        }
    }

    private static StrategyLaws prepared(StrategyLaws.PreparedStrategy strategy) {
        return StrategyLaws.ofPrepared(strategy).on("walk", DataSets::walk);
    }

    @Test
    void passesWhoLooksAtThePastOnly() {
        assertThatCode(() -> StrategyLaws.of(CleanTrader::new).noLookAhead()).doesNotThrowAnyException();
    }

    @Test
    void passesWhoIsPreparedWithDataAndLooksAtThePastOnly() {
        StrategyLaws honest = prepared(data -> new Prepared(data) {
            @Override
            boolean wantsLong(int row) {
                return row > 0 && all.close(row) > all.close(row - 1);
            }
        });

        assertThatCode(honest::noLookAhead).doesNotThrowAnyException();
    }

    @Test
    void catchesWhoKnowsTheNextBarAndNamesIt() {
        assertThatThrownBy(() -> prepared(Clairvoyant::new).noLookAhead())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "no look-ahead: what it did at 2022-01-04 16:00:00 depends on the bar of 2022-01-05 16:00:00")
                .hasMessageContaining("on walk: SHARE 1d");
    }

    @Test
    void catchesWhoNormalisesTheWholeSeries() {
        assertThatThrownBy(() -> prepared(Normaliser::new).noLookAhead())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no look-ahead: what it did at ");
    }

    @Test
    void catchesWhoKnowsWhenTheDataEnd() {
        assertThatThrownBy(() -> prepared(KnowsTheEnd::new).noLookAhead())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no look-ahead: what it did at ");
    }

    @Test
    void catchesWhoBehavesWellUntilTheFutureIsUnknown() {
        assertThatThrownBy(() -> prepared(FearsTheUnknown::new).noLookAhead())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "depends on the bar of 2022-01-04 16:00:00, it is something else when the bars after 2022-01-03 16:00:00 are unknown");
    }

    @Test
    void isNotPromisedForAdjustedPrices() {
        StrategyLaws adjusted = StrategyLaws.of(CleanTrader::new)
                .on("adjusted", () -> DataSets.splits().adjusted(PriceMode.SPLIT_ADJUSTED));

        assertThatIllegalArgumentException()
                .isThrownBy(adjusted::noLookAhead)
                .withMessage("no look-ahead is promised for raw prices, as adjusted ones know later events; were "
                        + "SPLIT_ADJUSTED (adjusted)");
    }
}
