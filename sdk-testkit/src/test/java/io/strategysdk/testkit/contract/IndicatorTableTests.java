package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The table of all indicators. {@code docs/indicators.md} is this table, of what the sources say and what running them
 * gives; {@code -Dindicators.write=true} writes it anew.
 */
final class IndicatorTableTests {
    private static final List<Catalogue.Entry> ALL = Catalogue.ALL;
    private static final Path PAGE = Path.of("..", "docs", "indicators.md");
    private static final double PRICE = 100;
    private static final double OTHER_PRICE = 40;

    private static final String HEAD = """
            # Indicators

            This page is written by a test (`IndicatorTableTests`) from the catalogue `io.strategysdk.api.feature.Indicators` and `SessionFeatures`, their Javadoc and runs over sample markets.

            * All compute in double. Undefined is NaN, written – here; no indicator is ever infinite.
            * **First valid** is the first bar, from 0, that has a value on bars without gaps. A bar at which an input is undefined gives NaN and leaves no trace: windows count defined bars.
            * **Flat market**: what it says when all prices have always been the same, with a volume of 1000 in each bar. **No volume**: what it says of bars that move without volume; blank where volume does not matter.
            * A window's value depends on the window alone; a recursion is seeded with the arithmetic mean of its first n values unless its line says otherwise.
            * The close is read unless said otherwise; most take another input: `ema(20).of(Input.open())`, `sma(5).of(rsi(14))`.
            * `rma(14).of(dmi(14).dx())` and `dmi(14).adx()` are one feature and share one column: equal definitions are computed once.
            * Column in a backtest, bar by bar live, and restored from a checkpoint: equal to the bit. A feature of your own is checked for the same by `FeatureCheck` of the testkit, or test by test by [`FeatureContract`](contracts.md).

            | write | what it is | first valid | flat market | no volume | other libraries |
            |---|---|---|---|---|---|
            """;

    @Test
    void thePageIsThisTable() throws IOException {
        String page = page();
        if (Boolean.getBoolean("indicators.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void eachIndicatorSaysWhereItBeginsWhatItDoesOnFlatInputAndWhoAgrees(Catalogue.Entry entry) {
        Object made = entry.sample();
        List<String> sentences = CatalogueSource.of(entry.factory());
        String text = made instanceof Feature ? String.join(" ", sentences) : allOf(made.getClass(), entry);

        assertThat(text).contains("irst valid");
        assertThat(text.toLowerCase(Locale.ROOT)).contains("flat");
        assertThat(entry.toString().startsWith("SessionFeatures.")
                        || OF_OTHERS.matcher(text).find())
                .as("who agrees with %s", entry)
                .isTrue();
    }

    private static String allOf(Class<?> type, Catalogue.Entry entry) {
        return String.join(" ", CatalogueSource.of(type))
                + entry.samples().keySet().stream()
                        .map(output -> String.join(" ", CatalogueSource.of(type, nameOf(output))))
                        .collect(Collectors.joining(" "));
    }

    private static String page() {
        return HEAD + ALL.stream().map(IndicatorTableTests::rows).collect(Collectors.joining());
    }

    private static String rows(Catalogue.Entry entry) {
        Object made = entry.sample();
        if (made instanceof Feature feature) {
            List<String> sentences = CatalogueSource.of(entry.factory());
            return row("`" + entry + "`", sentences.get(0), feature, others(sentences));
        }
        List<String> sentences = CatalogueSource.of(made.getClass());
        StringBuilder rows =
                new StringBuilder(cells("`" + entry + "`", sentences.get(0), "", "", "", others(sentences)));
        entry.samples()
                .forEach((output, feature) -> rows.append(row(
                        "`" + output + "`",
                        CatalogueSource.of(made.getClass(), nameOf(output)).get(0),
                        feature,
                        "")));
        return rows.toString();
    }

    private static String nameOf(String output) {
        return output.substring(1, output.length() - "()".length());
    }

    private static String row(String write, String what, Feature feature, String others) {
        FeatureFindings findings =
                FeatureCheck.of(feature).withMarkets(1).check().get(0);
        return cells(
                write,
                what.replaceFirst("[;,] first valid [^.]*\\.$", "."),
                Integer.toString(findings.firstValid()),
                onFlatMarket(feature, findings),
                findings.isReadingVolume() ? number(findings.onZeroVolume()) : "",
                others);
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String onFlatMarket(Feature feature, FeatureFindings findings) {
        if (!readsPrices(feature)) {
            return "";
        }
        Market other = Market.flat(OTHER_PRICE, Market.seriesOf(feature), findings.firstValid() + 200);
        double there = other.column(feature)[other.size() - 1];
        boolean isPrice = isNear(findings.onFlatMarket(), PRICE) && isNear(there, OTHER_PRICE);
        return isPrice ? "the price" : number(findings.onFlatMarket());
    }

    private static boolean readsPrices(Feature feature) {
        return Feature.withInputs(feature).stream()
                .flatMap(each -> each.inputs().stream())
                .anyMatch(Input.OfBar.class::isInstance);
    }

    private static boolean isNear(double value, double price) {
        return Math.abs(value - price) < 1e-9 * price;
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        BigDecimal rounded = BigDecimal.valueOf(Math.abs(value) < 1e-9 ? 0 : value)
                .round(new MathContext(4))
                .stripTrailingZeros();
        return rounded.toPlainString();
    }

    private static final Pattern OF_OTHERS = Pattern.compile("[Aa]gree|[Cc]onverge|TA-Lib|Pine|LEAN|ta4j|backtrader");

    private static String others(List<String> sentences) {
        return sentences.stream()
                .skip(1)
                .filter(sentence -> OF_OTHERS.matcher(sentence).find())
                .collect(Collectors.joining(" "));
    }
}
