package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.engine.execution.BrokerInputs;
import io.strategysdk.engine.execution.Inquiry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What comes into a run from outside and is not the same in every repetition: as it comes, recorded, or from a recording.
 * A realtime run decides by nothing else. Asked on the run's thread.
 */
interface RunInputs extends BrokerInputs, AutoCloseable {
    /** As it comes. */
    RunInputs DIRECT = new RunInputs() {};

    /**
     * What became of an inquiry.
     *
     * @param answer null when the broker could not be asked
     * @param failure why; empty when it could
     */
    record Reply(Inquiry.@Nullable Answer answer, String failure) {}

    /** What a run is told to do from outside. */
    sealed interface Command {
        /** An event joins the slice that is being put together. */
        record Add(int series, MarketEvent event) implements Command {}

        /** That slice is run. */
        record Slice() implements Command {}

        /** The next timer fires. */
        record Timer() implements Command {}

        /**
         * The run looks around itself.
         *
         * @param isWaiting whether nothing has come that was not taken
         */
        record Poll(boolean isWaiting) implements Command {}

        /** The feed says something. */
        record Notice(FeedNotice notice) implements Command {}

        /** The run ends. */
        record Finish() implements Command {}

        /** Something has broken it off. */
        record Leave() implements Command {}
    }

    /** The clock, UTC nanoseconds since 1970. */
    default long now(RealtimeClock clock) {
        return clock.epochNanos();
    }

    /** Something that depends on real time, or on the disk. */
    default boolean whether(boolean now) {
        return now;
    }

    /** What has been asked of the kill switch. */
    default SwitchState asked(KillSwitch killSwitch) {
        return killSwitch.state();
    }

    /**
     * What the broker says; blocks.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be asked
     */
    default Inquiry.Answer answer(Inquiry inquiry) {
        return inquiry.answer();
    }

    /** What became of an inquiry, null while nothing has. */
    default @Nullable Reply reply(CompletableFuture<Inquiry.Answer> asked) {
        if (!asked.isDone()) {
            return null;
        }
        try {
            return new Reply(asked.join(), "");
        } catch (CompletionException failure) {
            return new Reply(null, String.valueOf(failure.getCause()));
        }
    }

    /** Whether there is a world outside that can be asked and waited for. */
    default boolean isLive() {
        return true;
    }

    /** The run is told to do something, and does it now. */
    default void command(Command command) {}

    /** What the run has written into its journal is there. */
    default void journaled(JournalBuffer journal) {}

    /** What has come in so far led to something that is about to leave. */
    default void secure() {}

    /** The command has been carried out. */
    default void done(JournalBuffer journal) {}

    @Override
    default void close() {}
}
