package io.strategysdk.alpaca;

import static io.strategysdk.alpaca.SimulatedBrokerage.AAPL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.KillSwitch;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.testkit.alpaca.AlpacaRules;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import io.strategysdk.testkit.alpaca.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import okio.ByteString;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a run says or writes has a key in it: reports, errors, logs, journals, what is kept. */
@Timeout(60)
final class SecretsTests {
    private static final Path LOG = Path.of("target", "alpaca.log");
    private static final String ID = "PKSECRETSTEST4711ABCD";
    private static final String SECRET = "s3cret/of+this=test&nobody%knows~it-0815";
    private static final String WRONG = "wr0ng/secret+of=this&test%that~is-long-4";
    private static final EnumSet<Fault> SLOW = EnumSet.of(
            Fault.TOO_MANY_REQUESTS, Fault.TOO_MANY_REQUESTS_BARE, Fault.TIMEOUT_BEFORE, Fault.TIMEOUT_AFTER);
    private static final KeySearch SEARCH = new KeySearch(ID, SECRET, WRONG);

    private final StringWriter said = new StringWriter();

    @TempDir
    Path folder;

    private static final class Buyer implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return context.orders().find("rest").isPresent()
                    ? List.of(OrderIntent.cancel(context.orders().find("rest").get()))
                    : List.of(
                            OrderIntent.buy(AAPL, 1),
                            OrderIntent.buy(AAPL, 2)
                                    .atLimit(AAPL.price(50))
                                    .withTimeInForce(TimeInForce.GTC)
                                    .withTag("rest"));
        }
    }

    private void say(Object text) {
        said.append(String.valueOf(text)).append('\n');
    }

    private void fail(ThrowingCallable call) {
        Throwable failure = catchThrowable(call);
        assertThat(failure).isNotNull();
        failure.printStackTrace(new PrintWriter(said));
    }

    private static AlpacaSettings settings(URI address, String secret) {
        return AlpacaSettings.builder()
                .key(AlpacaKey.of(ID, secret))
                .address(address)
                .requestsPerMinute(100_000)
                .requestTimeout(Duration.ofMillis(400))
                .pingInterval(Duration.ofMillis(300))
                .retryDelays(Duration.ofMillis(5), Duration.ofMillis(50))
                .askAfter(Duration.ofMillis(500))
                .build();
    }

    @Test
    void theSearchFindsAKeyInEachForm() {
        assertThat(SEARCH.in("text", "nothing")).isEmpty();
        assertThat(SEARCH.in("text", "x" + SECRET + "y")).isNotEmpty();
        assertThat(SEARCH.in("text", "s3cret%2Fof%2Bthis%3Dtest%26nobody%25knows%7Eit-0815"))
                .isNotEmpty();
        for (String before : List.of("", "a", "ab", "abc")) {
            String header = ByteString.encodeUtf8(before + ID + ":" + SECRET).base64();
            assertThat(SEARCH.in("header", header)).as("behind '%s'", before).isNotEmpty();
        }
    }

    @Test
    void aLiveRunLeavesNoKeyAnywhere() throws Exception {
        try (AlpacaSimulator alpaca = AlpacaSimulator.builder()
                        .keys(ID, SECRET)
                        .instruments(List.of(AAPL))
                        .time(Minutes.START)
                        .rules(AlpacaRules.builder().requestsPerMinute(0).build())
                        .start();
                GarblingLine line = new GarblingLine(alpaca.address(), new Mutations(3, ID + SECRET))) {
            trade(alpaca, line);
            beRefused(alpaca);
            beEchoed(alpaca, line);
            configureWrongly(alpaca);
        }

        assertThat(SEARCH.in("what was said", said.toString())).isEmpty();
        assertThat(SEARCH.below(folder)).isEmpty();
        assertThat(folder.resolve("run")).isNotEmptyDirectory();
        if (Files.exists(LOG)) {
            assertThat(SEARCH.in("the log", Files.readString(LOG))).isEmpty();
        }
    }

    /** With whatever goes wrong on the way, and answers and events that show keys. */
    private void trade(AlpacaSimulator alpaca, GarblingLine line) throws InterruptedException {
        AlpacaSettings settings = settings(line.address(), SECRET);
        Heard heard = new Heard();
        KillSwitch killSwitch = new KillSwitch();
        AlpacaBroker broker = AlpacaBroker.of(settings);
        try (AlpacaFeed feed = AlpacaFeed.of(settings(alpaca.address(), SECRET));
                SteppedRun run = RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.nyse())
                        .execution(new BrokerExecution(broker))
                        .strategy("buyer", new Buyer(), new BigDecimal("50000"), RiskLimits.NONE)
                        .folder(folder.resolve("run"))
                        .safeguardsFile(folder.resolve("safeguards"))
                        .journal(folder.resolve("journal"))
                        .killSwitch(killSwitch)
                        .onConnection(this::say)
                        .onAlert(this::say)
                        .reconcileEvery(Duration.ofMillis(100))
                        .stepped()) {
            feed.start(List.of(AAPL), Timeframe.MINUTE, heard);
            heard.awaitLives(1);
            line.rate(0.2);
            EnumSet.complementOf(SLOW).forEach(fault -> alpaca.faults().rate(fault, 0.03));
            for (int i = 0; i < 15; i++) {
                alpaca.slice(List.of(Minutes.bar(AAPL, i, 100)));
                run.slice(List.of(Minutes.bar(AAPL, i, 100)));
                Thread.sleep(40);
                if (i == 10) {
                    alpaca.cutSessions();
                    killSwitch.pull();
                }
            }
            line.rate(0);
            alpaca.faults().clear();
            RunResult result = run.finish();
            say(result);
            say(result.warnings());
            result.journal().forEach(this::say);
            say(heard.states() + " " + heard.gaps() + " " + heard.failures());
            say(List.of(broker, feed, feed.counts(), settings, settings.key(), AlpacaSettings.builder()));
        }
    }

    /** 401 of all that there is. */
    private void beRefused(AlpacaSimulator alpaca) {
        AlpacaSettings wrong = settings(alpaca.address(), WRONG);
        Heard heard = new Heard();
        fail(() -> AlpacaBroker.of(wrong).start(List.of(AAPL), new ToldReports()));
        fail(() -> AlpacaFeed.of(wrong).start(List.of(AAPL), Timeframe.MINUTE, heard));
        try (AlpacaAssets assets = AlpacaAssets.of(wrong);
                AlpacaHistory history = AlpacaHistory.of(wrong, List.of(AAPL))) {
            fail(() -> assets.instrument("AAPL"));
            fail(() -> history.actions(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 6, 1)));
            say(List.of(assets, history));
        }
        say(heard.failures());
    }

    /** By a proxy that shows in its page of errors, and in its headers, what it was asked with. */
    private void beEchoed(AlpacaSimulator alpaca, GarblingLine line) {
        for (int status : List.of(400, 401, 403, 404, 422)) {
            for (String body : List.of(
                    "{\"code\":40310000,\"message\":\"key " + ID + " of " + SECRET + " is forbidden\"}",
                    "{\"message\":\"" + "a".repeat(280) + SECRET + "\"}",
                    "<html>key " + ID + " of " + SECRET + "</html>")) {
                line.script(request -> new MockResponse.Builder()
                        .code(status)
                        .addHeader("X-Request-ID", ID + " " + SECRET)
                        .body(body)
                        .build());
                fail(() -> AlpacaBroker.of(settings(line.address(), SECRET)).start(List.of(AAPL), new ToldReports()));
                try (AlpacaAssets assets = AlpacaAssets.of(settings(line.address(), SECRET))) {
                    fail(() -> assets.instrument("AAPL"));
                }
            }
        }
        line.script(request -> null);
        say(alpaca);
    }

    private void configureWrongly(AlpacaSimulator alpaca) {
        Map<String, String> keys = Map.of("api_key", ID, "api_secret", SECRET);
        Map<String, String> environment = Map.of("KEY", ID, "SECRET", SECRET);
        String yaml = """
                mode: live
                data:
                  type: realtime
                  source: alpaca
                  settings:
                    api_key: ${KEY}
                    api_secret: ${SECRET}
                    address: %s
                execution:
                  type: broker
                  broker: alpaca
                  settings: {api_key: '${KEY}', api_secret: '${SECRET}'}
                strategies:
                  - name: buyer_v1
                    capital: ${SECRET}
                """.formatted(alpaca.address());
        fail(() -> ConfigLoader.withEnvironment(environment).parse(yaml));
        fail(() -> AlpacaSettings.of("live", keys, Map.of()));
        fail(() -> AlpacaSettings.of(
                "paper", Map.of("api_key", ID, "api_secret", SECRET, "adress", "http://localhost"), Map.of()));
        fail(() -> AlpacaSettings.of("paper", Map.of("api_key", ID), Map.of()));
        fail(() -> AlpacaSettings.of(
                "paper", Map.of("api_key", ID, "api_secret", SECRET, "request_timeout_ms", "soon"), Map.of()));
        fail(() -> AlpacaKey.of(ID, SECRET + "\n"));
        fail(() -> AlpacaKey.of(Map.of(AlpacaKey.ID_VARIABLE, ID, AlpacaKey.SECRET_VARIABLE, SECRET + " ä")));
    }
}
