package io.strategysdk.backtest.quality;

/** One line for each finding. */
final class QualityConsole {
    private static final int KIND_WIDTH = 19;
    private static final int SEVERITY_WIDTH = 7;
    private static final int COUNT_WIDTH = 7;

    private final QualityReport report;
    private final StringBuilder out = new StringBuilder();

    QualityConsole(QualityReport report) {
        this.report = report;
    }

    String text() {
        out.append("data quality against the sessions of ")
                .append(report.calendar().name())
                .append('\n');
        report.checked().forEach(this::add);
        return out.append('\n').append(report).append('\n').toString();
    }

    private void add(CheckedSeries checked) {
        Shown shown = new Shown(checked);
        SeriesQuality series = checked.quality();
        out.append('\n').append(series.instrument()).append("  ").append(series.source());
        out.append("  ").append(shown.span(series)).append('\n');
        if (series.findings().isEmpty()) {
            out.append("  nothing found\n");
        }
        for (Finding finding : series.findings()) {
            String done = Shown.treatment(report, finding);
            out.append("  ")
                    .append(padded(finding.severity().toString(), SEVERITY_WIDTH))
                    .append("  ")
                    .append(padded(finding.kind().toString(), KIND_WIDTH))
                    .append(" "
                            .repeat(Math.max(
                                    0,
                                    COUNT_WIDTH - Long.toString(finding.count()).length())))
                    .append(finding.count())
                    .append("  ")
                    .append(done.isEmpty() ? "" : "[" + done + "] ")
                    .append(finding.text())
                    .append('\n');
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
