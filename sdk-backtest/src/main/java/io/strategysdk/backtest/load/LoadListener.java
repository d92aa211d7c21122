package io.strategysdk.backtest.load;

import io.strategysdk.api.instrument.Instrument;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Hears how loading goes on, on the thread that loads. What it throws ends the loading. */
public interface LoadListener {
    /**
     * How far a series has come.
     *
     * @param instrument of what
     * @param pages how many have come in this call
     * @param bars how many have gone to the sink, those of a checkpoint included
     * @param lastClose close of the newest of them; empty when there is none yet
     */
    record Progress(Instrument instrument, int pages, long bars, Optional<Instant> lastClose) {}

    /** What an earlier call had saved was handed to the sink; loading goes on behind it. */
    default void onResume(Progress progress) {}

    /** A page has come and was handed to the sink. */
    default void onPage(Progress progress) {}

    /**
     * Rows of the page that comes next were repaired, as the reading of answers allows.
     *
     * @param repair which way, how many, and the first of them
     */
    default void onRepair(Progress progress, String repair) {}

    /**
     * A try has failed and is repeated.
     *
     * @param failed how many tries of this page have failed
     * @param wait until the next one, if the rate limit does not ask for more
     * @param reason what was wrong, without secrets
     */
    default void onRetry(Progress progress, int failed, Duration wait, String reason) {}
}
