package io.strategysdk.testkit.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.Bars;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Limits that a run was not held to, and what the oracle says of it. */
class LimitsOracleTests {
    private static final Instrument ACME = Instrument.equity("ACME");
    private static final MarketData DATA = MarketData.of(
            TradingCalendars.nyse(), Bars.parse(TradingCalendars.nyse(), "ACME 1d 2024-01-02: 10 10 10 10 10"));

    /** What is wrong under these limits with a run of 1,000 dollars that had none, and sent these orders, one a bar. */
    private static Optional<String> broken(RiskLimits limits, OrderIntent... orders) {
        Iterator<OrderIntent> next = List.of(orders).iterator();
        Strategy strategy = context -> next.hasNext() ? List.of(next.next()) : List.of();
        return new LimitsOracle(limits, DATA)
                .broken(Backtest.of(strategy)
                        .on(DATA)
                        .cash(1000)
                        .account(AccountRules.margin())
                        .run()
                        .run());
    }

    @Test
    void nothingIsWrongWithoutLimits() {
        assertThat(broken(RiskLimits.NONE, OrderIntent.buy(ACME, 50), OrderIntent.sell(ACME, 80)))
                .isEmpty();
    }

    @Test
    void seesAnOrderOfTooManyShares() {
        RiskLimits limits = RiskLimits.NONE.withMaxOrderQty(40);

        assertThat(broken(limits, OrderIntent.buy(ACME, 40))).isEmpty();
        assertThat(broken(limits, OrderIntent.buy(ACME, 41)))
                .contains("limit was not kept, an order of 41, at most 40 at 2024-01-02 16:00:00");
    }

    @Test
    void seesAnOrderOfTooMuchMoney() {
        RiskLimits limits = RiskLimits.NONE.withMaxOrderNotional(400);

        assertThat(broken(limits, OrderIntent.buy(ACME, 40))).isEmpty();
        assertThat(broken(limits, OrderIntent.buy(ACME, 41)))
                .contains("limit was not kept, an order of 410, at most 400 at 2024-01-02 16:00:00");
    }

    @Test
    void seesAPositionThatIsTooLarge() {
        RiskLimits limits = RiskLimits.NONE.withMaxPositionWeight(0.5);

        assertThat(broken(limits, OrderIntent.buy(ACME, 30), OrderIntent.buy(ACME, 20)))
                .isEmpty();
        assertThat(broken(limits, OrderIntent.buy(ACME, 30), OrderIntent.buy(ACME, 21)))
                .contains("limit was not kept, an order that makes ACME 0.51 of equity, at most 0.5 at"
                        + " 2024-01-03 16:00:00");
    }

    @Test
    void seesTooMuchLeverage() {
        RiskLimits limits = RiskLimits.NONE.withMaxLeverage(1);

        assertThat(broken(limits, OrderIntent.buy(ACME, 100))).isEmpty();
        assertThat(broken(limits, OrderIntent.buy(ACME, 110)))
                .contains("limit was not kept, an order that makes leverage 1.1, at most 1 at 2024-01-02 16:00:00");
    }

    @Test
    void seesAShortPosition() {
        RiskLimits limits = RiskLimits.NONE.withoutShorts();

        assertThat(broken(limits, OrderIntent.buy(ACME, 5), OrderIntent.sell(ACME, 5)))
                .isEmpty();
        assertThat(broken(limits, OrderIntent.buy(ACME, 5), OrderIntent.sell(ACME, 6)))
                .contains("limit was not kept, short -1 ACME at 2024-01-04 16:00:00");
    }

    @Test
    void seesAnInstrumentThatMustNotBeTraded() {
        assertThat(broken(RiskLimits.NONE.withDeniedSymbols(Set.of("ACME")), OrderIntent.buy(ACME, 1)))
                .contains("limit was not kept, an order of ACME, which must not be traded at 2024-01-02 16:00:00");
        assertThat(broken(RiskLimits.NONE.withAllowedSymbols(Set.of("BOND")), OrderIntent.buy(ACME, 1)))
                .isPresent();
    }

    @Test
    void letsExitsBeAsLargeAsThePosition() {
        RiskLimits limits = RiskLimits.NONE.withMaxOrderQty(30);

        assertThat(broken(limits, OrderIntent.buy(ACME, 30), OrderIntent.buy(ACME, 30), OrderIntent.sell(ACME, 60)))
                .isEmpty();
    }
}
