package io.strategysdk.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.testkit.alpaca.AlpacaRules;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import io.strategysdk.testkit.alpaca.Fault;
import io.strategysdk.testkit.contract.MarketDataFeedContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The feed against the simulated venue: what every feed promises. */
final class AlpacaFeedContractTests extends MarketDataFeedContract {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");

    private final AlpacaSimulator alpaca =
            AlpacaSimulator.builder().rules(AlpacaRules.DEFAULTS).start();
    private boolean fails;
    private boolean isInterrupted;

    @AfterEach
    void closeVenue() {
        closeFeeds();
        alpaca.close();
    }

    @Override
    protected MarketDataFeed feed() {
        return AlpacaFeed.of(Minutes.settings(alpaca));
    }

    @Override
    protected List<Instrument> instruments() {
        return List.of(AAPL, MSFT);
    }

    @Override
    protected Timeframe timeframe() {
        return Timeframe.MINUTE;
    }

    @Override
    protected boolean ends() {
        return false;
    }

    @Override
    protected Optional<MarketDataFeed> failingFeed() {
        fails = true;
        return Optional.of(feed());
    }

    @Override
    protected Optional<MarketDataFeed> interruptedFeed() {
        isInterrupted = true;
        return Optional.of(feed());
    }

    @Override
    protected void play() {
        alpaca.marketData().awaitSubscribers("bars", "AAPL", 1);
        if (fails) {
            alpaca.marketData().fail(409);
        }
        for (int minute = 0; minute < 8; minute++) {
            List<Bar> bars = new ArrayList<>();
            for (Instrument instrument : instruments()) {
                bars.add(Minutes.bar(instrument, minute, 100 + minute));
            }
            alpaca.slice(bars);
            if (isInterrupted && minute == 3) {
                alpaca.faults().rate(Fault.SERVER_ERROR_BEFORE, 1);
                alpaca.cutSessions();
            }
        }
        if (isInterrupted) {
            alpaca.marketData().awaitSubscribers("bars", "AAPL", 1);
        }
    }

    @Override
    protected Duration promptness() {
        return Duration.ofSeconds(4);
    }
}
