package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Dividend;
import io.strategysdk.api.event.CorporateAction.SpinOff;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.event.CorporateAction.StockDividend;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closes stay where they were but for what issuers did on one day. */
class ExplainedLeapsTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final LocalDate DAY = LocalDate.of(2018, 9, 17);

    private final Market market = Market.daily(NYSE, "2018-01-01", "2019-12-31", 1);

    /** Prices of so much from the day on, and 100 before it. */
    private Optional<Finding> outlier(double after, PriceMode mode, CorporateAction... actions) {
        int from = market.rowOf(DAY.toString());
        for (int row = 0; row < market.rows.size(); row++) {
            double price = (row < from ? 100 : after) + row % 3 * 0.01;
            market.rows.get(row).prices = new double[] {price, price, price, price};
        }
        return QualityCheck.against(NYSE)
                .bars(market.bars())
                .actions(List.of(actions))
                .prices(mode)
                .report()
                .series()
                .get(0)
                .finding(FindingKind.OUTLIER);
    }

    private static Dividend paid(String cash) {
        return new Dividend(Market.ACME, DAY, new BigDecimal(cash));
    }

    @Test
    void cashOfOneDayAddsUpAndIsOfTheSharesAfterASplit() {
        assertThat(outlier(90, PriceMode.RAW)).isPresent();
        assertThat(outlier(90, PriceMode.RAW, paid("4"), paid("6"))).isEmpty();
        assertThat(outlier(90, PriceMode.RAW, paid("4"), new SpinOff(Market.ACME, DAY, new BigDecimal("6"))))
                .isEmpty();
        assertThat(outlier(40, PriceMode.RAW, new Split(Market.ACME, DAY, 2, 1), paid("10")))
                .isEmpty();
        assertThat(outlier(80, PriceMode.RAW, new StockDividend(Market.ACME, DAY, 1, 4)))
                .isEmpty();
    }

    @Test
    void whatIsOfADayWithoutASessionShowsOnTheNext() {
        assertThat(outlier(90, PriceMode.RAW, new Dividend(Market.ACME, DAY.minusDays(2), BigDecimal.TEN)))
                .isEmpty();
        assertThat(outlier(90, PriceMode.RAW, new Dividend(Market.ACME, DAY.minusDays(3), BigDecimal.TEN)))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(PriceMode.class)
    void adjustedPricesDoNotShowWhatTheyAreAdjustedFor(PriceMode mode) {
        Split split = new Split(Market.ACME, DAY, 2, 1);

        assertThat(outlier(100, mode, split).isPresent()).isEqualTo(mode == PriceMode.RAW);
        assertThat(outlier(100, mode, new StockDividend(Market.ACME, DAY, 1, 4)).isPresent())
                .isEqualTo(mode == PriceMode.RAW);
        assertThat(outlier(100, mode, paid("10")).isPresent()).isEqualTo(mode != PriceMode.TOTAL_RETURN);
        assertThat(outlier(100, mode, new SpinOff(Market.ACME, DAY, BigDecimal.TEN))
                        .isPresent())
                .isEqualTo(mode != PriceMode.TOTAL_RETURN);
    }
}
