package io.strategysdk.api.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.TickRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Entries and their children against BigDecimal's floor and ceiling. */
final class PassiveRoundingTests {
    @Property
    void pricesGoToTheTickThatIsHarderToFillAndNeverToZero(
            @ForAll @LongRange(min = 1, max = 1_000_000) long units,
            @ForAll @IntRange(max = 6) int scale,
            @ForAll @IntRange(min = 1, max = 500) int step,
            @ForAll Side side) {
        BigDecimal tick = BigDecimal.valueOf(step, 2);
        BigDecimal asked = BigDecimal.valueOf(units, scale);
        Price price = Price.of(asked);
        Price lower = Price.of(onTick(asked, tick, RoundingMode.FLOOR));
        Price upper = Price.of(onTick(asked, tick, RoundingMode.CEILING));
        Price limit = side == Side.BUY ? lower : upper;
        Price stop = side == Side.BUY ? upper : lower;
        NewOrder order = order(tick, side);
        NewOrder opposite = order(tick, side.opposite());

        if (limit.isZero()) {
            refused(() -> order.atLimit(price));
            refused(() -> opposite.withTakeProfit(price));
        } else {
            assertThat(order.atLimit(price).terms()).isEqualTo(new OrderTerms.Limit(limit));
            assertThat(opposite.withTakeProfit(price).exits().terms()).isEqualTo(List.of(new OrderTerms.Limit(limit)));
        }
        if (stop.isZero()) {
            refused(() -> order.atStop(price));
            refused(() -> opposite.withStopLoss(price));
        } else {
            assertThat(order.atStop(price).terms()).isEqualTo(new OrderTerms.Stop(stop));
            assertThat(opposite.withStopLoss(price).exits().terms()).isEqualTo(List.of(new OrderTerms.Stop(stop)));
        }
    }

    private static NewOrder order(BigDecimal tick, Side side) {
        Instrument instrument =
                Instrument.equity("X").withTickSize(tick.toPlainString()).withTickRule(TickRule.ROUND_PASSIVE);
        return OrderIntent.market(instrument, side, instrument.lotSize());
    }

    private static BigDecimal onTick(BigDecimal asked, BigDecimal tick, RoundingMode mode) {
        return asked.divide(tick, 0, mode).multiply(tick);
    }

    private static void refused(ThrowingCallable order) {
        assertThatIllegalArgumentException()
                .isThrownBy(order)
                .withMessageContaining("must be positive once rounded to the tick size");
    }
}
