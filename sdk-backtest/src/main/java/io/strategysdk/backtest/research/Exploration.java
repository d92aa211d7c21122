package io.strategysdk.backtest.research;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.internal.HtmlWriter;
import io.strategysdk.backtest.quality.CheckedData;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks into features over the bars of one instrument, without a strategy: how they go together and with what prices did
 * later, how their values are distributed, whether they repeat themselves and whether they are stationary. Every answer is
 * a record with a table as its text and a picture.
 *
 * <pre>{@code
 * Exploration look = Exploration.of(data, aapl, rsi(14), zscore(20)).with("gap", gaps);
 * System.out.println(look.forwardReturns(1, 5, 20));
 * System.out.println(look.stationarity("rsi(14)"));
 * }</pre>
 *
 * <p>Rows at which a value is undefined (NaN, infinite) are left out pair by pair, and every answer says how many rows it
 * is of. Correlations, tests and distributions are computed by Hipparchus, an optional dependency: add {@code
 * org.hipparchus:hipparchus-stat} to the class path. Immutable; {@code with} answers with another one.
 */
public final class Exploration {
    private static final int LAGS = 20;

    private final BarColumns bars;
    private final MarketData data;
    private final Map<String, double[]> columns;
    private final @Nullable CheckedData quality;

    private Exploration(
            MarketData data, BarColumns bars, Map<String, double[]> columns, @Nullable CheckedData quality) {
        this.data = data;
        this.bars = bars;
        this.columns = columns;
        this.quality = quality;
    }

    /**
     * Of features on the bars that fill orders in an instrument.
     *
     * @throws IllegalArgumentException when the instrument is not part of the data, two features have one name, one reads
     *     several instruments, or the data have corporate actions: adjust the prices first, {@link MarketData#adjusted}
     * @throws io.strategysdk.api.SdkException when Hipparchus is not there
     */
    public static Exploration of(MarketData data, Instrument instrument, Feature... features) {
        return of(data, null, instrument, features);
    }

    /**
     * Of features on bars that a quality policy let pass, otherwise as {@link #of(MarketData, Instrument, Feature...)}. Page
     * and text name the policy and tell what it repaired or marked.
     *
     * @param calendar sessions that the bars belong to
     */
    public static Exploration of(
            TradingCalendar calendar, CheckedData checked, Instrument instrument, Feature... features) {
        return of(MarketData.of(calendar, checked.bars()), checked, instrument, features);
    }

    private static Exploration of(
            MarketData data, @Nullable CheckedData quality, Instrument instrument, Feature... features) {
        Hipparchus.require();
        if (!data.actions().isEmpty()) {
            throw new IllegalArgumentException("exploration must be over adjusted prices, was over prices with events,"
                    + " the first of them " + data.actions().get(0) + ": use MarketData.adjusted");
        }
        Exploration look = new Exploration(data, data.executionSeries(instrument), Map.of(), quality);
        for (Feature feature : features) {
            look = look.with(feature);
        }
        return look;
    }

    /**
     * With a feature more.
     *
     * @param others further instruments that it reads, in the order of its series
     * @throws IllegalArgumentException when its name is taken, or it cannot be bound to them
     */
    public Exploration with(Feature feature, Instrument... others) {
        return withOwn(feature.name(), data.column(feature, bars.instrument(), others));
    }

    /**
     * With a column of one's own.
     *
     * @param values one for each bar, known at its close; NaN where there is none. Copied
     * @throws IllegalArgumentException when the name is taken, or there are not as many as bars
     */
    public Exploration with(String name, double[] values) {
        return withOwn(name, values.clone());
    }

    private Exploration withOwn(String name, double[] values) {
        if (columns.containsKey(name)) {
            throw new IllegalArgumentException("columns must have different names, was twice '" + name + "'");
        }
        if (values.length != bars.size()) {
            throw new IllegalArgumentException("a column must have a value for each of the " + bars.size()
                    + " bars, was " + values.length + " (" + name + ")");
        }
        Map<String, double[]> more = new LinkedHashMap<>(columns);
        more.put(name, values);
        return new Exploration(data, bars, more, quality);
    }

    /** Names of the columns, in the order in which they were added. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /**
     * Values of a column; a copy.
     *
     * @throws IllegalArgumentException when there is none of the name
     */
    public double[] column(String name) {
        return values(name).clone();
    }

    private double[] values(String name) {
        double[] values = columns.get(name);
        if (values == null) {
            throw new IllegalArgumentException("column must be one of " + columns.keySet() + ", was '" + name + "'");
        }
        return values;
    }

    /** How each pair of columns goes together. */
    public Correlations correlations() {
        List<Correlations.Pair> pairs = new ArrayList<>();
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                pairs.add(Correlations.Pair.of(names.get(i), names.get(j), values(names.get(i)), values(names.get(j))));
            }
        }
        return new Correlations(names, pairs);
    }

    /**
     * How each column goes with what the price did after it: from the open of the next bar to the close of the h-th bar
     * after it, close(t + h) / open(t + 1) − 1, which is the first that could have been earned.
     *
     * @param horizons numbers h of bars, each at least 1
     * @throws IllegalArgumentException when there is none, or one is below 1
     */
    public ForwardReturns forwardReturns(int... horizons) {
        if (horizons.length == 0) {
            throw new IllegalArgumentException("there must be a horizon to look ahead for, was none");
        }
        double[][] returns =
                Arrays.stream(horizons).mapToObj(this::returnsAfter).toArray(double[][]::new);
        List<ForwardReturns.Entry> entries = new ArrayList<>();
        for (String name : names()) {
            for (int i = 0; i < horizons.length; i++) {
                entries.add(ForwardReturns.Entry.of(name, horizons[i], values(name), returns[i]));
            }
        }
        return new ForwardReturns(entries);
    }

    private double[] returnsAfter(int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("a horizon must be at least 1 bar, was " + horizon);
        }
        double[] returns = new double[bars.size()];
        Arrays.fill(returns, Double.NaN);
        for (int row = 0; row + (long) horizon < returns.length; row++) {
            returns[row] = bars.close(row + horizon) / bars.open(row + 1) - 1;
        }
        return returns;
    }

    /**
     * How the values of a column are distributed.
     *
     * @throws IllegalArgumentException when there is no such column, or it has fewer than two defined values
     */
    public Distribution distribution(String name) {
        return Distribution.of(name, values(name));
    }

    /**
     * How a column repeats itself.
     *
     * @param lags how many bars back, at least 1
     * @throws IllegalArgumentException when there is no such column, or it does not have more defined values than lags
     */
    public Autocorrelation autocorrelation(String name, int lags) {
        return Autocorrelation.of(name, values(name), lags);
    }

    /**
     * Whether a column is stationary: tests of its longest stretch without an undefined value. Its time grows with the
     * number of values to the power of 7/4: hundreds of thousands take minutes.
     *
     * @throws IllegalArgumentException when there is no such column, or no stretch is of 20 values
     */
    public Stationarity stationarity(String name) {
        return Stationarity.of(name, values(name));
    }

    /**
     * All of it as one page, which opens without a network.
     *
     * @param horizons numbers of bars to look ahead for
     * @throws IllegalArgumentException as the methods above do
     */
    public String html(int... horizons) {
        HtmlWriter html = new HtmlWriter()
                .element("h1", "Features of " + bars.instrument().symbol());
        html.raw("\n");
        if (columns.size() > 1) {
            Correlations pairs = correlations();
            add(html, pairs.table(), pairs.picture());
        }
        ForwardReturns forward = forwardReturns(horizons);
        add(html, forward.table(), forward.picture());
        for (String name : names()) {
            Distribution distribution = distribution(name);
            add(html, distribution.table(), distribution.picture());
            Autocorrelation repeats = autocorrelation(name, Math.min(LAGS, distribution.rows() - 1));
            add(html, repeats.table(), repeats.picture());
            stationarity(name).table().addTo(html);
        }
        qualityLines().forEach(line -> html.element("p", line));
        return Picture.page("Features of " + bars.instrument().symbol(), html.html());
    }

    private static void add(HtmlWriter html, TextTable table, Picture picture) {
        table.addTo(html);
        html.raw(picture.svg());
    }

    /**
     * Writes {@link #html} to a file; one that was there is replaced, and the folder made that it lies in.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be written
     */
    public void writeTo(Path file, int... horizons) {
        Picture.write(file, html(horizons));
    }

    /** Policy by which the data were checked, and what it repaired or holds for doubtful in this instrument. */
    private List<String> qualityLines() {
        if (quality == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("data quality: " + quality.describe()));
        String of = bars.instrument() + ": ";
        quality.warnings().stream().filter(warning -> warning.startsWith(of)).forEach(lines::add);
        return lines;
    }

    /** Names of its columns, how many rows they have, and what a quality policy did to them. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(List.of(columns.keySet().stream().collect(Collectors.joining(", "))
                + " of " + bars.instrument().symbol() + ", " + bars.size() + " rows"));
        lines.addAll(qualityLines());
        return String.join("\n", lines);
    }
}
