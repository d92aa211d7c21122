package io.strategysdk.testkit.arbitrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.StrategyResult;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Generated orders in generated markets, through the real engine: what comes out is a book that closes. */
class TradingTests {
    /** In which cash in dollars is counted: each fill, and each position's value, is rounded to it. */
    private static final BigDecimal CENT_OF_A_MILLIONTH = new BigDecimal("0.00000001");

    @Provide
    Arbitrary<Trading> trading() {
        return Trading.arbitrary(2);
    }

    @Provide
    Arbitrary<Portfolio> portfolios() {
        return SdkArbitraries.portfolios();
    }

    @Property(tries = 200)
    void cashAccountsAreWhatTheirFillsMakeThem(@ForAll("trading") Trading trading) {
        BacktestResult result = trading.run(new Trading.Sender(trading.decisions()), AccountRules.cash());

        booksClose(trading, result);
        assertThat(result.strategies().get(0).cash().signum()).isNotNegative();
        assertThat(result.strategies().get(0).positions().values())
                .allSatisfy(position -> assertThat(position.signum()).isNotNegative());
    }

    @Property(tries = 200)
    void marginAccountsAreWhatTheirFillsMakeThem(@ForAll("trading") Trading trading) {
        booksClose(trading, trading.run(new Trading.Sender(trading.decisions()), AccountRules.margin()));
    }

    private static void booksClose(Trading trading, BacktestResult result) {
        BigDecimal cash = BigDecimal.valueOf(Trading.CASH);
        Map<String, BigDecimal> held = new TreeMap<>();
        for (Fill fill : result.fills()) {
            BigDecimal signed =
                    fill.lastQty().toBigDecimal().multiply(BigDecimal.valueOf(fill.side() == Side.BUY ? 1 : -1));
            held.merge(fill.instrument().symbol(), signed, BigDecimal::add);
            cash = cash.subtract(signed.multiply(fill.lastPx().toBigDecimal())).subtract(fill.fee());
        }
        StrategyResult book = result.strategies().get(0);
        BigDecimal equity = cash;
        for (Instrument instrument : trading.data().instruments()) {
            BigDecimal quantity = held.getOrDefault(instrument.symbol(), BigDecimal.ZERO);
            assertThat(book.positions().getOrDefault(instrument, Quantity.ZERO).toBigDecimal())
                    .isEqualByComparingTo(quantity);
            BarColumns bars = trading.data().executionSeries(instrument);
            equity = equity.add(quantity.multiply(BigDecimal.valueOf(bars.close(bars.size() - 1))));
        }
        BigDecimal rounded =
                CENT_OF_A_MILLIONTH.multiply(BigDecimal.valueOf(result.fills().size() + held.size()));
        assertThat(book.cash()).isCloseTo(cash, within(rounded));
        assertThat(book.equity()).isCloseTo(equity, within(rounded));
        assertThat(Arrays.stream(result.run().equity()).allMatch(Double::isFinite))
                .isTrue();
    }

    @Property(tries = 150)
    void portfoliosAddUp(@ForAll("portfolios") Portfolio portfolio) {
        BigDecimal equity = portfolio.exactCash();
        for (Position position : portfolio.positions()) {
            equity = equity.add(position.quantity().toBigDecimal().multiply(BigDecimal.valueOf(position.mark())));
        }

        assertThat(portfolio.exactEquity())
                .isCloseTo(equity, within(CENT_OF_A_MILLIONTH.multiply(BigDecimal.valueOf(2))));
        assertThat(BigDecimal.valueOf(Trading.CASH)
                        .add(portfolio.realizedPnl())
                        .add(portfolio.unrealizedPnl())
                        .subtract(portfolio.fees()))
                .isEqualByComparingTo(portfolio.exactEquity());
        assertThat(portfolio.toString()).startsWith("cash ").contains(", equity ");
    }

    @Example
    void mostTradingFillsSomething() {
        assertThat(Draw.share(200, Trading.arbitrary(2), each -> !fillsOf(each).isEmpty()))
                .isGreaterThan(0.3);
        assertThat(Draw.share(
                        200,
                        SdkArbitraries.portfolios(),
                        portfolio -> portfolio.positions().stream().anyMatch(Position::isShort)))
                .isGreaterThan(0.05);
    }

    private static List<Fill> fillsOf(Trading trading) {
        return trading.run(new Trading.Sender(trading.decisions()), AccountRules.margin())
                .fills();
    }
}
