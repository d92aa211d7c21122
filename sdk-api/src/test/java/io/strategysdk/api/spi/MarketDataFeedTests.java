package io.strategysdk.api.spi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.time.Timeframe;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MarketDataFeedTests {
    private static final MarketDataFeed.Listener NOBODY = new MarketDataFeed.Listener() {
        @Override
        public void onEvent(MarketEvent event) {}

        @Override
        public void onGap(String reason) {}

        @Override
        public void onConnection(ConnectionState state, String reason) {}

        @Override
        public void onEnd() {}

        @Override
        public void onFailure(RuntimeException failure) {}
    };

    @Test
    void withoutMarketDataThereIsNothingToStart() {
        MarketDataFeed none = MarketDataFeed.none();

        assertThatIllegalStateException()
                .isThrownBy(() -> none.start(List.of(), Timeframe.MINUTE, NOBODY))
                .withMessageContaining("given its slices one by one or be a replay");
        assertThatCode(none::close).doesNotThrowAnyException();
    }
}
