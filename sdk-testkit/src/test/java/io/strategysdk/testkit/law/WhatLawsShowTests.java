package io.strategysdk.testkit.law;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.market.DataSets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A law shows something only of a strategy that runs, trades, and knows no more than its run. */
class WhatLawsShowTests {
    private static final Map<String, Consumer<StrategyLaws>> LAWS = Map.of(
            "no look-ahead", StrategyLaws::noLookAhead,
            "determinism", StrategyLaws::determinism,
            "parity", StrategyLaws::parity,
            "restart", StrategyLaws::restart,
            "independence", StrategyLaws::independence,
            "sanity", StrategyLaws::sanity,
            "scale invariance", StrategyLaws::scaleInvariance);

    /** Asks for what is not there. */
    private static final class DiesAtTheStart extends Flipping {
        @Override
        public void onStart(Context context) {
            context.instrument("NOBODY");
        }

        @Override
        boolean wantsLong(Context context) {
            return true;
        }
    }

    /** Reads a bar that has not happened. */
    private static final class ReadsTheNextBar extends Flipping {
        @Override
        boolean wantsLong(Context context) {
            return bars.size() < 4 || bars.close(-1) > bars.close(0);
        }
    }

    /** Needs more bars than there are. */
    private static final class NeverDecides extends Flipping {
        private FeatureHandle mean;

        @Override
        public void onStart(Context context) {
            super.onStart(context);
            mean = context.feature(Indicators.sma(5_000), instrument);
        }

        @Override
        boolean wantsLong(Context context) {
            return bars.close(0) > mean.value();
        }
    }

    /** Trades on one set of data, not on the other. */
    private static final class TradesOnLongDataOnly extends Flipping {
        @Override
        boolean wantsLong(Context context) {
            return bars.size() > 300;
        }
    }

    private static void assertRefused(StrategyLaws laws, String law, String... words) {
        Consumer<StrategyLaws> check = Objects.requireNonNull(LAWS.get(law));
        assertThatThrownBy(() -> check.accept(laws))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(law + ": ")
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no look-ahead", "determinism", "parity", "restart", "independence", "sanity", "scale invariance"
            })
    void nothingOfOneThatDoesNotComeToTheEndOrWantsNothing(String law) {
        assertRefused(
                StrategyLaws.of(DiesAtTheStart::new),
                law,
                "it must come to the end of the data",
                "onStart",
                "NOBODY",
                "on DataSets.walk");
        assertRefused(
                StrategyLaws.of(ReadsTheNextBar::new), law, "it must come to the end of the data", "generateOrders");
        assertRefused(
                StrategyLaws.of(NeverDecides::new),
                law,
                "it wanted nothing on [DataSets.walk: SHARE 1d: 500 bars",
                "give it data on which it trades");
    }

    @Test
    void enoughWhereItTradesOnOneOfSeveral() {
        StrategyLaws both = StrategyLaws.of(TradesOnLongDataOnly::new)
                .on("crash", DataSets::crash)
                .on("walk", DataSets::walk);

        assertThatCode(both::restart).doesNotThrowAnyException();
    }

    /** Knows the data that it runs over by heart. */
    private static final class ByHeart extends Flipping {
        private final BarColumns all;

        ByHeart(BarColumns all) {
            this.all = all;
        }

        @Override
        boolean wantsLong(Context context) {
            return bars.size() < all.size() && all.close(bars.size()) > all.close(bars.size() - 1);
        }
    }

    @Test
    void nothingOfOneThatIsMadeWithDataFromAroundIt() {
        MarketData data = DataSets.walk();
        List<BarColumns> series = data.series();
        Supplier<MarketData> hidden = (Supplier<MarketData> & java.io.Serializable) () -> data;

        for (StrategyLaws.NewStrategy maker : List.<StrategyLaws.NewStrategy>of(
                () -> new ByHeart(data.series().get(0)),
                () -> new ByHeart(series.get(0)),
                () -> new ByHeart(hidden.get().series().get(0)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StrategyLaws.of(maker))
                    .withMessageStartingWith("what makes a strategy must not have data from around it")
                    .withMessageContaining("use ofPrepared(data -> ...)");
            assertThatIllegalArgumentException().isThrownBy(() -> StrategyLaws.ofPrepared(given -> maker.create()));
        }
    }

    @Test
    void whatElseALambdaHasFromAroundItIsNoneOfTheirBusiness() {
        Object notSerializable = new Object();
        int period = 3;

        StrategyLaws laws = StrategyLaws.of(() -> {
            Objects.requireNonNull(notSerializable);
            return new Flipping() {
                @Override
                boolean wantsLong(Context context) {
                    return bars.size() % period == 0;
                }
            };
        });

        assertThatCode(laws.on("walk", DataSets::walk)::restart).doesNotThrowAnyException();
    }
}
