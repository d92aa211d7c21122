package io.strategysdk.alpaca;

import static io.strategysdk.alpaca.SimulatedBrokerage.AAPL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.testkit.alpaca.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that a run says or writes has a key in it: reports, errors, logs. */
final class SecretsTests {
    private static final Path LOG = Path.of("target", "alpaca.log");
    private static final String SECRET = "wrong-secret-of-this-test";

    @Test
    void neitherReportsNorErrorsNorLogsShowAKey() throws IOException {
        ToldReports told = new ToldReports();
        StringWriter said = new StringWriter();
        String id;
        String secret;
        try (SimulatedBrokerage venue = new SimulatedBrokerage()) {
            id = venue.alpaca.keyId();
            secret = venue.alpaca.secret();
            AlpacaBroker broker = venue.started(told);
            OrderId order = new OrderId("secrets", 1);
            venue.alpaca.faults().next(Fault.CUT_AFTER, "POST /v2/orders");
            broker.submit(order, OrderIntent.buy(AAPL, 10).atLimit(Price.of("150")));
            told.await("accepted");
            broker.submit(
                    new OrderId("secrets", 2), OrderIntent.buy(AAPL, 10_000_000).atLimit(Price.of("150")));
            told.await("rejected");
            venue.alpaca.cutSessions();
            told.await("DOWN");
            told.await("second LIVE", () -> told.count("LIVE") == 2);
            said.append(broker.toString()).append(broker.account().toString());
            AlpacaBroker refused = AlpacaBroker.of(
                    venue.settings(venue.alpaca.address(), SECRET).build());
            catchThrowable(() -> refused.start(List.of(AAPL), told)).printStackTrace(new PrintWriter(said));
        }
        said.append(told.lines().toString());
        if (Files.exists(LOG)) {
            said.append(Files.readString(LOG)); // of all tests so far
        }

        assertThat(said.toString().lines())
                .as("lines that show a key")
                .noneMatch(line -> line.contains(id) || line.contains(secret) || line.contains(SECRET))
                .isNotEmpty();
    }
}
