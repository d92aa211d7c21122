package io.strategysdk.api.feature;

import java.util.Arrays;

/**
 * Realised volatility of n bars as a fraction per year (0.2 is 20 %), by four estimators: the root of the variance of a bar
 * times the bars of a year. Bind the ones you read.
 *
 * <p>Say how many bars make a year: 252 for daily bars of US shares, 98280 for their minutes (390 a session), 365 for
 * daily bars of what trades every day.
 *
 * <p>Flat input: 0; NaN where a ratio of two prices is not positive. All four agree with R's TTR, whose close-to-close
 * estimator
 * counts n prices where this one counts n returns.
 *
 * @param n number of bars, 2 or more
 * @param periodsPerYear bars per year, by which variances are multiplied; 1 leaves them per bar
 */
public record RealisedVolatility(int n, double periodsPerYear) {
    /**
     * Checks length and bars per year.
     *
     * @throws IllegalArgumentException when the length is not between 2 and 1000000, or the bars per year not positive
     *     and finite
     */
    public RealisedVolatility {
        Length.check("length", "realisedVolatility", n, 2);
        if (!(periodsPerYear > 0 && periodsPerYear < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "periods per year of realisedVolatility must be positive and finite, was " + periodsPerYear);
        }
    }

    /**
     * Close to close: sample standard deviation (n-1) of the logarithmic returns of n bars (John Hull, Options, Futures and
     * Other Derivatives); first valid n.
     */
    public Feature closeToClose() {
        return root(
                "closeToClose",
                new Variance.Sample(n, periodsPerYear),
                Indicators.stdev(n).of(Indicators.logReturn(1)));
    }

    /**
     * Of the range: mean of ln(high/low)² over 4·ln 2 (Michael Parkinson, The Extreme Value Method for Estimating the
     * Variance of the Rate of Return, 1980), for prices without drift and without gaps between bars; first valid n-1.
     */
    public Feature parkinson() {
        return root("parkinson", new Variance.Mean(periodsPerYear), Variance.mean(n, Variance.OfBar.PARKINSON));
    }

    /**
     * Of range and body: mean of ½·ln(high/low)² - (2·ln 2 - 1)·ln(close/open)² (Mark Garman and Michael Klass, On the
     * Estimation of Security Price Volatilities from Historical Data, 1980, their practical estimator), for prices without
     * drift and without gaps between bars; first valid n-1.
     */
    public Feature garmanKlass() {
        return root("garmanKlass", new Variance.Mean(periodsPerYear), Variance.mean(n, Variance.OfBar.GARMAN_KLASS));
    }

    /**
     * Independent of drift and of gaps: o + k·c + (1-k)·r, o and c being the sample variances (n-1) of ln(open/close
     * before) and of ln(close/open), r the mean of ln(high/close)·ln(high/open) + ln(low/close)·ln(low/open), and k =
     * 0.34 / (1.34 + (n+1)/(n-1)) (Dennis Yang and Qiang Zhang, Drift-Independent Volatility Estimation Based on High,
     * Low, Open, and Close Prices, 2000); first valid n.
     */
    public Feature yangZhang() {
        Feature overnight = Pointwise.of(
                "overnightReturn", Arithmetic.LOG_RATIO, Input.open(), Input.of(Windowed.of(WindowFunction.LAG, 1)));
        Feature body = Pointwise.of("bodyReturn", Arithmetic.LOG_RATIO, Input.close(), Input.open());
        return root(
                "yangZhang",
                new Variance.YangZhang(n, periodsPerYear),
                Indicators.stdev(n).of(overnight),
                Indicators.stdev(n).of(body),
                Variance.mean(n, Variance.OfBar.ROGERS_SATCHELL));
    }

    private Feature root(String estimator, Formula formula, Feature... inputs) {
        String name = "realisedVolatility(" + n + ", " + periodsPerYear + ")." + estimator;
        return Pointwise.of(name, formula, Arrays.stream(inputs).map(Input::of).toArray(Input[]::new));
    }
}
