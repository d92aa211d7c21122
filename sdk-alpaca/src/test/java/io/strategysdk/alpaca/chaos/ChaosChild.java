package io.strategysdk.alpaca.chaos;

import io.strategysdk.alpaca.AlpacaBroker;
import io.strategysdk.alpaca.AlpacaFeed;
import io.strategysdk.alpaca.AlpacaKey;
import io.strategysdk.alpaca.AlpacaSettings;
import io.strategysdk.alpaca.StockFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The process that is killed: a run at an address, kept in a folder, until a byte comes in. It says {@code slice <nanos>}
 * of each slice that it decides on, and in the end the hash of its journal, which it writes to a file.
 */
final class ChaosChild {
    private static final int HISTORY = 8;

    private ChaosChild() {}

    public static void main(String[] arguments) {
        AlpacaSettings settings = AlpacaSettings.builder()
                .address(URI.create(arguments[0]))
                .key(AlpacaKey.of(arguments[1], arguments[2]))
                .requestsPerMinute(100_000)
                .requestTimeout(Duration.ofMillis(400))
                .pingInterval(Duration.ofMillis(200))
                .retryDelays(Duration.ofMillis(5), Duration.ofMillis(80))
                .askAfter(Duration.ofMillis(400))
                .build();
        RealtimeEngine engine = ChaosStrategies.in(RealtimeEngine.on(
                                AlpacaFeed.of(settings, StockFeed.IEX, HISTORY),
                                ChaosStrategies.INSTRUMENTS,
                                Timeframe.MINUTE,
                                TradingCalendars.nyse())
                        .execution(new BrokerExecution(AlpacaBroker.of(settings))))
                .clock(RealtimeClock.accelerated(Instant.parse(arguments[3]), 1))
                .label("chaos")
                .folder(Path.of(arguments[4]))
                .journal(Path.of(arguments[5]))
                .sliceTimeout(Duration.ofMillis(100))
                .patience(Duration.ofSeconds(3))
                .reconcileEvery(Duration.ofMillis(200))
                .onSlice((time, events) -> say("slice " + time))
                .build();
        Thread stopping = new Thread(() -> awaitEnd(engine), "stopping");
        stopping.setDaemon(true);
        stopping.start();
        say("over " + engine.run().journal().hash());
    }

    private static void awaitEnd(RealtimeEngine engine) {
        try {
            System.in.read();
        } catch (IOException closed) {
            // the parent is gone
        }
        engine.stop();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
