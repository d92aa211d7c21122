package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the regulators of the United States charge on shares in dollars, as brokers pass it on. Each of the three is
 * added up over the account's day and rounded up to the cent, so that a trade pays what the day's rounded sum grows by:
 * Alpaca, docs.alpaca.markets/docs/regulatory-fees and alpaca.markets/blog/reg-taf-fees (by day since 2021-04-26).
 */
final class RegulatoryFees implements CommissionModel {
    static final RegulatoryFees INSTANCE = new RegulatoryFees();

    private static final int CENTS = 2;

    /**
     * Section 31 of the Securities Exchange Act, dollars per million dollars sold: the fee rate advisories of the SEC
     * (sec.gov) and information notices of FINRA; a rate begins sixty days after the year's appropriation.
     */
    private static final RateTable SECTION_31 = RateTable.empty()
            .from("2012-04-01", "22.40")
            .from("2013-05-25", "17.40")
            .from("2014-03-18", "22.10")
            .from("2015-02-14", "18.40")
            .from("2016-02-16", "21.80")
            .from("2017-07-04", "23.10")
            .from("2018-05-22", "13.00")
            .from("2019-04-16", "20.70")
            .from("2020-02-18", "22.10")
            .from("2021-02-25", "5.10")
            .from("2022-05-14", "22.90")
            .from("2023-02-27", "8.00")
            .from("2024-05-22", "27.80")
            .from("2025-05-14", "0.00")
            .from("2026-04-04", "20.60");

    /**
     * Trading Activity Fee, dollars per share sold and most per trade: FINRA By-Laws, Schedule A, section 1, with
     * Regulatory Notices 12-06 and 12-31 and the filings SR-FINRA-2020-032 and SR-FINRA-2024-019.
     */
    private static final RateTable TRADING_ACTIVITY = RateTable.empty()
            .from("2012-03-01", "0.000095", "4.75")
            .from("2012-07-01", "0.000119", "5.95")
            .from("2022-01-01", "0.000130", "6.49")
            .from("2023-01-01", "0.000145", "7.27")
            .from("2024-01-01", "0.000166", "8.30")
            .from("2026-01-01", "0.000195", "9.79");

    /**
     * Consolidated Audit Trail, dollars per share bought or sold: the rates that Alpaca has published
     * (alpaca.markets/support/regulatory-fees, without dates), dated by the periods of the plan's own fees
     * (catnmsplan.com, question V6: first charged on trades of September 2024; CAT Fee 2025-1 and 2025-2).
     */
    private static final RateTable AUDIT_TRAIL = RateTable.empty()
            .from("2012-01-01", "0")
            .from("2024-09-01", "0.000053")
            .from("2025-01-01", "0.000046")
            .from("2025-07-01", "0.0000265");

    private RegulatoryFees() {}

    @Override
    public BigDecimal total(TradedOrder order) {
        BigDecimal sum = BigDecimal.ZERO;
        if (isCharged(order.instrument())) {
            for (TradedOrder.Trade trade : order.trades()) {
                sum = sum.add(auditTrail(trade));
                if (order.side() == Side.SELL) {
                    sum = sum.add(section31(trade)).add(tradingActivity(trade));
                }
            }
        }
        return sum;
    }

    private static boolean isCharged(Instrument instrument) {
        return instrument.assetClass() == AssetClass.EQUITY
                && instrument.currency().equals("USD");
    }

    private static BigDecimal section31(TradedOrder.Trade trade) {
        BigDecimal rate = SECTION_31.on(trade.date()).rate().movePointLeft(6);
        return growth(
                rate.multiply(trade.before().soldValueToday()), trade.value().multiply(rate));
    }

    private static BigDecimal tradingActivity(TradedOrder.Trade trade) {
        RateTable.Rate rate = TRADING_ACTIVITY.on(trade.date());
        return growth(
                rate.rate().multiply(trade.before().soldToday()),
                trade.quantity().toBigDecimal().multiply(rate.rate()).min(rate.most()));
    }

    private static BigDecimal auditTrail(TradedOrder.Trade trade) {
        BigDecimal rate = AUDIT_TRAIL.on(trade.date()).rate();
        return growth(
                rate.multiply(trade.before().quantityToday()),
                trade.quantity().toBigDecimal().multiply(rate));
    }

    /** How much the day's sum, rounded up to the cent, grows by. */
    private static BigDecimal growth(BigDecimal today, BigDecimal more) {
        return upToTheCent(today.add(more)).subtract(upToTheCent(today));
    }

    private static BigDecimal upToTheCent(BigDecimal amount) {
        return amount.setScale(CENTS, RoundingMode.CEILING);
    }

    /** The date tells tables of one version from those of another. */
    @Override
    public String describe() {
        return "US regulatory fees of " + SECTION_31.lastChange();
    }

    @Override
    public String toString() {
        return describe();
    }
}
