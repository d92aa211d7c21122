package io.strategysdk.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DataSourceTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");

    /** What an author writes who has bars alone. */
    private static final class BarsAlone implements DataSource {
        @Override
        public List<Instrument> instruments() {
            return List.of(AAPL);
        }

        @Override
        public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
            sink.bar(0, 1, 10, 10, 10, 10, 0);
        }
    }

    private static final class NoTick implements DataSource.TickSink {
        @Override
        public void quote(long epochNanos, double bid, double bidSize, double ask, double askSize) {
            fail("a quote came");
        }

        @Override
        public void trade(long epochNanos, double price, double size) {
            fail("a trade came");
        }
    }

    @Test
    void aSourceOfBarsSaysThatItHasNoTicks() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> new BarsAlone().ticks(AAPL, Instant.EPOCH, Instant.MAX, new NoTick()))
                .withMessage("this source has no ticks (AAPL)");
    }

    @Test
    void aSourceOfBarsKnowsNoQuoteAndNoCorporateAction() {
        assertThat(new BarsAlone().latestQuote(AAPL)).isEmpty();
        assertThat(new BarsAlone().corporateActions()).isEmpty();
    }
}
