package io.strategysdk.backtest.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.SdkException;
import io.strategysdk.backtest.internal.ThinLine;
import io.strategysdk.backtest.statistics.EquityCurve;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureTests {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)[^>]*?(/?)>");
    private static final Pattern NUMBER = Pattern.compile(" (?:x|y|x1|x2|y1|y2|width|height)=\"([^\"]*)\"");

    static Stream<Picture> pictures() {
        double[] values = Walk.of(300, 4, 1);
        double[] targets = new double[300];
        Arrays.fill(targets, 1);
        Exploration look = Exploration.of(
                        RandomDays.data(RandomDays.of("AAPL", 300, 1)),
                        RandomDays.of("AAPL", 1, 1).instrument())
                .with("a <&> name that is much longer than its place", values)
                .with("flat", new double[300]);
        QuickResult quick = QuickBacktest.over(RandomDays.NYSE, RandomDays.of("AAPL", 300, 1))
                .weights(targets);
        return Stream.of(
                quick.picture(),
                quick.check().picture(),
                QuickBacktest.over(RandomDays.NYSE, RandomDays.of("AAPL", 2, 1))
                        .weights(new double[2])
                        .picture(),
                Picture.of("three", threeCurves(quick)),
                look.correlations().picture(),
                look.forwardReturns(1, 20).picture(),
                look.distribution("flat").picture(),
                look.autocorrelation("flat", 3).picture(),
                look.autocorrelation("a <&> name that is much longer than its place", 40)
                        .picture());
    }

    private static Map<String, EquityCurve> threeCurves(QuickResult quick) {
        Map<String, EquityCurve> curves = new LinkedHashMap<>();
        for (String name : List.of("one", "two", "three")) {
            curves.put(name, quick.equity());
        }
        return curves;
    }

    @Test
    void aPictureMustHaveACurve() {
        assertThatThrownBy(() -> Picture.of("none", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a picture must have a curve, was without any: none");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void elementsAreClosedAndNumbersAreNumbers(Picture picture) {
        StringBuilder open = new StringBuilder();
        TAG.matcher(picture.svg())
                .results()
                .filter(tag -> tag.group(3).isEmpty())
                .forEach(tag -> {
                    if (tag.group(1).isEmpty()) {
                        open.append('<').append(tag.group(2));
                    } else {
                        assertThat(open.toString()).endsWith("<" + tag.group(2));
                        open.setLength(open.length() - tag.group(2).length() - 1);
                    }
                });

        assertThat(open).isEmpty();
        assertThat(NUMBER.matcher(picture.svg()).results())
                .hasSizeGreaterThan(10)
                .allSatisfy(number ->
                        assertThat(Double.parseDouble(number.group(1))).isBetween(-1.0, 2_000.0));
        assertThat(picture.svg()).doesNotContain("NaN", "Infinity", "<&", "<script", "href");
        assertThat(picture.html()).contains(picture.svg()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aLineEndsWhereTheEquityEnds() {
        double[] targets = new double[50];
        Arrays.fill(targets, 1);
        QuickResult quick = QuickBacktest.over(RandomDays.NYSE, RandomDays.of("AAPL", 50, 1))
                .weights(targets);
        String svg = quick.picture().svg();
        String points = svg.substring(svg.indexOf("points=\"") + 8, svg.indexOf("\"/>", svg.indexOf("points=\"")));
        String[] all = points.split(" ", -1);

        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (int i = 0; i < quick.equity().size(); i++) {
            least = Math.min(least, quick.equity().equity(i));
            most = Math.max(most, quick.equity().equity(i));
        }
        double expected = 310 - 250 * (quick.equity().finalEquity() - least) / (most - least);
        assertThat(Double.parseDouble(all[all.length - 1].split(",", -1)[1])).isCloseTo(expected, within(0.051));
        assertThat(all[0]).startsWith("78,");
        assertThat(all[all.length - 1]).startsWith("944,");
    }

    @Test
    void ofALongLineTheLowestAndHighestOfAPixelAreDrawn() {
        double[] y = {1, 5, 2, 0, 3, 3, 9, 4};
        double[] x = {0, 0.2, 0.4, 0.9, 1, 1.5, 2, 2.5};

        assertThat(ThinLine.rows(8, i -> x[i], i -> y[i])).containsExactly(1, 3, 4, 6, 7);
    }

    @Test
    void marksAreRoundNumbers() {
        assertThat(new Axis(97_312, 131_007, 0, 100).marks(5))
                .isEqualTo(List.of(100_000.0, 110_000.0, 120_000.0, 130_000.0));
        assertThat(new Axis(-0.11, 0.27, 0, 100).marks(5)).isEqualTo(List.of(-0.1, 0.0, 0.1, 0.2));
        assertThat(new Axis(0, 5, 0, 100).marks(5)).isEqualTo(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0));
        assertThat(new Axis(0, 0, 0, 100).at(0)).isCloseTo(50, within(1e-9));
        assertThat(new Axis(0, 0, 0, 100).marks(5)).contains(0.0);
        Axis flat = new Axis(5, 5, 0, 100);
        assertThat(flat.at(5)).isCloseTo(50, within(1e-9));
        assertThat(flat.marks(5)).isNotEmpty();
    }

    @Test
    void filesAreSvgOrPages(@TempDir Path folder) throws Exception {
        Picture picture = pictures().findFirst().orElseThrow();

        picture.writeTo(folder.resolve("a.svg"));
        picture.writeTo(folder.resolve("a.html"));

        assertThat(Files.readString(folder.resolve("a.svg"))).isEqualTo(picture.svg());
        assertThat(Files.readString(folder.resolve("a.html"))).isEqualTo(picture.html());
        picture.writeTo(folder.resolve("new/a.drawing"));
        assertThat(Files.readString(folder.resolve("new/a.drawing"))).isEqualTo(picture.svg());
        Path below = folder.resolve("a.svg/b.svg");
        assertThatThrownBy(() -> picture.writeTo(below))
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith("research file must be writable: " + below);
    }

    @Test
    void aPageAllowsItsOwnStyleAndNoOther() throws Exception {
        String page = pictures().findFirst().orElseThrow().html();

        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(page).contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @Test
    void coloursOfASquareSayHowFarFromZeroAndOnWhichSide() {
        double[][] values = {{1, -1, 0}, {Double.NaN, 0.5, -2}, {2, 0, 0}};

        String svg = new HeatMap("square", List.of("a", "b", "a name that is much longer than its place"))
                .picture((row, column) -> values[row][column])
                .svg();

        // 200 to the right and 70 down, 56 each, a pixel of white around
        assertThat(colourAt(svg, 201, 71)).isEqualTo("#1f6fb2");
        assertThat(colourAt(svg, 257, 71)).isEqualTo("#d1701c");
        assertThat(colourAt(svg, 313, 71)).isEqualTo("#ffffff");
        assertThat(colourAt(svg, 201, 127)).isEqualTo("#ffffff");
        assertThat(colourAt(svg, 257, 127)).isEqualTo("#8fb7d8");
        assertThat(colourAt(svg, 313, 127)).isEqualTo("#d1701c");
        assertThat(colourAt(svg, 201, 183)).isEqualTo("#1f6fb2");
        assertThat(svg).contains(">-<", ">0.50<", ">3  a name that is much longe…<");
    }

    private static String colourAt(String svg, int x, int y) {
        Matcher box = Pattern.compile("<rect x=\"" + x + "\" y=\"" + y + "\" [^>]*fill=\"([^\"]*)\"")
                .matcher(svg);
        assertThat(box.find()).isTrue();
        return box.group(1);
    }

    @Test
    void aSquareOfNothingIsEmpty() {
        Picture picture = Exploration.of(
                        RandomDays.data(RandomDays.of("AAPL", 30, 1)),
                        RandomDays.of("AAPL", 1, 1).instrument())
                .correlations()
                .picture();

        assertThat(picture.svg()).contains("Correlation of columns").endsWith("</svg>\n");
    }

    @Test
    void barsBeyondChanceHaveAnotherColourOnBothSides() {
        String svg = new BarChart(
                        "bars",
                        List.of(
                                new BarChart.Bar("up", 0.5, 0.2),
                                new BarChart.Bar("down", -0.5, 0.2),
                                new BarChart.Bar("little", -0.1, 0.2),
                                new BarChart.Bar("none", Double.NaN, 0.2)))
                .picture()
                .svg();

        assertThat(fills(svg)).containsExactly("#ffffff", "#d1701c", "#d1701c", "#1f6fb2");
    }

    @Test
    void chanceIsInThePictureAlsoWhereNoBarIsAsLong() {
        String svg = new BarChart("bars", List.of(new BarChart.Bar("up", 0.1, 0.4)))
                .picture()
                .svg();

        List<Double> heights = Pattern.compile(" y1=\"([^\"]*)\"")
                .matcher(svg)
                .results()
                .map(line -> Double.parseDouble(line.group(1)))
                .toList();
        assertThat(heights).hasSizeGreaterThan(3).allSatisfy(y -> assertThat(y).isBetween(44.0, 276.0));
    }

    private static List<String> fills(String svg) {
        return Pattern.compile("<rect [^>]*fill=\"([^\"]*)\"")
                .matcher(svg)
                .results()
                .map(box -> box.group(1))
                .toList();
    }
}
