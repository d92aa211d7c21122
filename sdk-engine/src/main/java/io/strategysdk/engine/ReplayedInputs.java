package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.engine.execution.Inquiry;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives a run what came into the recorded one, and compares what it writes into its journal. From where they part the run
 * is given nothing more.
 */
final class ReplayedInputs implements RunInputs {
    private final RecordingStart start;
    private final InputCodec codec;
    private final ReportCodec reports;
    private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
    private final ByteArrayOutputStream replayed = new ByteArrayOutputStream();
    private JournalBuffer.Reader in = new JournalBuffer.Reader(new byte[0], 0);
    private @Nullable SwitchState lastAsked;
    private long lastNow;
    private long journaled;
    private @Nullable String parted;
    private boolean over;

    ReplayedInputs(RecordingStart start, InputCodec codec) {
        this.start = start;
        this.codec = codec;
        reports = new ReportCodec(codec);
        byte[] before = start.journal().toArray();
        recorded.writeBytes(before);
        replayed.writeBytes(before);
        journaled = before.length;
    }

    /**
     * Refuses a run that is described otherwise than the recorded one.
     *
     * @throws IllegalArgumentException when it is
     */
    void require(List<String> facts) {
        start.requireSame(facts);
    }

    /** What came in next. */
    void take(byte[] frames) {
        in = new JournalBuffer.Reader(frames, 0);
    }

    boolean hasMore() {
        return parted == null && !over && in.hasMore();
    }

    /** Whether something from outside, or a defect, ended the recorded run here, amid what it was doing. */
    boolean wasBrokenOff() {
        return in.nextIs(InputCodec.LEAVE);
    }

    Command next() {
        return codec.command(in.getInt(), in);
    }

    /** How the run has parted from the recorded one, null when it has not. */
    @Nullable
    String parted() {
        return parted;
    }

    /** What the recorded run has written into its journal so far, from its beginning. */
    byte[] recorded() {
        return recorded.toByteArray();
    }

    /** What this one has. */
    byte[] replayed() {
        return replayed.toByteArray();
    }

    /** Whether something of a kind comes next; where it does not the runs have parted, or the recording ends. */
    private boolean comes(int tag) {
        if (!hasMore()) {
            return false;
        }
        if (wasBrokenOff()) {
            over = true;
            return false;
        }
        int next = in.getInt();
        if (next != tag) {
            parted = "the replayed run asks for " + InputCodec.words(tag) + ", the recorded one had "
                    + InputCodec.words(next) + " there";
        }
        return next == tag;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public void journaled(JournalBuffer journal) {
        byte[] here = journal.since(journaled);
        journaled = journal.length();
        replayed.writeBytes(here);
        if (!hasMore()) {
            return;
        }
        byte[] there = new byte[0];
        if (in.nextIs(InputCodec.JOURNAL)) {
            in.getInt();
            there = in.getBytes(in.getCount());
        }
        recorded.writeBytes(there);
        if (!Arrays.equals(here, there) && differ()) {
            parted = "";
        }
    }

    /** Texts of errors and refusals may. */
    private boolean differ() {
        Journal there = new Journal(JournalBuffer.of(recorded()), "");
        return there.firstDifference(new Journal(JournalBuffer.of(replayed()), ""))
                .isPresent();
    }

    @Override
    public void done(JournalBuffer journal) {
        journaled(journal);
        comes(InputCodec.DONE);
    }

    @Override
    public long now(RealtimeClock clock) {
        if (comes(InputCodec.NOW)) {
            lastNow += in.get();
        }
        return lastNow;
    }

    @Override
    public boolean whether(boolean now) {
        return comes(InputCodec.WHETHER) ? in.get() == 1 : now;
    }

    @Override
    public SwitchState asked(KillSwitch killSwitch) {
        if (comes(InputCodec.ASKED) && in.get() == 1) {
            lastAsked = InputCodec.asked(in);
        }
        return Objects.requireNonNullElse(lastAsked, SwitchState.UNTOUCHED);
    }

    @Override
    public Inquiry.Answer answer(Inquiry inquiry) {
        if (comes(InputCodec.ANSWER)) {
            return codec.answer(in);
        }
        throw new SdkException("a replayed run must not ask what the recorded one did not, " + parted);
    }

    @Override
    public @Nullable Reply reply(CompletableFuture<Inquiry.Answer> asked) {
        return comes(InputCodec.REPLY) ? codec.reply(in) : null;
    }

    @Override
    public Link link(Link now) {
        return comes(InputCodec.LINK) ? new Link(in.get() == 1, in.getInt()) : now;
    }

    @Override
    public @Nullable Consumer<BrokerAdapter.Listener> report(
            Supplier<@Nullable Consumer<BrokerAdapter.Listener>> waiting) {
        return comes(InputCodec.REPORT) ? reports.read(in, waiting) : null;
    }

    @Override
    public @Nullable String thrown(@Nullable String text) {
        return comes(InputCodec.THROWN) && in.get() == 1 ? in.getText() : null;
    }
}
