package io.strategysdk.examples.cli;

import io.strategysdk.backtest.execution.CommissionModel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fees as the command line writes them: {@code 0.005/share}, {@code 0.1%} or {@code 1/order}, then perhaps {@code min
 * 1}, an amount, and {@code max 1%}, of the order's value; or {@code none}.
 *
 * @param text as written
 * @param model what it means
 */
record Fees(String text, CommissionModel model) {
    private static final String NUMBER = "[0-9]{1,9}(?:\\.[0-9]{1,9})?";
    private static final Pattern FORM =
            Pattern.compile("(?<rate>" + NUMBER + ")\\s*(?<unit>/share|/order|%)(?:[\\s,]+min[\\s=]*(?<least>" + NUMBER
                    + "))?(?:[\\s,]+max[\\s=]*(?<most>" + NUMBER + ")\\s*%)?");
    private static final Fees NONE = new Fees("none", CommissionModel.NONE);

    /**
     * Reads fees.
     *
     * @throws IllegalArgumentException when they are written otherwise
     */
    static Fees parse(String text) {
        if (text.strip().equalsIgnoreCase(NONE.text())) {
            return NONE;
        }
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be such as 0.005/share, 0.1% or 1/order, or '0.005/share min 1 max 1%', or none, was '" + text
                            + "'");
        }
        String rate = matcher.group("rate");
        CommissionModel model = switch (matcher.group("unit")) {
            case "/share" -> CommissionModel.perShare(rate);
            case "/order" -> CommissionModel.perOrder(rate);
            default -> CommissionModel.percent(rate);
        };
        String least = matcher.group("least");
        String most = matcher.group("most");
        model = least == null ? model : model.withMinimum(least);
        return new Fees(text.strip(), most == null ? model : model.withMaximumPercent(most));
    }
}
