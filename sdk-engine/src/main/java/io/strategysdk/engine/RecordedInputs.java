package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.engine.execution.Inquiry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what comes in as it comes, and writes it down. What cannot be written ends the recording, not the run.
 *
 * <p>A frame ends where a command has been carried out, or before orders leave.
 */
final class RecordedInputs implements RunInputs {
    /** First byte of a frame: more of a command follows, or a command has been carried out. */
    static final int GOES_ON = 0;

    static final int COMPLETE = 1;

    private static final Duration LATEST = Duration.ofSeconds(1);
    private static final int LONG = 1 << 15;

    private final RecordingFile file;
    private final InputCodec codec;
    private final ReportCodec reports;
    private final Consumer<String> warnings;
    private final Deadline due = new Deadline();
    private JournalBuffer out = new JournalBuffer();
    private @Nullable SwitchState lastAsked;
    private long lastNow;
    private long journaled;
    private boolean ended;

    RecordedInputs(RecordingFile file, RecordingStart start, InputCodec codec, Consumer<String> warnings) {
        this.file = file;
        this.codec = codec;
        this.warnings = warnings;
        reports = new ReportCodec(codec);
        journaled = start.journal().buffer().length();
        due.set(LATEST);
        add(start.write());
    }

    private boolean records() {
        return !ended;
    }

    private void add(byte[] frame) {
        try {
            if (!file.add(frame)) {
                end("has reached its limit");
            }
        } catch (SdkException failure) {
            end("cannot be written: " + failure.getMessage());
        }
    }

    private void end(String why) {
        ended = true;
        warnings.accept("The recording of what comes in ends here, the run goes on: " + file.path() + " " + why + ".");
    }

    private void flush(int kind) {
        if (out.length() > 0) {
            JournalBuffer frame = new JournalBuffer();
            frame.put(kind);
            frame.put(out.toBytes());
            out = new JournalBuffer();
            due.set(LATEST);
            add(frame.toBytes());
        }
    }

    @Override
    public void command(Command command) {
        if (records()) {
            codec.command(out, command);
        }
    }

    @Override
    public void done(JournalBuffer journal) {
        journaled(journal);
        if (records()) {
            out.put(InputCodec.DONE);
            if (out.length() > LONG || due.nanosLeft() <= 0) {
                flush(COMPLETE);
            }
        }
    }

    @Override
    public void secure() {
        if (records()) {
            flush(GOES_ON);
        }
    }

    @Override
    public void journaled(JournalBuffer journal) {
        if (records() && journal.length() > journaled) {
            byte[] happened = journal.since(journaled);
            journaled = journal.length();
            out.put(InputCodec.JOURNAL);
            out.put(happened.length);
            out.put(happened);
        }
    }

    @Override
    public long now(RealtimeClock clock) {
        long now = clock.epochNanos();
        if (records()) {
            out.put(InputCodec.NOW);
            out.put(now - lastNow);
            lastNow = now;
        }
        return now;
    }

    @Override
    public boolean whether(boolean now) {
        if (records()) {
            out.put(InputCodec.WHETHER);
            out.put(now ? 1 : 0);
        }
        return now;
    }

    @Override
    public SwitchState asked(KillSwitch killSwitch) {
        SwitchState state = killSwitch.state();
        if (records()) {
            boolean isNew = !state.equals(lastAsked);
            lastAsked = state;
            out.put(InputCodec.ASKED);
            out.put(isNew ? 1 : 0);
            if (isNew) {
                InputCodec.asked(out, state);
            }
        }
        return state;
    }

    @Override
    public Inquiry.Answer answer(Inquiry inquiry) {
        Inquiry.Answer answer = inquiry.answer();
        if (records()) {
            out.put(InputCodec.ANSWER);
            codec.answer(out, answer);
        }
        return answer;
    }

    @Override
    public @Nullable Reply reply(CompletableFuture<Inquiry.Answer> asked) {
        Reply reply = RunInputs.super.reply(asked);
        if (records()) {
            out.put(InputCodec.REPLY);
            codec.reply(out, reply);
        }
        return reply;
    }

    @Override
    public Link link(Link now) {
        if (records()) {
            out.put(InputCodec.LINK);
            out.put(now.isUp() ? 1 : 0);
            out.put(now.outages());
        }
        return now;
    }

    @Override
    public @Nullable Consumer<BrokerAdapter.Listener> report(
            Supplier<@Nullable Consumer<BrokerAdapter.Listener>> waiting) {
        Consumer<BrokerAdapter.Listener> report = waiting.get();
        if (records()) {
            out.put(InputCodec.REPORT);
            reports.write(out, report);
        }
        return report;
    }

    @Override
    public @Nullable String thrown(@Nullable String text) {
        if (records()) {
            out.put(InputCodec.THROWN);
            out.put(text == null ? 0 : 1);
            if (text != null) {
                out.put(text);
            }
        }
        return text;
    }

    @Override
    public void close() {
        if (records()) {
            flush(COMPLETE);
        }
        ended = true;
        file.close();
    }
}
