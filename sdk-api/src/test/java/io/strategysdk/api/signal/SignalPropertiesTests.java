package io.strategysdk.api.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** What holds whatever is signalled, held and working. */
class SignalPropertiesTests {
    private static final List<Instrument> INSTRUMENTS =
            List.of(Instrument.equity("A"), Instrument.equity("B").withLotSize("0.01"), Instrument.equity("C"));
    private static final double SLACK = 1 + 1e-9;

    /** An instrument at the moment of a decision; prices are in cents. */
    record Line(int cents, int lotsHeld, double strength, double measured) {}

    /** What is decided about. */
    record Case(double equity, List<Line> lines, SignalRules rules) {
        SimpleMarket market() {
            SimpleMarket market = new SimpleMarket(equity, INSTRUMENTS.toArray(Instrument[]::new));
            for (int i = 0; i < lines.size(); i++) {
                Instrument instrument = INSTRUMENTS.get(i);
                Line line = lines.get(i);
                market.mark(instrument, line.cents() / 100.0).measure(instrument, line.measured());
                market.hold(
                        instrument, instrument.lotSize().times(line.lotsHeld()).toString());
            }
            return market;
        }

        List<Signal> signals() {
            List<Signal> signals = new ArrayList<>();
            for (int i = lines.size() - 1; i >= 0; i--) {
                signals.add(new Signal(INSTRUMENTS.get(i), lines.get(i).strength()));
            }
            return signals;
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Line> line = Combinators.combine(
                        Arbitraries.integers().between(1_00, 500_00),
                        Arbitraries.integers().between(-5000, 5000),
                        Arbitraries.doubles().between(-1, 1).ofScale(4),
                        Arbitraries.doubles().between(0.001, 3).ofScale(3))
                .as(Line::new);
        return Combinators.combine(
                        Arbitraries.doubles().between(1_000, 1e7), line.list().ofSize(INSTRUMENTS.size()), rules())
                .as(Case::new);
    }

    private static Arbitrary<SignalRules> rules() {
        Arbitrary<Sizing> sizing = Arbitraries.of(
                Sizing.signalWeighted(0.5),
                Sizing.percentOfEquity(2),
                Sizing.fixedNotional(20_000),
                Sizing.volatilityTarget(0.2, 20, 252, 3),
                Sizing.atrRisk(0.02, 2, 14).timesStrength(),
                Sizing.kelly(0.6, 1.2, 0.5, 0.4));
        Arbitrary<OrderStyle> style = Arbitraries.of(OrderStyle.market(), OrderStyle.limit(0.001));
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 0.5),
                        Arbitraries.of(true, false),
                        sizing,
                        Arbitraries.doubles().between(0.05, 1),
                        Arbitraries.doubles().between(0.05, 2),
                        Arbitraries.of(true, false),
                        style)
                .as((threshold, ignores, size, position, exposure, allowsShort, placed) ->
                        new SignalRules(threshold, ignores, size, position, exposure, allowsShort, 0, placed));
    }

    @Property(tries = 3_000)
    void whatIsReachedNeverExceedsTheCaps(@ForAll("cases") Case each) {
        SimpleMarket market = each.market();
        double equity = market.equity();
        SignalRules rules = each.rules().withIgnoresWeak(false);

        market.send(market.processor(rules).process(each.signals()));
        market.fillAll();

        double all = 0;
        for (Instrument instrument : INSTRUMENTS) {
            double weight = Math.abs(market.position(instrument).size()
                    * market.position(instrument).mark()
                    / equity);
            assertThat(weight).isLessThanOrEqualTo(rules.maxPositionWeight() * SLACK);
            all += weight;
        }
        assertThat(all).isLessThanOrEqualTo(rules.maxExposure() * SLACK);
    }

    @Property(tries = 3_000)
    void askingAgainOrdersNothingBeforeAndAfterTheFill(@ForAll("cases") Case each) {
        SimpleMarket market = each.market();
        SignalProcessor processor = market.processor(each.rules());

        market.send(processor.process(each.signals()));
        assertThat(processor.process(each.signals())).isEmpty();
        market.fillAll();
        assertThat(processor.process(each.signals())).isEmpty();
    }

    @Property(tries = 2_000)
    void sellsComeBeforeBuysEachInTheRunsOrder(@ForAll("cases") Case each) {
        List<OrderIntent> intents = each.market().processor(each.rules()).process(each.signals());

        assertThat(intents).allMatch(NewOrder.class::isInstance);
        assertThat(intents.stream().map(intent -> place((NewOrder) intent)).toList())
                .isSorted();
    }

    private static int place(NewOrder order) {
        return (order.side() == Side.SELL ? 0 : 10) + INSTRUMENTS.indexOf(order.instrument());
    }

    @Property(tries = 2_000)
    void fromFlatTheSignDecidesTheSide(
            @ForAll("cases") Case each, @ForAll @DoubleRange(min = -1, max = 1) double strength) {
        SimpleMarket market = new SimpleMarket(each.equity(), INSTRUMENTS.get(0)).mark(INSTRUMENTS.get(0), 20);
        market.measure(INSTRUMENTS.get(0), 0.5);

        List<OrderIntent> intents =
                market.processor(each.rules()).process(List.of(new Signal(INSTRUMENTS.get(0), strength)));

        assertThat(intents)
                .allMatch(intent -> ((NewOrder) intent).side() == (strength > 0 ? Side.BUY : Side.SELL))
                .hasSizeLessThanOrEqualTo(each.rules().allowsShort() || strength > 0 ? 1 : 0);
    }

    @Property(tries = 2_000)
    void strongerSignalsNeverHoldLess(
            @ForAll("cases") Case each,
            @ForAll @DoubleRange(min = -1, max = 1) double one,
            @ForAll @DoubleRange(min = -1, max = 1) double other) {
        SignalRules rules = each.rules().withSizing(Sizing.signalWeighted(0.7)).withIgnoresWeak(false);

        assertThat(reached(each, rules, Math.max(one, other)))
                .isGreaterThanOrEqualTo(reached(each, rules, Math.min(one, other)));
    }

    private static double reached(Case each, SignalRules rules, double strength) {
        SimpleMarket market = new SimpleMarket(each.equity(), INSTRUMENTS.get(0)).mark(INSTRUMENTS.get(0), 20);
        market.send(market.processor(rules).process(List.of(new Signal(INSTRUMENTS.get(0), strength))));
        market.fillAll();
        return market.position(INSTRUMENTS.get(0)).size();
    }

    /** Lots are made as fine as the scaling, so that rounding takes the same part of both. */
    @Property(tries = 2_000)
    void tenTimesThePriceIsATenthOfTheQuantity(
            @ForAll @DoubleRange(min = 1_000, max = 1e7) double equity,
            @ForAll @DoubleRange(min = 0.01, max = 1) double strength,
            @ForAll("cases") Case each) {
        Instrument coarse = Instrument.equity("A").withLotSize("1");
        Instrument fine = Instrument.equity("A").withLotSize("0.1").withTickSize("0.1");
        double mark = each.lines().get(0).cents() / 100.0;
        double measured = each.lines().get(0).measured();
        boolean isRatio = each.rules().sizing() instanceof Sizings.VolatilityTarget;

        SimpleMarket before =
                new SimpleMarket(equity, coarse).mark(coarse, mark).measure(coarse, measured);
        SimpleMarket after =
                new SimpleMarket(equity, fine).mark(fine, mark * 10).measure(fine, isRatio ? measured : measured * 10);

        double quantity = bought(before, coarse, each.rules(), strength);
        assertThat(bought(after, fine, each.rules(), strength) * 10).isBetween(quantity - 1, quantity + 1);
    }

    private static double bought(SimpleMarket market, Instrument instrument, SignalRules rules, double strength) {
        market.send(market.processor(rules).process(List.of(new Signal(instrument, strength))));
        market.fillAll();
        return market.position(instrument).size();
    }

    @Property(tries = 2_000)
    void afterRebalancingNothingIsFurtherFromItsTargetThanTheBand(
            @ForAll("cases") Case each, @ForAll @DoubleRange(min = 0, max = 0.2) double band) {
        SimpleMarket market = each.market();
        double equity = market.equity();
        SignalRules rules = SignalRules.DEFAULT
                .withMaxExposure(100)
                .withAllowsShort(true)
                .withStyle(each.rules().style());
        Map<Instrument, Double> weights = new HashMap<>();
        for (int i = 0; i < INSTRUMENTS.size(); i++) {
            weights.put(INSTRUMENTS.get(i), each.lines().get(i).strength());
        }

        market.send(market.processor(rules).rebalance(weights, band));
        market.fillAll();

        weights.forEach((instrument, weight) -> {
            double mark = market.position(instrument).mark();
            double lot = instrument.lotSize().toDouble() * mark / equity;
            assertThat(Math.abs(market.position(instrument).size() * mark / equity - weight))
                    .isLessThanOrEqualTo(band + lot * SLACK);
        });
        assertThat(market.processor(rules).rebalance(weights, band)).isEmpty();
    }
}
