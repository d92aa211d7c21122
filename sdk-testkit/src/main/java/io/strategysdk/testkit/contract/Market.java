package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Bars of a few series as columns, and features computed over them. */
final class Market {
    private static final int VOLUME = 4;

    /** Far beyond what a price can hold in either direction. */
    private static final double HUGE = 1e15;

    /** What kind of market, for failures. */
    private final String name;
    /** What it was made of. */
    private final long seed;

    private final int size;
    /** Open, high, low, close and volume of each series, by row. */
    private final double[][][] fields;

    private final MarketSessions sessions;

    private Market(String name, long seed, int size, double[][][] fields, MarketSessions sessions) {
        this.name = name;
        this.seed = seed;
        this.size = size;
        this.fields = fields;
        this.sessions = sessions;
    }

    String name() {
        return name;
    }

    long seed() {
        return seed;
    }

    int size() {
        return size;
    }

    int series() {
        return fields.length;
    }

    static int seriesOf(Feature feature) {
        int series = 1;
        for (Input input : feature.inputs()) {
            series = Math.max(series, seriesOf(input));
        }
        return series;
    }

    private static int seriesOf(Input input) {
        if (input instanceof Input.OfBar bar) {
            return bar.series() + 1;
        }
        if (input instanceof Input.OfSession session) {
            return session.series() + 1;
        }
        if (input instanceof Input.OfTimeframe longer) {
            return longer.series() + 1;
        }
        return seriesOf(((Input.OfFeature) input).feature());
    }

    /** A walk with gaps, ties, plateaus and bars without volume. */
    static Market walk(long seed, int series, int size) {
        return of("walk", seed, series, size, random -> new Walk(random, true));
    }

    /** A walk of which every bar has a height, a body, and volume. */
    static Market moving(long seed, int series, int size) {
        return of("moving", seed, series, size, random -> new Walk(random, false));
    }

    static Market flat(double price, int series, int size) {
        Market market =
                moving(0, series, size).mapped("flat at " + price, (field, x) -> field == VOLUME ? 1000 : price);
        return market;
    }

    /** Markets that divide by zero, and lose every digit. */
    static List<Market> extremes(long seed, int series, int size) {
        Market walk = walk(seed, series, size);
        return List.of(
                flat(100, series, size),
                flat(0.1, series, size).withoutVolume(),
                flat(0, series, size),
                walk.withoutVolume(),
                walk.mapped("huge", (field, x) -> x * HUGE),
                walk.mapped("tiny", (field, x) -> x / HUGE),
                walk.mapped("around zero", (field, x) -> field == VOLUME ? x : x - 100),
                of("leaping", seed, series, size, Leaps::new),
                thenFlat(seed, series, size));
    }

    /** One move, and never another. */
    private static Market thenFlat(long seed, int series, int size) {
        Market moving = moving(seed, series, size);
        int last = Math.min(20, size - 1);
        return moving.ofRows(
                "flat from bar 20",
                IntStream.range(0, size).map(row -> Math.min(row, last)).toArray());
    }

    private interface Prices {
        /** Writes a bar's open, high, low, close and volume. */
        void next(double[] bar);
    }

    private interface NewPrices {
        Prices of(SplittableRandom random);
    }

    private static Market of(String name, long seed, int series, int size, NewPrices kind) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][][] fields = new double[series][VOLUME + 1][size];
        for (double[][] one : fields) {
            Prices prices = kind.of(random.split());
            double[] bar = new double[VOLUME + 1];
            for (int row = 0; row < size; row++) {
                prices.next(bar);
                for (int field = 0; field <= VOLUME; field++) {
                    one[field][row] = bar[field];
                }
            }
        }
        return new Market(name, seed, size, fields, MarketSessions.of(random.split(), size));
    }

    private static final class Walk implements Prices {
        private final SplittableRandom random;
        private final boolean isPausing;
        private final double tick;
        private double price = 100;
        private int pause;

        Walk(SplittableRandom random, boolean isPausing) {
            this.random = random;
            this.isPausing = isPausing;
            this.tick = isPausing && random.nextBoolean() ? 0.5 : 0;
        }

        @Override
        public void next(double[] bar) {
            if (isPausing && pause == 0 && random.nextInt(30) == 0) {
                pause = random.nextInt(1, 40);
            }
            if (pause > 0) {
                pause--;
                Arrays.fill(bar, price);
                bar[VOLUME] = random.nextBoolean() ? 0 : 500;
                return;
            }
            double open = random.nextInt(12) == 0 ? moved(0.2) : price;
            price = moved(0.04);
            bar[0] = onTick(open);
            bar[3] = onTick(price);
            bar[1] = onTick(Math.max(bar[0], bar[3]) * (1 + 0.01 * random.nextDouble()));
            bar[2] = onTick(Math.min(bar[0], bar[3]) * (1 - 0.01 * random.nextDouble()));
            price = bar[3];
            bar[VOLUME] = isPausing && random.nextInt(10) == 0 ? 0 : random.nextInt(1, 10_000);
        }

        /** Back to where it began, more and more, so that a tick never becomes the whole price. */
        private double moved(double width) {
            double pull = Math.max(-0.2, Math.min(0.2, 0.005 * StrictMath.log(100 / price)));
            return price * (1 + pull + width * (random.nextDouble() - 0.5));
        }

        private double onTick(double x) {
            return tick == 0 ? x : Math.max(tick, Math.rint(x / tick) * tick);
        }
    }

    /** Each bar at a magnitude of its own, between the smallest and the largest price there is. */
    private static final class Leaps implements Prices {
        private static final double SMALLEST = 1e-8;
        private static final int MAGNITUDES = 19;

        private final SplittableRandom random;

        Leaps(SplittableRandom random) {
            this.random = random;
        }

        @Override
        public void next(double[] bar) {
            for (int field = 0; field <= VOLUME; field++) {
                bar[field] = SMALLEST * StrictMath.pow(10, random.nextInt(MAGNITUDES));
            }
            double high = Arrays.stream(bar, 0, VOLUME).max().orElseThrow();
            double low = Arrays.stream(bar, 0, VOLUME).min().orElseThrow();
            bar[1] = high;
            bar[2] = low;
        }
    }

    /** Rows at which a series has no bar, and some at which one field is missing. */
    Market withHoles(long holeSeed) {
        SplittableRandom random = new SplittableRandom(holeSeed);
        Market holed = mapped(name + " with undefined bars", (field, x) -> x);
        for (double[][] one : holed.fields) {
            for (int row = 0; row < size; row += random.nextInt(1, 25)) {
                int end = Math.min(size, row + random.nextInt(1, 6));
                int only = random.nextInt(-VOLUME, VOLUME + 1);
                for (int field = 0; field <= VOLUME; field++) {
                    if (only < 0 || only == field) {
                        Arrays.fill(one[field], row, end, Double.NaN);
                    }
                }
            }
        }
        return holed;
    }

    Market withoutVolume() {
        return mapped(name + " without volume", (field, x) -> field == VOLUME ? 0 : x);
    }

    private interface FieldFunction {
        double of(int field, double x);
    }

    private Market mapped(String newName, FieldFunction function) {
        double[][][] mapped = new double[fields.length][VOLUME + 1][];
        for (int series = 0; series < fields.length; series++) {
            for (int field = 0; field <= VOLUME; field++) {
                int which = field;
                mapped[series][field] = Arrays.stream(fields[series][field])
                        .map(x -> function.of(which, x))
                        .toArray();
            }
        }
        return new Market(newName, seed, size, mapped, sessions);
    }

    /** The first bars, and nothing after them. */
    Market first(int bars) {
        return ofRows(IntStream.range(0, bars).toArray());
    }

    Market ofRows(int... rows) {
        return ofRows(name, rows);
    }

    private Market ofRows(String newName, int... rows) {
        double[][][] chosen = new double[fields.length][VOLUME + 1][];
        for (int series = 0; series < fields.length; series++) {
            for (int field = 0; field <= VOLUME; field++) {
                double[] all = fields[series][field];
                chosen[series][field] =
                        Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
            }
        }
        return new Market(newName, seed, rows.length, chosen, sessions.ofRows(rows));
    }

    /** The first bars of this, and then those of the other. */
    Market first(int bars, Market other) {
        double[][][] joined = new double[fields.length][VOLUME + 1][];
        for (int series = 0; series < fields.length; series++) {
            for (int field = 0; field <= VOLUME; field++) {
                joined[series][field] = fields[series][field].clone();
                System.arraycopy(other.fields[series][field], bars, joined[series][field], bars, size - bars);
            }
        }
        return new Market(name, seed, size, joined, sessions.first(bars, other.sessions));
    }

    double[] column(Feature feature) {
        double[][] inputs = inputs(feature);
        double[] out = new double[size];
        try {
            Kernel.fill(feature.newKernel(), inputs, 0, size, out);
        } catch (RuntimeException e) {
            throw Invariant.FINITE.brokenBy(new Trial(feature, this, inputs), "its column threw " + e, e);
        }
        return out;
    }

    double[][] inputs(Feature feature) {
        return feature.inputs().stream().map(this::column).toArray(double[][]::new);
    }

    private double[] column(Input input) {
        if (input instanceof Input.OfFeature nested) {
            return column(nested.feature());
        }
        if (input instanceof Input.OfSession session) {
            return sessions.column(session.field());
        }
        if (input instanceof Input.OfTimeframe longer) {
            return new Market(name, seed, size, new double[][][] {fields[longer.series()]}, sessions)
                    .column(longer.input());
        }
        Input.OfBar of = (Input.OfBar) input;
        double[][] bars = fields[of.series()];
        double[] values = new double[size];
        Arrays.setAll(
                values,
                row -> of.field().of(bars[0][row], bars[1][row], bars[2][row], bars[3][row], bars[VOLUME][row]));
        return values;
    }

    @Override
    public String toString() {
        return "market '" + name + "' of " + size + " bars from seed " + seed;
    }
}
