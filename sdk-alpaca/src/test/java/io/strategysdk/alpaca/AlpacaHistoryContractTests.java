package io.strategysdk.alpaca;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.load.PagedDataSource;
import io.strategysdk.backtest.load.RateLimit;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.alpaca.AlpacaRules;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import io.strategysdk.testkit.contract.DataSourceContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A source of bars over the history, against the simulated venue: what every source promises. */
final class AlpacaHistoryContractTests extends DataSourceContract {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument MSFT = Instrument.equity("MSFT");
    private static final List<Instrument> ALL = List.of(AAPL, MSFT);

    private final AlpacaSimulator alpaca = AlpacaSimulator.builder()
            .rules(AlpacaRules.builder()
                    .dataPlan(AlpacaRules.DataPlan.ALGO_TRADER_PLUS)
                    .build())
            .start();
    private final AlpacaHistory history = AlpacaHistory.of(Minutes.settings(alpaca), ALL);

    AlpacaHistoryContractTests() {
        List<MarketEvent> events = new ArrayList<>();
        for (Instrument instrument : ALL) {
            for (String open : List.of("2026-05-28T13:30:00Z", "2026-05-29T13:30:00Z")) {
                int first = (int) (Instant.parse(open).getEpochSecond() - Minutes.START.getEpochSecond()) / 60;
                for (int minute = 0; minute < 390; minute += 13) {
                    Bar bar = Minutes.bar(instrument, first + minute, 100 + minute % 7);
                    events.add(bar);
                    events.add(new Quote(instrument, bar.openEpochNanos(), 99, 1, 101, 2));
                    events.add(new Trade(instrument, bar.openEpochNanos(), 100, 3));
                }
            }
        }
        alpaca.marketData().history(events);
    }

    @AfterEach
    void closeVenue() {
        history.close();
        alpaca.close();
    }

    @Override
    protected DataSource source() {
        DataSource bars = PagedDataSource.of(history, calendar(), RateLimit.perMinute(60_000));
        DataSource ticks = history.ticks();
        return new DataSource() {
            @Override
            public List<Instrument> instruments() {
                return bars.instruments();
            }

            @Override
            public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
                bars.bars(instrument, timeframe, from, to, sink);
            }

            @Override
            public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
                ticks.ticks(instrument, from, to, sink);
            }
        };
    }

    @Override
    protected Timeframe timeframe() {
        return Timeframe.MINUTE;
    }

    @Override
    protected Instant from() {
        return Clock.instantOf(Clock.epochNanosOf(Instant.parse("2026-05-28T00:00:00Z")));
    }

    @Override
    protected Instant to() {
        return Instant.parse("2026-05-30T00:00:00Z");
    }

    @Override
    protected TradingCalendar calendar() {
        return TradingCalendars.nyse();
    }

    @Override
    protected List<Instrument> tickInstruments() {
        return ALL;
    }
}
