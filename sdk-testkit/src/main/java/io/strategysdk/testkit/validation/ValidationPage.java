package io.strategysdk.testkit.validation;

import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.internal.PageParts;
import io.strategysdk.testkit.validation.Check.Fact;
import io.strategysdk.testkit.validation.Check.Verdict;
import io.strategysdk.testkit.validation.Sensitivity.LeftOut;
import io.strategysdk.testkit.validation.Sensitivity.Outcome;
import io.strategysdk.testkit.validation.Sensitivity.Variant;
import io.strategysdk.testkit.validation.ValidationReport.Headline;
import java.util.List;
import java.util.stream.DoubleStream;

/** One page for people. Its policy lets only its own style in, no script, and nothing be fetched. */
final class ValidationPage {
    private static final String STYLE = "validation.css";
    private static final int BAR_WIDTH = 200;

    private final ValidationReport report;
    private final HtmlWriter html = new HtmlWriter();

    ValidationPage(ValidationReport report) {
        this.report = report;
    }

    String text() {
        String style = PageParts.text(ValidationPage.class.getResourceAsStream(STYLE), STYLE);
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
                .raw(PageParts.hash(style))
                .raw("'; base-uri 'none'; form-action 'none'\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.element("title", "Validation of " + report.headline().strategy())
                .raw("\n<style>")
                .raw(style)
                .raw("</style>\n</head>\n<body>\n<main>\n");
        addHeader();
        addChecks();
        addSharpe();
        addDrawdown();
        addRandomEntries();
        addSignificance();
        addPeriods();
        report.sensitivity().ifPresent(this::addSensitivity);
        addSettings();
        html.raw("</main>\n</body>\n</html>\n");
        return html.html();
    }

    private void addHeader() {
        Headline headline = report.headline();
        html.raw("<header>\n<p class=\"kicker\">Validation</p>\n").element("h1", headline.strategy());
        if (!headline.parameters().isEmpty()) {
            html.raw("\n").element("p class=\"sub\"", headline.parameters());
        }
        html.raw("\n")
                .element(
                        "p class=\"sub\"",
                        headline.instruments() + " · " + headline.first() + " to " + headline.last() + " · "
                                + Words.count(headline.days()) + " sessions")
                .raw("\n</header>\n<dl class=\"tiles\">\n");
        Outcome outcome = headline.outcome();
        addTile("Total return", Words.percent(outcome.totalReturn()), Words.count(outcome.fills()) + " fills");
        addTile("Sharpe ratio", Words.ratio(outcome.sharpe()), range(report.sharpe(), false));
        addTile("Maximum drawdown", Words.percent(outcome.maxDrawdown()), range(report.maxDrawdown(), true));
        addTile(
                "Against random entries",
                report.randomEntries().pValue().isPresent()
                        ? "p " + Words.probability(report.randomEntries().pValue())
                        : "-",
                report.randomEntries().reason().isEmpty()
                        ? Words.percent(report.randomEntries().meanEarned()) + " at random"
                        : "no test");
        html.raw("</dl>\n");
        report.warnings()
                .forEach(warning -> html.raw("<p class=\"warning\"><strong>Warning</strong> ")
                        .text(warning)
                        .raw("</p>\n"));
    }

    private static String range(Interval interval, boolean isPercent) {
        if (interval.low().isEmpty()) {
            return "no interval";
        }
        return isPercent
                ? Words.percent(interval.low()) + " to " + Words.percent(interval.high())
                : Words.ratio(interval.low()) + " to " + Words.ratio(interval.high());
    }

    private void addTile(String name, String value, String hint) {
        html.raw("<div>")
                .element("dt", name)
                .element("dd class=\"value\"", value)
                .element("dd class=\"hint\"", hint)
                .raw("</div>\n");
    }

    private void addChecks() {
        open("Verdict", report.summary() + ".");
        html.raw(
                "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Checks\"><table class=\"checks\">\n<thead><tr>"
                        + "<th scope=\"col\">Verdict</th><th scope=\"col\">Check</th><th scope=\"col\">What was found</th>"
                        + "<th scope=\"col\">Rule</th></tr></thead>\n<tbody>\n");
        for (Check check : report.checks()) {
            html.raw("<tr>")
                    .raw("<td class=\"verdict ")
                    .raw(style(check.verdict()))
                    .raw("\">")
                    .text(word(check.verdict()))
                    .raw("</td>")
                    .element("th scope=\"row\"", check.name())
                    .element("td", check.finding())
                    .element("td class=\"rule\"", check.rule())
                    .raw("</tr>\n");
        }
        html.raw("</tbody>\n</table></div>\n");
        close();
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "✓ passed";
            case FAILED -> "✗ failed";
            case UNKNOWN -> "? unknown";
        };
    }

    private static String style(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case UNKNOWN -> "unknown";
        };
    }

    private void addSharpe() {
        Interval interval = report.sharpe();
        open(
                "Sharpe ratio in other histories",
                "Each draw puts blocks of the daily returns together at random. The dark part holds "
                        + Words.share(interval.confidence()) + " of the draws.");
        if (interval.low().isEmpty()) {
            missing(interval.reason());
        } else {
            String words = "Sharpe ratios of " + Words.count(interval.draws().length) + " draws: "
                    + Words.share(interval.confidence()) + " lie from " + range(interval, false) + ", observed was "
                    + Words.ratio(interval.estimate());
            new Histogram(words, interval.draws(), Words::ratio)
                    .inside(interval.low(), interval.high())
                    .mark("0", 0, "zero")
                    .mark(
                            "observed " + Words.ratio(interval.estimate()),
                            interval.estimate().orElse(0),
                            "own")
                    .addTo(html);
        }
        close();
    }

    private void addDrawdown() {
        Interval interval = report.maxDrawdown();
        open(
                "Maximum drawdown in other histories",
                "Of the same draws, at the ends of sessions. What was observed is one of many that the same strategy may"
                        + " have had.");
        if (interval.low().isEmpty()) {
            missing(interval.reason());
        } else {
            String words = "Maximum drawdowns of " + Words.count(interval.draws().length) + " draws: "
                    + Words.share(interval.confidence()) + " lie from " + range(interval, true) + ", observed was "
                    + Words.percent(interval.estimate());
            new Histogram(words, interval.draws(), Words::percent)
                    .inside(interval.low(), interval.high())
                    .mark(
                            "observed " + Words.percent(interval.estimate()),
                            interval.estimate().orElse(0),
                            "own")
                    .addTo(html);
        }
        close();
    }

    private void addRandomEntries() {
        RandomEntries random = report.randomEntries();
        open(
                "The same stays at random times",
                Words.count(random.stays()) + (random.stays() == 1 ? " stay" : " stays") + " in the market, "
                        + Words.count(random.stepsHeld()) + " of " + Words.count(random.steps())
                        + " bars, with their lengths, sizes and costs, put elsewhere. What the trials earn, exposure alone"
                        + " earns.");
        if (random.pValue().isEmpty()) {
            missing(random.reason());
        } else {
            String words = "Returns of " + Words.count(random.draws().length) + " trials, "
                    + Words.percent(random.meanEarned()) + " on average; the run earned "
                    + Words.percent(random.earned()) + ", p " + Words.probability(random.pValue());
            new Histogram(words, random.draws(), Words::percent)
                    .mark(
                            "at random " + Words.percent(random.meanEarned()),
                            random.meanEarned().orElse(0),
                            "zero")
                    .mark("the run " + Words.percent(random.earned()), random.earned(), "own")
                    .addTo(html);
            html.element(
                    "p class=\"legend\"",
                    "p = " + Words.probability(random.pValue())
                            + ": the share of trials, what happened among them, that earned at least as much, open to open.");
        }
        close();
    }

    private void addSignificance() {
        Significance significance = report.significance();
        open(
                "Luck and the number of trials",
                "The best of many trials looks good by luck. Tell the validation how many there were.");
        if (!significance.reason().isEmpty()) {
            missing(significance.reason());
        }
        addFacts(List.of(
                new Fact(
                        "Probability that the true Sharpe ratio is above 0",
                        Words.probability(significance.probabilistic())),
                new Fact("Trials, this one included", Words.count(significance.trials())),
                new Fact("Sharpe ratio of the luckiest of them without skill", Words.ratio(significance.luckiest())),
                new Fact(
                        "Probability that the true Sharpe ratio is above that",
                        Words.probability(significance.deflated())),
                new Fact("Sessions seen", Words.count(significance.days())),
                new Fact(
                        "Sessions needed to tell this Sharpe ratio from 0",
                        significance.minimumDays().isPresent()
                                ? Words.count(
                                        Math.ceil(significance.minimumDays().getAsDouble()))
                                : "-")));
        close();
    }

    private void addPeriods() {
        Stability stability = report.stability();
        open(
                "By period",
                stability.periods().isEmpty()
                        ? Words.sentence(stability.reason())
                        : Words.percent(stability.positiveShare()) + " of the periods that count earned something."
                                + (stability.dispersion().isPresent()
                                        ? " Deviation of their Sharpe ratios: " + Words.ratio(stability.dispersion())
                                                + "."
                                        : ""));
        if (!stability.periods().isEmpty()) {
            List<Stability.Period> counted = stability.counted();
            double widest = stability.periods().stream()
                    .mapToDouble(period -> Math.abs(period.totalReturn()))
                    .max()
                    .orElse(0);
            openTable("Periods", "Period", "Return", "", "Sharpe ratio", "Drawdown", "Sessions");
            for (Stability.Period period : stability.periods()) {
                html.raw("<tr><th scope=\"row\">")
                        .text(period.name())
                        .raw(" <span class=\"rule dates\">")
                        .text(period.first() + " to " + period.last())
                        .text(counted.contains(period) ? "" : ", too short to count")
                        .raw("</span></th>")
                        .element("td class=\"number\"", Words.percent(period.totalReturn()));
                addBar(period.totalReturn(), widest, Double.NaN);
                html.element("td class=\"number\"", Words.ratio(period.sharpe()))
                        .element("td class=\"number\"", Words.percent(period.maxDrawdown()))
                        .element("td class=\"number\"", Words.count(period.days()))
                        .raw("</tr>\n");
            }
            html.raw("</tbody>\n</table></div>\n");
        }
        close();
    }

    private void addSensitivity(Sensitivity sensitivity) {
        open(
                "One thing changed at a time",
                "Bars are Sharpe ratios, the line is that of the run itself. A result that needs one exact parameter, free"
                        + " trading or the very next bar is not a result.");
        double base = sensitivity.base().sharpe().orElse(0);
        double widest = DoubleStream.concat(
                        DoubleStream.of(base),
                        sensitivity.variants().stream()
                                .mapToDouble(
                                        variant -> variant.outcome().sharpe().orElse(0)))
                .map(Math::abs)
                .max()
                .orElse(0);
        openTable("Sensitivity", "Changed", "Sharpe ratio", "", "Return", "Drawdown", "Fills");
        addVariant("as it is", sensitivity.base(), widest, base);
        for (Variant variant : sensitivity.variants()) {
            addVariant(variant.change(), variant.outcome(), widest, base);
        }
        html.raw("</tbody>\n</table></div>\n");
        if (!sensitivity.leftOut().isEmpty()) {
            html.raw("<h3>Left out</h3>\n<ul>\n");
            for (LeftOut leftOut : sensitivity.leftOut()) {
                html.element("li", leftOut.change() + ": " + leftOut.reason()).raw("\n");
            }
            html.raw("</ul>\n");
        }
        close();
    }

    private void addVariant(String name, Outcome outcome, double widest, double base) {
        html.raw("<tr><th scope=\"row\">").text(name);
        if (!outcome.failure().isEmpty()) {
            html.raw(" ").element("span class=\"rule\"", outcome.failure());
        }
        html.raw("</th>").element("td class=\"number\"", Words.ratio(outcome.sharpe()));
        addBar(outcome.sharpe().orElse(0), widest, base);
        html.element("td class=\"number\"", Words.percent(outcome.totalReturn()))
                .element("td class=\"number\"", Words.percent(outcome.maxDrawdown()))
                .element("td class=\"number\"", Words.count(outcome.fills()))
                .raw("</tr>\n");
    }

    /** From the middle, which is zero; the value stands in the cell before it. */
    private void addBar(double value, double widest, double line) {
        double half = BAR_WIDTH / 2.0;
        double scale = widest > 0 && Double.isFinite(widest) ? (half - 2) / widest : 0;
        double length = Math.abs(value) * scale;
        double from = value < 0 ? half - length : half;
        html.raw("<td class=\"bar\"><svg viewBox=\"0 0 " + BAR_WIDTH + " 16\" preserveAspectRatio=\"none\""
                + " aria-hidden=\"true\"><rect class=\"" + (value < 0 ? "loss" : "gain") + "\" x=\"" + at(from)
                + "\" y=\"3\" width=\"" + at(length) + "\" height=\"10\"/><line class=\"axis-line\" x1=\"" + at(half)
                + "\" y1=\"0\" x2=\"" + at(half) + "\" y2=\"16\"/>");
        if (Double.isFinite(line) && line != 0) {
            String x = at(half + line * scale);
            html.raw("<line class=\"own\" x1=\"" + x + "\" y1=\"0\" x2=\"" + x + "\" y2=\"16\"/>");
        }
        html.raw("</svg></td>");
    }

    private static String at(double pixels) {
        return Exact.rounded(Math.rint(pixels * 10) / 10, 6);
    }

    private void addSettings() {
        open("Settings", "Journal " + report.headline().journalHash());
        addFacts(report.settings());
        close();
    }

    private void addFacts(List<Fact> facts) {
        html.raw("<dl class=\"facts\">\n");
        for (Fact fact : facts) {
            html.raw("<div>")
                    .element("dt", fact.name())
                    .element("dd", fact.value())
                    .raw("</div>\n");
        }
        html.raw("</dl>\n");
    }

    private void openTable(String name, String... columns) {
        html.raw("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"")
                .text(name)
                .raw("\"><table>\n<thead><tr>");
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].isEmpty()) {
                html.raw("<td></td>");
            } else {
                html.element(i == 0 ? "th scope=\"col\"" : "th scope=\"col\" class=\"number\"", columns[i]);
            }
        }
        html.raw("</tr></thead>\n<tbody>\n");
    }

    private void missing(String reason) {
        html.element("p class=\"missing\"", "Cannot be told: " + reason + ".").raw("\n");
    }

    private void open(String title, String lead) {
        html.raw("<section>\n")
                .element("h2", title)
                .raw("\n")
                .element("p class=\"lead\"", lead)
                .raw("\n");
    }

    private void close() {
        html.raw("</section>\n");
    }
}
