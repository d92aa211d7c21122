package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.Context;
import io.strategysdk.api.data.CrossSection;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.execution.DisabledExecution;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CrossSectionTests {
    private static final Feature LEVEL = Indicators.sma(1);
    private static final Instrument LATE = Instrument.equity("LATE");

    private static void run(MarketData data, Script script, UniverseDefinition... universes) {
        Engine.Builder engine = Engine.over(data).execution(new DisabledExecution());
        for (UniverseDefinition universe : universes) {
            engine.universe(universe);
        }
        RunResult result =
                engine.strategy("s", script, CAPITAL, RiskLimits.NONE).build().run();
        assertThat(result.strategies().get(0).failure()).isEmpty();
    }

    private static UniverseDefinition always(Instrument... instruments) {
        String[] symbols = List.of(instruments).stream().map(Instrument::symbol).toArray(String[]::new);
        return UniverseDefinition.of("u", Membership.always(symbols));
    }

    private static void watch(MarketData data, Consumer<CrossSection> look, UniverseDefinition universe) {
        watch(data, LEVEL, look, universe);
    }

    private static void watch(
            MarketData data, Feature feature, Consumer<CrossSection> look, UniverseDefinition universe) {
        List<CrossSection> sections = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> sections.add(context.crossSection("u", feature));
        script.decide = context -> {
            look.accept(sections.get(0));
            return List.of();
        };
        run(data, script, universe);
    }

    @Test
    void eachHasItsPlaceAmongTheOthers() {
        List<String> seen = new ArrayList<>();
        MarketData data = data(minutes(AAPL, 3, 3, 3), minutes(MSFT, 1, 3, 4), minutes(LATE, 2, 3, Double.NaN));

        watch(
                data,
                section -> {
                    seen.add(section.descending() + " of " + section.compared());
                    for (Instrument each : List.of(AAPL, MSFT, LATE)) {
                        seen.add(String.format(
                                Locale.ROOT,
                                "%s %s %s %.3f",
                                section.value(each),
                                section.rank(each),
                                section.percentile(each),
                                section.zScore(each)));
                    }
                },
                always(AAPL, MSFT, LATE));

        assertThat(seen)
                .containsExactly(
                        "[AAPL, LATE, MSFT] of [AAPL, MSFT, LATE]",
                        "3.0 3.0 1.0 1.225",
                        "1.0 1.0 0.0 -1.225",
                        "2.0 2.0 0.5 0.000",
                        "[AAPL, MSFT, LATE] of [AAPL, MSFT, LATE]",
                        "3.0 2.0 0.5 NaN",
                        "3.0 2.0 0.5 NaN",
                        "3.0 2.0 0.5 NaN",
                        "[MSFT, AAPL] of [AAPL, MSFT]",
                        "3.0 1.0 0.0 -1.000",
                        "4.0 2.0 1.0 1.000",
                        "NaN NaN NaN NaN");
    }

    @Test
    void equalOnesShareTheMeanOfTheirRanks() {
        List<Double> seen = new ArrayList<>();

        watch(
                data(minutes(AAPL, 3), minutes(MSFT, 1), minutes(LATE, 3)),
                section -> {
                    for (Instrument each : List.of(AAPL, MSFT, LATE)) {
                        seen.addAll(List.of(section.rank(each), section.percentile(each)));
                    }
                },
                always(AAPL, MSFT, LATE));

        assertThat(seen).containsExactly(2.5, 0.75, 1.0, 0.0, 2.5, 0.75);
    }

    /** Three times 0.1 is not 0.3. */
    @Test
    void whereAllAreEqualNoneIsBeyondTheOthers() {
        List<Double> seen = new ArrayList<>();

        watch(
                data(minutes(AAPL, 0.1), minutes(MSFT, 0.1), minutes(LATE, 0.1)),
                section -> seen.add(section.zScore(AAPL)),
                always(AAPL, MSFT, LATE));

        assertThat(seen).containsExactly(Double.NaN);
    }

    @Test
    void theOnlyOneHasNoPlaceAmongOthers() {
        List<Double> seen = new ArrayList<>();

        watch(
                data(minutes(AAPL, 3)),
                section -> seen.addAll(List.of(section.rank(AAPL), section.percentile(AAPL), section.zScore(AAPL))),
                always(AAPL));

        assertThat(seen).containsExactly(1.0, Double.NaN, Double.NaN);
    }

    /** Minus zero is no less than zero. */
    private record Zero() implements PlainFeature {
        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> (in.get(0) - 2) * 0.0;
        }
    }

    @Test
    void zerosAreEqual() {
        List<String> seen = new ArrayList<>();

        watch(
                data(minutes(AAPL, 1), minutes(MSFT, 3)),
                new Zero(),
                section -> seen.add(section.descending() + " " + section.value(AAPL) + " " + section.rank(AAPL)),
                always(AAPL, MSFT));

        assertThat(seen).containsExactly("[AAPL, MSFT] -0.0 1.5");
    }

    @Test
    void infinityIsNotCompared() {
        List<String> seen = new ArrayList<>();

        watch(
                data(minutes(AAPL, CodedFeature.INFINITE), minutes(MSFT, 3), minutes(LATE, 4)),
                new CodedFeature(0),
                section -> seen.add(section.compared() + " " + section.value(AAPL) + " " + section.zScore(LATE)),
                always(AAPL, MSFT, LATE));

        assertThat(seen).containsExactly("[MSFT, LATE] NaN 1.0");
    }

    /** Neither those of the run that are no members, nor any where there is no member yet. */
    @Test
    void onlyMembersAreCompared() {
        List<String> seen = new ArrayList<>();
        MarketData data = data(minutes(AAPL, 3, 4), minutes(MSFT, 1, 2));

        watch(data, section -> seen.add(section.compared() + " " + section.value(MSFT)), always(AAPL));
        watch(
                data,
                section -> seen.add(section.compared() + " " + section.value(AAPL)),
                UniverseDefinition.of(
                        "u",
                        Membership.of(
                                List.of(new Membership.Interval("AAPL", LocalDate.of(2030, 1, 1), Optional.empty())))));

        assertThat(seen).containsExactly("[AAPL] NaN", "[AAPL] NaN", "[] NaN", "[] NaN");
    }

    /** The feature of LATE has no value before the third minute, and nobody waits for it. */
    @Test
    void aStrategyDoesNotWaitForIt() {
        double none = Double.NaN;
        List<Integer> compared = new ArrayList<>();

        watch(
                data(minutes(AAPL, 1, 2, 3), minutes(LATE, none, none, 5)),
                section -> compared.add(section.compared().size()),
                always(AAPL, LATE));

        assertThat(compared).containsExactly(1, 1, 2);
    }

    @Test
    void aSectorIsTakenOut() {
        List<Double> seen = new ArrayList<>();
        LocalDate day = LocalDate.of(2024, 1, 1);
        Classification classes = Classification.of(List.of(
                new Classification.Entry("AAPL", day, "tech", "phones"),
                new Classification.Entry("MSFT", day, "tech", "software")));

        watch(
                data(minutes(AAPL, 3), minutes(MSFT, 8), minutes(LATE, 2)),
                section -> {
                    CrossSection ofSector = section.neutralBySector();
                    CrossSection ofIndustry = section.neutralByIndustry();
                    seen.addAll(List.of(ofSector.value(AAPL), ofSector.value(MSFT), ofSector.value(LATE)));
                    seen.addAll(List.of(ofSector.rank(AAPL), ofSector.rank(MSFT)));
                    seen.addAll(List.of(ofIndustry.value(AAPL), ofIndustry.value(MSFT)));
                },
                always(AAPL, MSFT, LATE).classifiedBy(classes));

        assertThat(seen).containsExactly(-2.5, 2.5, Double.NaN, 1.0, 2.0, 0.0, 0.0);
    }

    @Test
    void withoutAClassificationNothingIsNeutral() {
        watch(
                data(minutes(AAPL, 3)),
                section -> assertThatIllegalStateException()
                        .isThrownBy(section::neutralBySector)
                        .withMessage("a universe must have a classification to be neutral by sector:"
                                + " UniverseDefinition.classifiedBy, or the classification of data.universes"
                                + " (universe u)"),
                always(AAPL));
    }

    /** Also where a strategy is told of a split, after which handles show other terms. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void valuesAreThoseOfTheFeatureInEveryCallback(boolean isOfLongerBars) {
        List<CrossSection> sections = new ArrayList<>();
        List<FeatureHandle> handles = new ArrayList<>();
        List<Double> seen = new ArrayList<>();
        List<Consumer<Context>> looks = new ArrayList<>();
        Script script = new Script() {
            @Override
            public void onCorporateAction(CorporateAction action, Context context) {
                looks.get(0).accept(context);
            }
        };
        script.onStart = context -> {
            Timeframe timeframe = isOfLongerBars ? Timeframe.minutes(5) : Timeframe.MINUTE;
            sections.add(context.crossSection("u", LEVEL, timeframe));
            handles.add(context.feature(LEVEL, context.bars(AAPL, timeframe)));
        };
        Consumer<Context> look = context -> {
            if (sections.get(0).compared().contains(AAPL)) {
                assertThat(sections.get(0).value(AAPL)).isEqualTo(handles.get(0).value());
                seen.add(handles.get(0).value());
            }
        };
        looks.add(look);
        script.onMarket = look;
        script.decide = context -> {
            look.accept(context);
            return List.of();
        };

        run(
                data(walk(AAPL, 2_000, 1, true), walk(MSFT, 2_000, 2, true))
                        .withActions(List.of(
                                new Split(AAPL, LocalDate.of(2024, 1, 3), 3, 2),
                                new Split(MSFT, LocalDate.of(2024, 1, 3), 1, 4))),
                script,
                always(AAPL, MSFT));

        assertThat(seen).hasSizeGreaterThan(500);
    }

    @Test
    void itIsBoundInOnStartOverAUniverseOfTheRun() {
        Script script = new Script();
        script.onStart = context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.crossSection("other", LEVEL))
                .withMessage("universe must be one of the run's [u], was 'other'");
        script.decide = context -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> context.crossSection("u", LEVEL))
                    .withMessage("universes must be bound in onStart (s)");
            return List.of();
        };

        run(data(minutes(AAPL, 3)), script, always(AAPL));

        assertThat(script.decisions).isOne();
    }
}
