package io.strategysdk.testkit.validation;

import io.strategysdk.engine.internal.WholeFile;
import io.strategysdk.testkit.validation.Check.Fact;
import io.strategysdk.testkit.validation.Check.Verdict;
import io.strategysdk.testkit.validation.Sensitivity.Outcome;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link Validation} found, with a verdict on each question. Immutable; the same run and settings give the same
 * bytes on every machine.
 *
 * @param headline what was run
 * @param settings of the validation and of the run, in words
 * @param sharpe interval of the annual Sharpe ratio
 * @param maxDrawdown range of the maximum drawdown
 * @param randomEntries the same stays in the market at random times
 * @param significance probabilistic and deflated Sharpe ratio
 * @param stability the result by period
 * @param sensitivity the run with something changed; empty where a result alone was given
 * @param warnings what makes the run's figures doubtful
 * @param checks a verdict on each question
 */
public record ValidationReport(
        Headline headline,
        List<Fact> settings,
        Interval sharpe,
        Interval maxDrawdown,
        RandomEntries randomEntries,
        Significance significance,
        Stability stability,
        Optional<Sensitivity> sensitivity,
        List<String> warnings,
        List<Check> checks) {
    /** Copies. */
    public ValidationReport {
        settings = List.copyOf(settings);
        warnings = List.copyOf(warnings);
        checks = List.copyOf(checks);
    }

    /**
     * What was run.
     *
     * @param strategy its name, of several all of them
     * @param parameters as text; empty where they are not known
     * @param instruments symbols
     * @param first date of the first session
     * @param last date of the last session
     * @param days sessions
     * @param outcome what came of it
     * @param journalHash by which a repetition is recognised
     */
    public record Headline(
            String strategy,
            String parameters,
            String instruments,
            LocalDate first,
            LocalDate last,
            int days,
            Outcome outcome,
            String journalHash) {}

    /** Number of checks with this verdict. */
    public long count(Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }

    /** One page that needs nothing else: no network, no script, no other file. */
    public String html() {
        return new ValidationPage(this).text();
    }

    /**
     * Writes {@link #html}, whole or not at all. A file that was there is replaced, and its folder made.
     *
     * @return the file
     * @throws io.strategysdk.api.SdkException naming the file when it cannot be written
     */
    public Path writeTo(Path file) {
        return WholeFile.writeText("validation report", file, out -> out.append(html()));
    }

    /** A line for each check. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(headline.strategy()).append(": ").append(summary());
        for (Check check : checks) {
            String verdict = switch (check.verdict()) {
                case PASSED -> "passed   ";
                case FAILED -> "failed   ";
                case UNKNOWN -> "unknown  ";
            };
            text.append("\n  ")
                    .append(verdict)
                    .append(check.name())
                    .append(": ")
                    .append(check.finding());
        }
        return text.toString();
    }

    /** How many checks have which verdict, in words. */
    String summary() {
        return count(Verdict.PASSED) + " of " + checks.size() + " checks passed, " + count(Verdict.FAILED) + " failed, "
                + count(Verdict.UNKNOWN) + " cannot be told";
    }
}
