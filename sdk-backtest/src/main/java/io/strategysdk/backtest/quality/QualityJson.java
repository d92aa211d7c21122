package io.strategysdk.backtest.quality;

import io.strategysdk.backtest.internal.JsonWriter;
import java.time.Instant;
import java.util.Optional;

/** All findings for programs. */
final class QualityJson {
    private final QualityReport report;
    private final JsonWriter json = new JsonWriter();

    QualityJson(QualityReport report) {
        this.report = report;
    }

    String text() {
        json.object().name("schema").value(1);
        json.name("calendar").value(report.calendar().name());
        addSettings(report.settings());
        json.name("counts").object();
        report.counts()
                .forEach((severity, count) -> json.name(severity.toString()).value(count));
        json.endObject().name("series").array();
        report.series().forEach(this::add);
        json.endArray().endObject();
        return json.text();
    }

    private void addSettings(QualitySettings settings) {
        json.name("settings").object();
        json.name("window").value(settings.window());
        json.name("outlierScore").value(settings.outlierScore());
        json.name("smallestDailyMove").value(settings.smallestDailyMove());
        json.name("smallestIntradayMove").value(settings.smallestIntradayMove());
        json.name("staleOdds").value(settings.staleOdds());
        json.name("shortestStaleRun").value(settings.shortestStaleRun());
        json.name("volumeScore").value(settings.volumeScore());
        json.name("volumeFactor").value(settings.volumeFactor());
        json.name("spreadFactor").value(settings.spreadFactor());
        json.name("smallestSpread").value(settings.smallestSpread());
        json.name("splitTolerance").value(settings.splitTolerance());
        json.name("levelFactor").value(settings.levelFactor());
        json.name("turnoverFactor").value(settings.turnoverFactor());
        json.name("fewestSessions").value(settings.fewestSessions());
        json.name("examples").value(settings.examples());
        json.endObject();
    }

    private void add(SeriesQuality series) {
        json.object().name("source").value(series.source());
        json.name("instrument").value(series.instrument().symbol());
        series.timeframe().ifPresent(length -> json.name("timeframe").value(length.toString()));
        series.format().ifPresent(format -> json.name("format").value(format.toString()));
        json.name("bars").value(series.bars());
        add("first", series.first());
        add("last", series.last());
        json.name("findings").array();
        series.findings().forEach(this::add);
        json.endArray().endObject();
    }

    private void add(Finding finding) {
        json.object().name("kind").value(finding.kind().toString());
        json.name("severity").value(finding.severity().toString());
        json.name("count").value(finding.count());
        add("first", finding.first());
        add("last", finding.last());
        report.treatmentOf(finding).ifPresent(done -> {
            json.name("treatment").value(done.treatment().toString());
            json.name("changed").value(done.changed());
        });
        json.name("rule").value(finding.rule());
        json.name("text").value(finding.text());
        json.name("values").object();
        finding.values().forEach((name, value) -> json.name(name).value(value));
        json.endObject().name("examples").array();
        for (Finding.Example example : finding.examples()) {
            json.object();
            add("time", example.time());
            json.name("text").value(example.text()).endObject();
        }
        json.endArray().endObject();
    }

    private void add(String name, Optional<Instant> time) {
        time.ifPresent(at -> json.name(name).value(at.toString()));
    }
}
