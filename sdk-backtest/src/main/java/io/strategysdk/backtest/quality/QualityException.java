package io.strategysdk.backtest.quality;

import io.strategysdk.api.SdkException;
import java.util.List;
import java.util.stream.Collectors;

/** Data that a policy refuses; the message lists every finding that refused them. */
public final class QualityException extends SdkException {
    private static final long serialVersionUID = 1;

    private final transient List<Finding> findings;

    QualityException(List<Finding> findings) {
        super(message(findings));
        this.findings = List.copyOf(findings);
    }

    private static String message(List<Finding> findings) {
        return "data must not have " + Words.count(findings.size(), "finding", "findings")
                + " that the quality policy refuses:"
                + findings.stream().map(QualityException::line).collect(Collectors.joining());
    }

    private static String line(Finding finding) {
        String example = finding.examples().isEmpty()
                ? ""
                : "; " + finding.examples().get(0).text();
        return "\n  " + finding + (finding.text().contains(example.replace("; ", "")) ? "" : example);
    }

    /** What refused the data, in their order. */
    public List<Finding> findings() {
        return findings;
    }
}
