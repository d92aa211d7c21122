package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.execution.SlippageModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What a {@link SlippageModel} promises, a test for each rule; the last two are laws of markets that a model may have
 * reasons to break.
 *
 * <pre>{@code
 * final class ImpactTests extends SlippageModelContract {
 *     protected SlippageModel model() {
 *         return new Impact(0.1);
 *     }
 * }
 * }</pre>
 */
public abstract class SlippageModelContract {
    private static final int FILLS = 2_000;
    private static final double[] QUANTITIES = {1e-8, 1, 1e6, 1e12};
    private static final double[] PRICES = {1e-8, 0.01, 1, 1e6};
    private static final double[] VOLUMES = {0, 1e-8, 1, 1e15};

    /** For subclasses. */
    protected SlippageModelContract() {}

    /** The model under test. */
    protected abstract SlippageModel model();

    /** One fill that the suite asks about. */
    private record Asked(Side side, double quantity, double price, double volume) {
        double of(SlippageModel model) {
            return model.fraction(side, quantity, price, volume);
        }
    }

    /** Ordinary ones, of any share of a bar, and now and then of a bar whose volume is not known. */
    private static List<Asked> fills() {
        SplittableRandom random = new SplittableRandom(1);
        List<Asked> fills = new ArrayList<>();
        for (int i = 0; i < FILLS; i++) {
            double volume = random.nextInt(8) == 0 ? 0 : random.nextInt(1, 1_000_000);
            fills.add(new Asked(
                    random.nextBoolean() ? Side.BUY : Side.SELL,
                    random.nextInt(1, 100_000),
                    random.nextInt(1, 100_000) / 100.0,
                    volume));
        }
        return fills;
    }

    /** The share of the price is not negative. */
    @Test
    protected void aFillIsNeverBetterThanTheMarket() {
        SlippageModel model = model();
        for (Asked fill : fills()) {
            assertThat(fill.of(model)).as("share of the price, of %s", fill).isGreaterThanOrEqualTo(0);
        }
    }

    /** The share of the price is below 1. */
    @Test
    protected void aFillLeavesAPositivePrice() {
        SlippageModel model = model();
        for (Asked fill : fills()) {
            assertThat(fill.of(model)).as("share of the price, of %s", fill).isLessThan(1);
        }
    }

    /** From 0 to below 1 for the smallest and largest quantities, prices and volumes, and where no volume is known. */
    @Test
    protected void itHoldsAtTheExtremes() {
        SlippageModel model = model();
        for (Side side : Side.values()) {
            for (double quantity : QUANTITIES) {
                for (double price : PRICES) {
                    for (double volume : VOLUMES) {
                        Asked fill = new Asked(side, quantity, price, volume);
                        assertThat(fill.of(model))
                                .as("share of the price, of %s", fill)
                                .isGreaterThanOrEqualTo(0)
                                .isLessThan(1);
                    }
                }
            }
        }
    }

    /** Equal arguments, equal result, whatever was asked between. */
    @Test
    protected void equalFillsSlipTheSame() {
        SlippageModel model = model();
        List<Asked> fills = fills();
        double[] first = fills.stream().mapToDouble(fill -> fill.of(model)).toArray();
        for (int i = first.length - 1; i >= 0; i--) {
            assertThat(fills.get(i).of(model))
                    .as("share of the price at the second call, of %s", fills.get(i))
                    .isEqualTo(first[i]);
        }
    }

    /** They stand in reports, which are compared. */
    @Test
    protected void itsWordsAreTheSameInEveryRun() {
        ModelText.check(model()::describe);
    }

    /** At the same price and volume. */
    @Test
    protected void aLargerFillSlipsNoLess() {
        SlippageModel model = model();
        for (Asked fill : fills()) {
            Asked larger = new Asked(fill.side(), fill.quantity() * 2, fill.price(), fill.volume());
            assertThat(larger.of(model))
                    .as("share of the price, of %s, with that of half the quantity", larger)
                    .isGreaterThanOrEqualTo(fill.of(model));
        }
    }

    /** At the same price and quantity, where volumes are known. */
    @Test
    protected void aFillInMoreVolumeSlipsNoMore() {
        SlippageModel model = model();
        for (Asked fill : fills()) {
            if (fill.volume() > 0) {
                Asked thicker = new Asked(fill.side(), fill.quantity(), fill.price(), fill.volume() * 2);
                assertThat(thicker.of(model))
                        .as("share of the price, of %s, with that in half the volume", thicker)
                        .isLessThanOrEqualTo(fill.of(model));
            }
        }
    }
}
