package io.strategysdk.examples.cli;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.examples.data.SyntheticMarket;
import io.strategysdk.examples.strategies.PairsTrading;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Ten years of invented prices, for when no file is given. */
final class SyntheticPrices {
    private static final LocalDate FIRST = LocalDate.of(2015, 1, 2);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 31);
    /** Of the New York Stock Exchange; a longer bar would be a day under another name. */
    private static final Timeframe SESSION = Timeframe.minutes(390);

    private SyntheticPrices() {}

    /**
     * What a strategy can trade.
     *
     * @throws UsageException when something is asked for that only files have
     */
    static Prices of(ExampleStrategies strategy, Arguments arguments) {
        requireNoneOfFiles(arguments);
        Timeframe timeframe = arguments.timeframe().orElse(Timeframe.DAY);
        if (!timeframe.equals(Timeframe.DAY) && timeframe.duration().compareTo(SESSION.duration()) > 0) {
            throw new UsageException("--timeframe of synthetic prices must be 1d, or at most a session of " + SESSION
                    + ", was " + timeframe);
        }
        TradingCalendar calendar = TradingCalendars.nyse();
        SyntheticMarket market = SyntheticMarket.of(arguments.seed(), calendar, FIRST, LAST);
        String note = "Prices are synthetic (seed " + arguments.seed()
                + "): they show how a strategy works, not what it would earn. Real ones: --bars FILE.csv";
        return new Prices(calendar, bars(strategy, market, timeframe), List.of(note), List.of());
    }

    private static void requireNoneOfFiles(Arguments arguments) {
        List<String> given =
                new ArrayList<>(arguments.givenOf("--symbol", "--columns", "--zone", "--label", "--repair"));
        if (arguments.market() != Market.NYSE) {
            given.add(0, "--calendar");
        }
        if (!given.isEmpty()) {
            throw new UsageException(
                    String.join(", ", given) + (given.size() == 1 ? " needs" : " need") + " --bars FILE");
        }
    }

    private static List<BarColumns> bars(ExampleStrategies strategy, SyntheticMarket market, Timeframe timeframe) {
        if (strategy.instruments() == 1) {
            return market.shares(timeframe);
        }
        return strategy.type() == PairsTrading.class
                ? market.relatedShares(timeframe)
                : market.sharesAndBonds(timeframe);
    }
}
