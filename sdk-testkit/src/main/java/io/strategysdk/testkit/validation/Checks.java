package io.strategysdk.testkit.validation;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.engine.StrategyResult;
import io.strategysdk.testkit.validation.Check.Fact;
import io.strategysdk.testkit.validation.Check.Verdict;
import io.strategysdk.testkit.validation.Sensitivity.Kind;
import io.strategysdk.testkit.validation.Sensitivity.LeftOut;
import io.strategysdk.testkit.validation.Sensitivity.Outcome;
import io.strategysdk.testkit.validation.Sensitivity.Variant;
import io.strategysdk.testkit.validation.Stability.Period;
import io.strategysdk.testkit.validation.Validation.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The rules, and what a validation says of them. */
final class Checks {
    private static final double HALF = 0.5;

    private final Validation validation;
    private final Settings settings;

    Checks(Validation validation, Settings settings) {
        this.validation = validation;
        this.settings = settings;
    }

    /** A verdict on each question; where the run did not come to its end, nothing holds, as in assertions. */
    List<Check> all() {
        Check run = completed();
        List<Check> all = new ArrayList<>();
        all.add(run);
        all.add(sharpeAbove(0));
        all.add(probabilisticSharpeAbove(settings.confidence()));
        if (settings.trials() > 1) {
            all.add(deflatedSharpeAbove(settings.confidence()));
        }
        all.add(beatsRandomEntries());
        all.add(positivePeriods(HALF));
        if (validation.sensitivity().isPresent()) {
            all.add(keep(Kind.PARAMETER, HALF));
            all.add(keep(Kind.SLIPPAGE, HALF));
            all.add(keep(Kind.DELAY, HALF));
        }
        if (run.verdict() == Verdict.FAILED) {
            all.replaceAll(check -> Check.of(check.name(), check.rule(), false, run.finding(), check.facts()));
        }
        return all;
    }

    /** What everything else takes for granted. */
    Check completed() {
        String failure = Outcome.failure(validation.result(), validation.daily());
        return Check.of(
                "Run",
                "the run must come to its end without an error and with its equity above zero",
                failure.isEmpty(),
                failure.isEmpty() ? "the run came to its end" : failure,
                List.of());
    }

    Check sharpeAbove(double ratio) {
        Interval interval = validation.sharpe();
        String rule = "Sharpe ratio must be above " + Words.plain(ratio) + " with " + confidence() + " confidence";
        List<Fact> facts = facts(interval, Words::ratio);
        if (interval.low().isEmpty()) {
            return Check.unknown("Sharpe ratio", rule, interval.reason(), facts);
        }
        double low = interval.low().getAsDouble();
        String finding =
                "its " + confidence() + " interval is " + Words.ratio(low) + " to " + Words.ratio(interval.high());
        return Check.of("Sharpe ratio", rule, low > ratio, finding, facts);
    }

    Check maxDrawdownBelow(double depth) {
        Interval interval = validation.maxDrawdown();
        String rule = "maximum drawdown must be below " + Words.share(depth) + " with " + confidence() + " confidence";
        List<Fact> facts = facts(interval, Words::percent);
        if (interval.high().isEmpty()) {
            return Check.unknown("Maximum drawdown", rule, interval.reason(), facts);
        }
        double high = interval.high().getAsDouble();
        String finding =
                "its " + confidence() + " range is " + Words.percent(interval.low()) + " to " + Words.percent(high);
        return Check.of("Maximum drawdown", rule, high < depth, finding, facts);
    }

    private interface Text {
        String of(OptionalDouble value);
    }

    private List<Fact> facts(Interval interval, Text text) {
        DailyEquity daily = validation.daily();
        return List.of(
                new Fact("observed", text.of(interval.estimate())),
                new Fact(confidence() + " interval", text.of(interval.low()) + " to " + text.of(interval.high())),
                new Fact("days", Words.count(daily.size() - 1.0) + ", " + span(daily)),
                new Fact(
                        "draws",
                        Words.count(settings.draws()) + " of blocks of "
                                + Words.ratio(validation.bootstrap().blockLength()) + " days on average, seed "
                                + settings.seed()));
    }

    Check beatsRandomEntries() {
        RandomEntries random = validation.randomEntries();
        double most = 1 - settings.confidence();
        String rule = "the run must beat the same stays at random times with " + confidence() + " confidence";
        List<Fact> facts = List.of(
                new Fact("earned, open to open", Words.percent(random.earned())),
                new Fact("at random, on average", Words.percent(random.meanEarned())),
                new Fact("p", Words.probability(random.pValue())),
                new Fact("stays", Words.count(random.stays())),
                new Fact("bars held", Words.count(random.stepsHeld()) + " of " + Words.count(random.steps())),
                new Fact("trials", Words.count(settings.draws()) + ", seed " + settings.seed()));
        if (random.pValue().isEmpty()) {
            return Check.unknown("Random entries", rule, random.reason(), facts);
        }
        double p = random.pValue().getAsDouble();
        String finding = Words.percent(random.earned()) + " beside " + Words.percent(random.meanEarned())
                + " at random, p " + Words.probability(p);
        return Check.of("Random entries", rule, p <= most + 1e-12, finding, facts);
    }

    Check probabilisticSharpeAbove(double probability) {
        Significance significance = validation.significance();
        String rule = "the probability that the true Sharpe ratio is above 0 must be above " + Words.share(probability);
        return probability("Probabilistic Sharpe ratio", rule, significance.probabilistic(), probability, significance);
    }

    Check deflatedSharpeAbove(double probability) {
        Significance significance = validation.significance();
        String rule = "the probability that the true Sharpe ratio is above the luck of " + significance.trials()
                + (significance.trials() == 1 ? " trial" : " trials") + " must be above " + Words.share(probability);
        return probability("Deflated Sharpe ratio", rule, significance.deflated(), probability, significance);
    }

    private Check probability(String name, String rule, OptionalDouble found, double least, Significance significance) {
        List<Fact> facts = List.of(
                new Fact("observed Sharpe ratio", Words.ratio(significance.sharpe())),
                new Fact("days", Words.count(significance.days())),
                new Fact(
                        "days needed",
                        significance.minimumDays().isPresent()
                                ? Words.count(
                                        Math.ceil(significance.minimumDays().getAsDouble()))
                                : "-"),
                new Fact("trials", Words.count(significance.trials())),
                new Fact("luck of the best trial", Words.ratio(significance.luckiest())),
                new Fact("probability above 0", Words.probability(significance.probabilistic())),
                new Fact("probability above luck", Words.probability(significance.deflated())));
        if (found.isEmpty()) {
            return Check.unknown(name, rule, significance.reason(), facts);
        }
        return Check.of(name, rule, found.getAsDouble() > least, "it is " + Words.probability(found), facts);
    }

    Check positivePeriods(double share) {
        Stability stability = validation.stability();
        String rule = "at least " + Words.share(share) + " of the periods must have earned something";
        List<Period> counted = stability.counted();
        List<Fact> facts = stability.periods().stream()
                .map(period -> new Fact(
                        period.name(),
                        Words.percent(period.totalReturn()) + ", Sharpe ratio " + Words.ratio(period.sharpe())
                                + (counted.contains(period) ? "" : ", too short to count")))
                .toList();
        if (stability.positiveShare().isEmpty()) {
            return Check.unknown("Periods", rule, stability.reason(), facts);
        }
        double found = stability.positiveShare().getAsDouble();
        Period worst = stability.worst().orElseThrow();
        String finding = Words.percent(found) + " of " + counted.size() + " have, the worst, " + worst.name()
                + ", made " + Words.percent(worst.totalReturn());
        return Check.of("Periods", rule, found >= share, finding, facts);
    }

    Check keep(Kind kind, double share) {
        String name = switch (kind) {
            case PARAMETER -> "Neighbouring parameters";
            case SLIPPAGE -> "Slippage";
            case DELAY -> "One bar of delay";
        };
        String with = switch (kind) {
            case PARAMETER -> "with each parameter one step away";
            case SLIPPAGE -> "with each other slippage";
            case DELAY -> "with decisions that leave one bar later";
        };
        String rule = "at least " + Words.share(share) + " of the Sharpe ratio must stay " + with;
        if (validation.sensitivity().isEmpty()) {
            return Check.unknown(
                    name, rule, "there is a result alone, give a function from parameters to a backtest", List.of());
        }
        Sensitivity sensitivity = validation.sensitivity().get();
        OptionalDouble base = sensitivity.base().sharpe();
        List<Variant> variants = sensitivity.variants(kind);
        List<Fact> facts = facts(kind, sensitivity);
        for (Variant variant : variants) {
            String failure = variant.outcome().failure();
            if (!failure.isEmpty()) {
                return Check.of(name, rule, false, variant.change() + " keeps nothing: " + failure, facts);
            }
        }
        if (base.isEmpty() || base.getAsDouble() <= 0) {
            return Check.unknown(name, rule, "the run has no positive Sharpe ratio to keep", facts);
        }
        if (variants.isEmpty()) {
            return Check.unknown(name, rule, "nothing could be changed", facts);
        }
        Variant worst = variants.stream()
                .min(Comparator.comparingDouble(
                        variant -> variant.outcome().sharpe().orElse(0)))
                .orElseThrow();
        double kept = worst.outcome().sharpe().orElse(0) / base.getAsDouble();
        String finding = worst.change() + " leaves " + Words.percent(kept) + " of " + Words.ratio(base);
        return Check.of(name, rule, kept >= share, finding, facts);
    }

    private static List<Fact> facts(Kind kind, Sensitivity sensitivity) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("as it is", words(sensitivity.base())));
        for (Variant variant : sensitivity.variants(kind)) {
            facts.add(new Fact(variant.change(), words(variant.outcome())));
        }
        for (LeftOut leftOut : sensitivity.leftOut()) {
            if (leftOut.kind() == kind) {
                facts.add(new Fact(leftOut.change(), "left out: " + leftOut.reason()));
            }
        }
        return facts;
    }

    private static String words(Outcome outcome) {
        if (!outcome.failure().isEmpty()) {
            return outcome.failure();
        }
        return "Sharpe ratio " + Words.ratio(outcome.sharpe()) + ", return " + Words.percent(outcome.totalReturn())
                + ", drawdown " + Words.percent(outcome.maxDrawdown()) + ", " + Words.count(outcome.fills())
                + " fills";
    }

    ValidationReport.Headline headline(String parameters) {
        BacktestResult result = validation.result();
        DailyEquity daily = validation.daily();
        return new ValidationReport.Headline(
                result.strategies().stream().map(StrategyResult::name).collect(Collectors.joining(", ")),
                parameters,
                result.instruments().stream().map(Instrument::symbol).collect(Collectors.joining(", ")),
                daily.date(0),
                daily.date(daily.size() - 1),
                daily.size() - 1,
                Outcome.of(result),
                result.journal().hash());
    }

    List<Fact> settings(double blockLength) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("confidence", confidence()));
        facts.add(new Fact("draws", Words.count(settings.draws())));
        facts.add(new Fact("seed of the draws", Long.toString(settings.seed())));
        facts.add(new Fact("mean block of the bootstrap", Words.ratio(blockLength) + " days"));
        facts.add(new Fact(
                "trials",
                Words.count(settings.trials())
                        + (settings.deviationOfTrials().isPresent()
                                ? ", deviation of their Sharpe ratios " + Words.ratio(settings.deviationOfTrials())
                                : "")));
        validation.result().settings().forEach((name, value) -> facts.add(new Fact(name, value)));
        return facts;
    }

    private String confidence() {
        return Words.share(settings.confidence());
    }

    private static String span(DailyEquity daily) {
        return daily.date(0) + " to " + daily.date(daily.size() - 1);
    }
}
