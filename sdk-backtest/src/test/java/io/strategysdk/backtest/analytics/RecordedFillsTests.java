package io.strategysdk.backtest.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedFillsTests {
    @TempDir
    private Path folder;

    private List<RecordedFill> read(String text) throws IOException {
        return RecordedFills.read(Files.writeString(folder.resolve("fills.csv"), text));
    }

    @Test
    void areReadInOrderOfTime() throws IOException {
        List<RecordedFill> fills = read("""
                time,order_id,symbol,side,quantity,price,fee
                2024-03-05T09:31:00-05:00,trend-8,ACME,sell,2.5,10.25,-0.01
                2024-03-05T14:30:00.5Z,trend-7,ACME,BUY,100,10,1
                """);

        assertThat(fills)
                .containsExactly(
                        new RecordedFill(
                                Clock.epochNanosOf(Instant.parse("2024-03-05T14:30:00.500Z")),
                                "trend-7",
                                "ACME",
                                Side.BUY,
                                Quantity.of(100),
                                Price.of("10"),
                                new BigDecimal("1")),
                        new RecordedFill(
                                Clock.epochNanosOf(Instant.parse("2024-03-05T14:31:00Z")),
                                "trend-8",
                                "ACME",
                                Side.SELL,
                                Quantity.of("2.5"),
                                Price.of("10.25"),
                                new BigDecimal("-0.01")));
    }

    @Test
    void needNeitherIdNorFee() throws IOException {
        List<RecordedFill> fills =
                read("Price,Quantity,Side,Symbol,Time,venue\n10,1,buy,ACME,2024-03-05T14:30:00Z,X\n");

        assertThat(fills.get(0).orderId()).isEmpty();
        assertThat(fills.get(0).fee()).isZero();
    }

    @Test
    void nameEveryLineThatIsWrong() {
        String wrong = """
                time,order_id,symbol,side,quantity,price,fee
                yesterday,,ACME,buy,1,10,
                2024-03-05T14:30:00Z,,ACME,hold,1,10,
                2024-03-05T14:30:00Z,,ACME,buy,1,10,1
                2024-03-05T14:30:00Z,,ACME,buy,x,10,
                2024-03-05T14:30:00Z,,ACME,buy,0,10,
                2024-03-05T14:30:00Z,,,buy,1,10,1e400000000
                2024-03-05T14:30:00Z,,,buy,1,10,
                """;

        assertThatThrownBy(() -> read(wrong)).isInstanceOf(SdkException.class).hasMessage("""
                        fills.csv: 6 problems
                          line 2: time must be ISO 8601 with an offset, such as 2024-03-05T14:30:00Z, was 'yesterday'
                          line 3: side must be buy or sell, was 'hold'
                          line 5: quantity must be a decimal number of at most 18 decimals that fits 64 bits, was 'x'
                          line 6: fill quantity must be positive and its price not negative, were 0 and 10 (ACME)
                          line 7: fee must be a decimal number of at most 18 decimals that fits 64 bits, was '1e400000000'
                          line 8: fill must name a symbol, was ''""");
    }

    @Test
    void needAHeader() {
        assertThatThrownBy(() -> read("")).hasMessage("fills.csv: file of fills must have a header, was empty");
        assertThatThrownBy(() -> read("time,symbol,side,price\n"))
                .hasMessage("fills.csv: header must have the column quantity, was [time, symbol, side, price]");
    }

    @Test
    void ofAFileThatIsNotThereAreAnError() {
        assertThatThrownBy(() -> RecordedFills.read(folder.resolve("none.csv")))
                .isInstanceOf(SdkException.class)
                .hasMessageStartingWith("file of fills must be readable CSV in UTF-8: ");
    }
}
