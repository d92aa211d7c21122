package io.strategysdk.api.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

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
                .isThrownBy(() -> AAPL.withCurrency("usd dollars"))
                .withMessage(
                        "currency must be a code of 3 to 10 capital letters or digits such as USD, was 'usd dollars'"
                                + " (AAPL)");
        assertThatIllegalArgumentException().isThrownBy(() -> AAPL.withCurrency(""));
        assertThatIllegalArgumentException().isThrownBy(() -> AAPL.withCurrency("usd"));
        assertThat(AAPL.withCurrency("1INCH").currency()).isEqualTo("1INCH");
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

    @Example
    void equalInstrumentsHaveEqualScales() {
        Instrument plain = Instrument.crypto("X", "0.01", "1");
        Instrument padded = Instrument.crypto("X", "0.0100000000", "1.00");

        assertThat(padded.quantityScale()).isEqualTo(plain.quantityScale());
        assertThat(padded.priceScale()).isEqualTo(plain.priceScale());
        assertThat(padded.tickSize()).hasToString("0.01");
        assertThat(padded.lotSize()).hasToString("1");
        assertThat(padded.price(10.259)).hasToString(plain.price(10.259).toString());
        assertThat(padded.quantity("7")).hasToString("7");
        assertThat(padded.withMaxOrderQty("50.0").maxOrderQty()).hasToString("50");
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

    @Example
    void whatArithmeticFellShortByIsGivenBack() {
        assertThat(AAPL.quantity(0.29 * 100)).isEqualTo(Quantity.of(29));
        assertThat(AAPL.quantity(0.57 * 100)).isEqualTo(Quantity.of(57));
        Instrument tenths = AAPL.withLotSize("0.1");
        assertThat(tenths.quantity(0.3 - 0.1)).isEqualTo(Quantity.of("0.2"));
        assertThat(tenths.quantity(6.699999999999999)).isEqualTo(Quantity.of("6.7"));
        assertThat(tenths.quantity(6.69999999999)).isEqualTo(Quantity.of("6.6"));
        assertThat(tenths.quantity(-6.69999999999)).isEqualTo(Quantity.of("-6.6"));
        assertThat(AAPL.quantity(5e12 + 0.7)).isEqualTo(Quantity.of(5_000_000_000_000L));
    }

    @Property
    void computedSizesGoTowardZeroUnlessTheyAreShortOfALotByAPartIn1e12(
            @ForAll @LongRange(min = 1, max = 900_000_000L) long lots,
            @ForAll @IntRange(min = 1, max = 5000) int step,
            @ForAll @IntRange(max = 9) int scale,
            @ForAll @DoubleRange(min = -3e-12, max = 3e-12) @Scale(15) double off) {
        BigDecimal lot = BigDecimal.valueOf(step, scale);
        BigDecimal multiple = lot.multiply(BigDecimal.valueOf(lots));
        double computed = multiple.doubleValue() * (1 + off);
        BigDecimal shortBy = multiple.subtract(new BigDecimal(computed)).divide(multiple, MathContext.DECIMAL64);
        Assume.that(shortBy.subtract(new BigDecimal("1e-12")).abs().compareTo(new BigDecimal("1e-15")) > 0);
        boolean meant = shortBy.compareTo(new BigDecimal("1e-12")) < 0;
        Instrument instrument = AAPL.withLotSize(lot.toPlainString());

        Quantity quantity = instrument.quantity(computed);

        assertThat(quantity.toBigDecimal()).isEqualByComparingTo(meant ? multiple : multiple.subtract(lot));
        assertThat(instrument.quantity(-computed)).isEqualTo(quantity.negated());
    }

    @Property
    void computedSizesOfAnyValueGoTowardZero(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) @Scale(9) double computed,
            @ForAll @IntRange(min = 1, max = 5000) int step,
            @ForAll @IntRange(max = 5) int scale) {
        BigDecimal lot = BigDecimal.valueOf(step, scale);
        BigDecimal exact = new BigDecimal(computed);
        BigDecimal down = exact.divide(lot, 0, RoundingMode.DOWN).multiply(lot);
        BigDecimal up = down.add(lot.multiply(BigDecimal.valueOf((long) Math.signum(computed))));
        BigDecimal missing = up.subtract(exact).abs();
        BigDecimal slack = exact.abs().multiply(new BigDecimal("1e-12")).min(lot.multiply(new BigDecimal("0.25")));
        Assume.that(missing.subtract(slack).abs().compareTo(exact.abs().multiply(new BigDecimal("1e-15"))) > 0);

        BigDecimal quantity =
                AAPL.withLotSize(lot.toPlainString()).quantity(computed).toBigDecimal();

        assertThat(quantity).isEqualByComparingTo(missing.compareTo(slack) <= 0 ? up : down);
    }

    @Property
    void sizesSurviveTheWayThroughADouble(
            @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long units,
            @ForAll @IntRange(max = 18) int scale) {
        Quantity exact = new Quantity(units, scale);
        Instrument instrument =
                AAPL.withLotSize(BigDecimal.ONE.movePointLeft(scale).toPlainString());

        assertThat(instrument.quantity(exact.toDouble())).isEqualTo(exact);
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
                .withMessage("computed quantity must be finite and below 9e15 units of 1e-4, was NaN (BTC/USD)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AAPL.price(Double.NaN))
                .withMessage("computed price must be finite and below 9e15 units of 1e-2, was NaN (AAPL)");
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

    @Property
    void computedPricesAreNoFurtherThanHalfATick(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) @Scale(9) double computed,
            @ForAll @IntRange(min = 1, max = 5000) int step,
            @ForAll @IntRange(max = 5) int scale) {
        BigDecimal tick = BigDecimal.valueOf(step, scale);

        BigDecimal price =
                AAPL.withTickSize(tick.toPlainString()).price(computed).toBigDecimal();

        assertThat(price.remainder(tick)).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(price.subtract(new BigDecimal(computed)).abs())
                .isLessThanOrEqualTo(tick.multiply(new BigDecimal("0.5000000001")));
    }

    @Property
    void multiplesAreThoseOfBigDecimal(
            @ForAll long units,
            @ForAll @IntRange(max = 18) int scale,
            @ForAll @LongRange(min = 1, max = 5000) long step,
            @ForAll @IntRange(max = 18) int stepScale) {
        BigDecimal size = BigDecimal.valueOf(step, stepScale);
        boolean multiple = BigDecimal.valueOf(units, scale).remainder(size).signum() == 0;
        Instrument instrument = AAPL.withLotSize(size.toPlainString()).withTickSize(size.toPlainString());

        assertThat(instrument.isOnLot(new Quantity(units, scale))).isEqualTo(multiple);
        assertThat(instrument.isOnTick(new Price(units, scale))).isEqualTo(multiple);
    }

    @Example
    void offTheStepIsSaidOfTheFinestValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AAPL.withLotSize("100").quantity("0.000000000000000001"))
                .withMessage("quantity must be a multiple of the lot size 100, was 0.000000000000000001 (AAPL)");
    }

    @Example
    void quantitiesBeyondALongOverflowLoudly() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> BTC.quantity(Long.MAX_VALUE))
                .withMessage("quantity must fit 64 bits at 4 decimals, was 9223372036854775807 (BTC/USD)");
    }

    @Example
    void pricesBeyondALongAtThePriceScaleOverflowLoudly() {
        assertThat(AAPL.price("90000000000")).isEqualTo(Price.of(90_000_000_000L));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> AAPL.price("100000000000"))
                .withMessage("price must fit 64 bits at 8 decimals, was 100000000000 (AAPL)");
    }
}
