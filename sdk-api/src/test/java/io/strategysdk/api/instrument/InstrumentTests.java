package io.strategysdk.api.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import net.jqwik.api.Disabled;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class InstrumentTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument BTC = Instrument.crypto("BTC/USD", "0.01", "0.0001");

    @Example
    void equitiesAreDollarSharesWithACentTickAndWholeLots() {
        assertThat(AAPL.symbol()).isEqualTo("AAPL");
        assertThat(AAPL.assetClass()).isEqualTo(AssetClass.EQUITY);
        assertThat(AAPL.currency()).isEqualTo("USD");
        assertThat(AAPL.tickSize()).isEqualTo(Price.of("0.01"));
        assertThat(AAPL.tickRule()).isEqualTo(TickRule.REJECT);
        assertThat(AAPL.lotSize()).isEqualTo(Quantity.of(1));
        assertThat(AAPL.priceScale()).isEqualTo(8);
        assertThat(AAPL.quantityScale()).isZero();
        assertThat(AAPL).hasToString("AAPL");
    }

    @Example
    void bareInstrumentsHaveNoTickRule() {
        Instrument bare = Instrument.of("X", AssetClass.FOREX, "JPY");

        assertThat(bare.tickRule()).isEqualTo(TickRule.NONE);
        assertThat(bare.tickSize()).isEqualTo(Price.of("0.00000001"));
        assertThat(bare.price("1.12345678")).isEqualTo(Price.of("1.12345678"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bare.price("1.123456789"))
                .withMessage("price must be a multiple of the tick size 0.00000001, was 1.123456789 (X)");
    }

    @Example
    void cryptoAndForexCarryTheirSteps() {
        assertThat(BTC.assetClass().periodsPerYear()).isEqualTo(365);
        assertThat(BTC.quantityScale()).isEqualTo(4);
        Instrument yen = Instrument.forex("USDJPY", "JPY", "0.001");
        assertThat(yen.currency()).isEqualTo("JPY");
        assertThat(yen.tickRule()).isEqualTo(TickRule.REJECT);
        assertThat(yen.assetClass()).isEqualTo(AssetClass.FOREX);
        assertThat(yen.withCurrency("USD").currency()).isEqualTo("USD");
    }

    @Example
    void aTickFinerThanEightDecimalsWidensThePriceScale() {
        assertThat(Instrument.crypto("X", "0.0000000001", "1").priceScale()).isEqualTo(10);
    }

    @Example
    void textsAndStepsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Instrument.equity(" AAPL"))
                .withMessage("symbol must not be blank or start or end with white space, was ' AAPL'");
        assertThatIllegalArgumentException().isThrownBy(() -> Instrument.equity(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AAPL.withCurrency(" "))
                .withMessage("currency must not be blank (AAPL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AAPL.withTickSize("0"))
                .withMessage("tick and lot size must be positive, were 0 and 1 (AAPL)");
        assertThatIllegalArgumentException().isThrownBy(() -> AAPL.withLotSize("-1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AAPL.withMaxOrderQty("0.5"))
                .withMessage("largest order quantity must not be below the lot size 1, was 0.5 (AAPL)");
    }

    @Example
    void equalDefinitionsAreEqual() {
        Instrument plain = Instrument.crypto("X", "0.01", "1");
        Instrument padded = Instrument.crypto("X", "0.0100000000", "1.00");

        assertThat(padded).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(plain)
                .isNotEqualTo(plain.withLotSize("2"))
                .isNotEqualTo(plain.withMaxOrderQty("5"))
                .isNotEqualTo(plain.withTickRule(TickRule.ROUND_PASSIVE))
                .isNotEqualTo(plain.withCurrency("EUR"))
                .isNotEqualTo(Instrument.of("X", AssetClass.EQUITY, "USD").withTickSize("0.01"));
    }

    @Disabled("open: the steps keep the zeros they were written with, so that equal instruments count differently")
    @Example
    void equalInstrumentsHaveEqualScales() {
        Instrument plain = Instrument.crypto("X", "0.01", "1");
        Instrument padded = Instrument.crypto("X", "0.0100000000", "1.00");

        assertThat(padded.quantityScale()).isEqualTo(plain.quantityScale());
        assertThat(padded.priceScale()).isEqualTo(plain.priceScale());
    }

    @Example
    void noneForgetsTheTickAndATickBringsRejection() {
        assertThat(AAPL.withTickRule(TickRule.NONE).tickSize()).isEqualTo(Price.of("0.00000001"));
        assertThat(AAPL.withTickRule(TickRule.ROUND_PASSIVE)
                        .withTickSize("0.05")
                        .tickRule())
                .isEqualTo(TickRule.ROUND_PASSIVE);
    }

    @Example
    void quantitiesMustBeWholeLots() {
        assertThat(BTC.quantity("0.25")).isEqualTo(Quantity.of("0.25"));
        assertThat(BTC.quantity(3)).isEqualTo(Quantity.of(3));
        assertThat(BTC.quantity(new BigDecimal("-0.0001"))).isEqualTo(Quantity.of("-0.0001"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BTC.quantity("0.00005"))
                .withMessage("quantity must be a multiple of the lot size 0.0001, was 0.00005 (BTC/USD)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AAPL.withLotSize("100").quantity(150))
                .withMessage("quantity must be a multiple of the lot size 100, was 150 (AAPL)");
    }

    @Example
    void threeTenthsAreThreeTenths() {
        Instrument tenths = AAPL.withLotSize("0.1");

        assertThat(tenths.quantity(0.3)).isEqualTo(Quantity.of("0.3"));
        assertThat(tenths.quantity(0.1 + 0.2)).isEqualTo(Quantity.of("0.3"));
        assertThat(tenths.quantity(0.29)).isEqualTo(Quantity.of("0.2"));
        assertThat(tenths.quantity(-0.39)).isEqualTo(Quantity.of("-0.3"));
        assertThat(AAPL.withLotSize("0.01").quantity(1.15)).isEqualTo(Quantity.of("1.15"));
    }

    @Disabled("open: a size one ulp below a lot is rounded up to it, 6.699999999999999 to 6.7")
    @Property
    void computedSizesAreTheLargestThatDoNotExceed(
            @ForAll @LongRange(max = 9_000_000_000L) long near,
            @ForAll @IntRange(max = 8) int scale,
            @ForAll @IntRange(min = -2, max = 2) int ulps) {
        double value = BigDecimal.valueOf(near, scale).doubleValue();
        for (int i = 0; i < Math.abs(ulps); i++) {
            value = ulps > 0 ? Math.nextUp(value) : Math.nextDown(value);
        }
        double computed = Math.max(0, value);
        Instrument instrument =
                AAPL.withLotSize(BigDecimal.ONE.movePointLeft(scale).toPlainString());

        long units = instrument.quantity(computed).unitsAt(scale);

        assertThat(BigDecimal.valueOf(units, scale).doubleValue()).isLessThanOrEqualTo(computed);
        assertThat(BigDecimal.valueOf(units + 1, scale).doubleValue()).isGreaterThan(computed);
        assertThat(instrument.quantity(-computed).unitsAt(scale)).isEqualTo(-units);
    }

    @Property
    void computedSizesAreWholeLotsTowardZero(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double value, @ForAll @IntRange(min = 1, max = 500) int lot) {
        Instrument instrument = AAPL.withLotSize(Integer.toString(lot));

        long units = instrument.quantity(value).unitsAt(0);

        assertThat(units % lot).isZero();
        assertThat(Math.abs(units)).isLessThanOrEqualTo((long) Math.abs(value));
        assertThat(Math.abs(value) - Math.abs(units)).isLessThan(lot);
    }

    @Example
    void sizesThatAreNoNumbersAreRefused() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 9e15}) {
            assertThatIllegalArgumentException().isThrownBy(() -> AAPL.quantity(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> AAPL.price(wrong));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BTC.quantity(Double.NaN))
                .withMessage("value must be finite and below 9e15 units of 1e-4, was NaN");
    }

    @Example
    void computedPricesAreTheNearestTickWithTiesToEven() {
        Instrument quarter = AAPL.withTickSize("0.25");

        assertThat(quarter.price(10.125)).isEqualTo(Price.of("10.00"));
        assertThat(quarter.price(10.375)).isEqualTo(Price.of("10.50"));
        assertThat(quarter.price(10.13)).isEqualTo(Price.of("10.25"));
        assertThat(AAPL.price(19.999)).isEqualTo(Price.of("20.00"));
    }

    @Example
    void passivePricesRoundAwayFromTheFill() {
        Instrument passive = AAPL.withTickRule(TickRule.ROUND_PASSIVE);

        assertThat(passive.orderPrice("limit price", Price.of("10.009"), true)).isEqualTo(Price.of("10.00"));
        assertThat(passive.orderPrice("limit price", Price.of("10.001"), false)).isEqualTo(Price.of("10.01"));
        assertThat(passive.orderPrice("limit price", Price.of("10.01"), true)).isEqualTo(Price.of("10.01"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AAPL.orderPrice("limit price", Price.of("10.005"), true))
                .withMessage("limit price must be a multiple of the tick size 0.01, was 10.005 (AAPL)");
    }

    @Example
    void stepsOfAnotherScaleAreCompared() {
        assertThat(AAPL.isOnTick(Price.of("10.0100000"))).isTrue();
        assertThat(AAPL.isOnTick(Price.of("10.015"))).isFalse();
        assertThat(AAPL.withLotSize("100").isOnLot(Quantity.of("200.000"))).isTrue();
        assertThat(AAPL.withLotSize("100").isOnLot(Quantity.of("200.5"))).isFalse();
        assertThat(BTC.isOnLot(Quantity.of(7))).isTrue();
    }

    @Example
    void quantitiesBeyondALongOverflowLoudly() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> BTC.quantity(Long.MAX_VALUE));
    }
}
