package io.strategysdk.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarketEventTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBarBeginsAtItsOpenAndIsKnownAtItsClose() {
        Bar bar = new Bar(AAPL, Timeframe.MINUTE, 1, 60 * SECOND, 1, 2, 0.5, 1.5, 100);

        assertThat(bar.openTime()).isEqualTo(Instant.parse("1970-01-01T00:00:00.000000001Z"));
        assertThat(bar.time()).isEqualTo(Instant.parse("1970-01-01T00:01:00Z"));
    }

    @Test
    void aBarOfQuotesBeginsAtItsOpenToo() {
        QuoteBar bar = new QuoteBar(AAPL, Timeframe.MINUTE, -60 * SECOND, -1, side(1), side(2));

        assertThat(bar.openTime()).isEqualTo(Instant.parse("1969-12-31T23:59:00Z"));
        assertThat(bar.time()).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999999Z"));
    }

    @ParameterizedTest
    @CsvSource({"10, 10.5, 10.25", "10, 10, 10", "-1, 0.5, -0.25", "NaN, 10, NaN", "10, NaN, NaN"})
    void theMiddleLiesBetweenTheLastBidAndAsk(double bid, double ask, Double mid) {
        assertThat(new QuoteBar(AAPL, Timeframe.MINUTE, 0, 60 * SECOND, side(bid), side(ask)).mid())
                .isEqualTo(mid);
    }

    /** One that closes at a price and has traded elsewhere before. */
    private static QuoteBar.SideBar side(double close) {
        return new QuoteBar.SideBar(3, 70, 2, close, 100);
    }
}
