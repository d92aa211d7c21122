package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LEAN #4048, bt-ccxt-store #25: the bar that ends a warm-up came twice, and indicators took it twice. */
class Failure12BarAtTheEndOfTheWarmUpTwiceTests {
    private static final long HOUR = 3_600_000_000_000L;
    private static final int BARS = 30;

    /** Sees bars, and their mean. */
    private static final class Watcher implements Strategy {
        private final int warmUp;
        private final List<Long> told = new ArrayList<>();
        private final List<Long> decided = new ArrayList<>();
        private final List<Double> means = new ArrayList<>();
        private FeatureHandle mean;

        Watcher(int warmUp) {
            this.warmUp = warmUp;
        }

        @Override
        public void onStart(Context context) {
            mean = context.feature(Indicators.sma(warmUp));
        }

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            told.add(event.epochNanos() / HOUR);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            decided.add(context.clock().epochNanos() / HOUR);
            means.add(mean.value());
            return List.of();
        }
    }

    /** The close of the bar that ends with hour h is h², so that one that counts twice moves the mean. */
    private static MarketData squares() {
        BarColumns.Builder bars = BarColumns.builder(Instrument.equity("ABC"), Timeframe.hours(1));
        for (long hour = 1; hour <= BARS; hour++) {
            double close = hour * hour;
            bars.bar((hour - 1) * HOUR, hour * HOUR, close, close, close, close, 1);
        }
        return MarketData.of(TradingCalendars.alwaysOpen(), bars.build());
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "7, 0, 7", "7, 6, 7", "7, 7, 8", "7, 15, 16", "16, 15, 16"})
    void eachBarComesOnce(int warmUp, int startHour, long first) {
        Watcher watcher = new Watcher(warmUp);

        Backtest.of(watcher)
                .on(squares())
                .from(Instant.EPOCH.plusSeconds(3_600L * startHour))
                .run();

        List<Long> hours = LongStream.rangeClosed(first, BARS).boxed().toList();
        assertThat(watcher.told)
                .isEqualTo(LongStream.rangeClosed(startHour + 1, BARS).boxed().toList());
        assertThat(watcher.decided).isEqualTo(hours);
        assertThat(watcher.means)
                .isEqualTo(hours.stream()
                        .map(hour -> LongStream.rangeClosed(hour - warmUp + 1, hour)
                                .mapToDouble(each -> each * each)
                                .average()
                                .orElseThrow())
                        .toList());
    }
}
