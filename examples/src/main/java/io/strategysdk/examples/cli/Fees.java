package io.strategysdk.examples.cli;

import io.strategysdk.backtest.execution.CommissionModel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fees as the command line writes them: {@code 0.005/share}, {@code 0.1%} or {@code 1/order}, then perhaps {@code min 1}.
 *
 * @param text as written
 * @param model what it means
 */
record Fees(String text, CommissionModel model) {
    private static final String NUMBER = "[0-9]{1,9}(?:\\.[0-9]{1,9})?";
    private static final Pattern FORM = Pattern.compile(
            "(?<rate>" + NUMBER + ")\\s*(?<unit>/share|/order|%)(?:[\\s,]+min[\\s=]*(?<least>" + NUMBER + "))?");

    /**
     * Reads fees.
     *
     * @throws IllegalArgumentException when they are written otherwise
     */
    static Fees parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be such as 0.005/share, 0.1% or 1/order, or '0.005/share min 1', was '" + text + "'");
        }
        String rate = matcher.group("rate");
        CommissionModel model = switch (matcher.group("unit")) {
            case "/share" -> CommissionModel.perShare(rate);
            case "/order" -> CommissionModel.perOrder(rate);
            default -> CommissionModel.percent(rate);
        };
        String least = matcher.group("least");
        return new Fees(text.strip(), least == null ? model : model.withMinimum(least));
    }
}
