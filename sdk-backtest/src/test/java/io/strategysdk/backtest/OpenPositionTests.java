package io.strategysdk.backtest;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.Checkpoint;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OpenPosition;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RunResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that begin with something held. */
class OpenPositionTests {
    private static final MarketData DATA = Trial.minutes()
            .bar(10, 10, 10, 10)
            .bar(12, 12, 12, 12)
            .bar(15, 15, 15, 15)
            .data();

    /** Writes down what it has, and sells a part on the first bar. */
    private static final class Seller implements Strategy {
        final List<String> seen = new ArrayList<>();
        private final long shares;

        Seller(long shares) {
            this.shares = shares;
        }

        @Override
        public void onStart(Context context) {
            write(context);
        }

        private void write(Context context) {
            seen.add(context.position(ACME).quantity() + " at "
                    + context.position(ACME).avgPx() + ", cash "
                    + context.portfolio().cash() + ", equity "
                    + context.portfolio().equity());
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            write(context);
            return context.bars(ACME).size() == 1 && shares > 0 ? List.of(OrderIntent.sell(ACME, shares)) : List.of();
        }
    }

    private static Engine.Builder described(Strategy strategy) {
        return Backtest.of(strategy).on(DATA).cash(1000).engine();
    }

    private static OpenPosition position(long shares, String price) {
        return new OpenPosition(ACME, Quantity.of(shares), Price.of(price));
    }

    @Test
    void theStrategyHoldsItFromTheStartAndItIsWorthItsCostUntilTheFirstBar() {
        Seller seller = new Seller(0);

        RunResult result =
                described(seller).holding("Seller", position(100, "8")).build().run();

        assertThat(seller.seen)
                .containsExactly(
                        "100 at 8.0, cash 1000.0, equity 1800.0",
                        "100 at 8.0, cash 1000.0, equity 2000.0",
                        "100 at 8.0, cash 1000.0, equity 2200.0",
                        "100 at 8.0, cash 1000.0, equity 2500.0");
        assertThat(result.strategies().get(0).capital()).isEqualByComparingTo("1800");
        assertThat(result.strategies().get(0).equity()).isEqualByComparingTo("2500");
    }

    @Test
    void whatIsSoldOfItIsProfitOverItsCost() {
        RunResult result = described(new Seller(40))
                .holding("Seller", position(100, "8"))
                .build()
                .run();

        assertThat(result.strategies().get(0).realizedPnl()).isEqualByComparingTo("160");
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo("1480");
    }

    @Test
    void theJournalBeginsWithIt() {
        Journal journal = described(new Seller(0))
                .holding("Seller", position(100, "8"))
                .build()
                .run()
                .journal();

        assertThat(journal.iterator().next())
                .isEqualTo(new JournalEntry.Held(
                        DATA.series().get(0).openEpochNanos(0),
                        "Seller",
                        ACME,
                        ACME.quantity(100),
                        new BigDecimal("800.00000000")));
        assertThat(journal.capital()).containsExactly(new BigDecimal("1000.00000000"));
        assertThat(journal.hash())
                .isNotEqualTo(described(new Seller(0)).build().run().journal().hash());
    }

    @Test
    void roundTripsBeginWithIt() {
        BacktestResult result = Backtest.of(new Seller(40))
                .on(DATA)
                .cash(1000)
                .holding(position(100, "8"))
                .run();

        assertThat(result.roundTrips().closed()).hasSize(1);
        RoundTrip trip = result.roundTrips().closed().get(0);
        assertThat(trip.netPnl()).isEqualByComparingTo("160");
        assertThat(trip.entryEpochNanos()).isEqualTo(DATA.series().get(0).openEpochNanos(0));
        assertThat(result.roundTrips().open()).hasSize(1);
        assertThat(result.startCash()).isEqualByComparingTo("1800");
    }

    @Test
    void shortPositionsOweWhatTheyBrought() {
        RunResult result = Backtest.of(new Seller(0))
                .on(DATA)
                .cash(5000)
                .account(AccountRules.margin())
                .engine()
                .holding("Seller", position(-100, "20"))
                .build()
                .run();

        assertThat(result.strategies().get(0).capital()).isEqualByComparingTo("3000");
        assertThat(result.strategies().get(0).equity()).isEqualByComparingTo("3500");
    }

    @Test
    void aRunThatIsResumedHasItOnce(@TempDir Path folder) {
        RunResult straight = described(new Seller(40))
                .holding("Seller", position(100, "8"))
                .build()
                .run();
        Engine first =
                described(new Seller(40)).holding("Seller", position(100, "8")).build();
        first.step();
        first.checkpoint().writeTo(folder.resolve("c"));

        RunResult resumed = described(new Seller(40))
                .holding("Seller", position(100, "8"))
                .resume(Checkpoint.read(folder.resolve("c")))
                .build()
                .run();

        assertThat(resumed.journal().hash()).isEqualTo(straight.journal().hash());
        assertThat(resumed.strategies().get(0).positions())
                .isEqualTo(straight.strategies().get(0).positions());
    }

    @Test
    void paperTradingBeginsWithItToo() {
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(DATA.series().get(0).openEpochNanos(0)), 1e8);

        RunResult paper = Backtest.of(new Seller(40))
                .on(DATA)
                .cash(1000)
                .holding(position(100, "8"))
                .paper(new ReplayFeed(DATA, clock))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .build()
                .run();

        assertThat(paper.journal().hash())
                .isEqualTo(described(new Seller(40))
                        .holding("Seller", position(100, "8"))
                        .build()
                        .run()
                        .journal()
                        .hash());
    }

    @Test
    void itMustBeOfAStrategyAndAnInstrumentOfTheRun() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> described(new Seller(0)).holding("other", position(1, "8")))
                .withMessage("an open position must be one of a strategy of the run, was of 'other' (ACME)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> described(new Seller(0))
                        .holding("Seller", position(1, "8"))
                        .holding("Seller", position(2, "8")))
                .withMessage("a strategy must have one open position in an instrument, was to have two (Seller, ACME)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> described(new Seller(0))
                        .holding("Seller", new OpenPosition(Instrument.equity("BOND"), Quantity.of(1), Price.of("8")))
                        .build());
    }

    @Test
    void itMustHaveAQuantityAndAPrice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> position(0, "8"))
                .withMessage("an open position must have a quantity and a positive price, were 0 and 8 (ACME)");
        assertThatIllegalArgumentException().isThrownBy(() -> position(1, "0"));
    }
}
