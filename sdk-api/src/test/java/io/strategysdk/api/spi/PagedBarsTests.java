package io.strategysdk.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PagedBarsTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instant NOON = Instant.parse("2024-01-02T12:00:00Z");

    @Test
    void barsAreAskedForUntilTheirBeginOrLater() {
        assertThat(new PagedBars.Request(AAPL, Timeframe.MINUTE, NOON, NOON).to())
                .isEqualTo(NOON);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PagedBars.Request(AAPL, Timeframe.MINUTE, NOON, NOON.minusNanos(1)))
                .withMessage("bars must be asked for until 2024-01-02T12:00:00Z or later,"
                        + " was 2024-01-02T11:59:59.999999999Z (AAPL 1m)");
    }

    @Test
    void aPageKeepsItsRowsWhateverBecomesOfTheirList() {
        PagedBars.Row row = new PagedBars.Row(0, 1, 2, 0.5, 1.5, 100);
        List<PagedBars.Row> rows = new ArrayList<>(List.of(row));

        PagedBars.Page page = new PagedBars.Page(rows, Optional.of("2"), Optional.of(Duration.ZERO));
        rows.clear();

        assertThat(page.rows()).containsExactly(row);
    }
}
