package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.internal.Stopwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A recorded run, played again from what came in. */
final class Replay implements AutoCloseable {
    private static final int CONTEXT = 5;

    private final InputRecording recording;
    private final RealtimeSettings settings;
    private final LiveMarket market;
    private final ReplayedInputs inputs;
    private final Path work;
    private @Nullable LiveRun run;
    private @Nullable LiveAssembly assembly;

    private Replay(InputRecording recording, RealtimeSettings description, Path work) {
        this.recording = recording;
        this.work = work;
        settings = settings(description, recording.start());
        market = LiveMarket.of(settings);
        settings.check(market);
        inputs = new ReplayedInputs(recording.start(), new InputCodec(market.instruments(), settings.timeframe));
    }

    static ReplayResult of(InputRecording recording, RealtimeSettings description) {
        try {
            Path work = Files.createTempDirectory("strategysdk-replay");
            try (Replay replay = new Replay(recording, description, work)) {
                return replay.result();
            } finally {
                remove(work);
            }
        } catch (IOException e) {
            throw new SdkException("a replay must have room in the folder for temporary files (" + e + ")", e);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** Nothing of it reaches anyone outside: no file, no meter, no listener, no broker. */
    private RealtimeSettings settings(RealtimeSettings description, RecordingStart start) {
        RealtimeSettings own = description.copy();
        own.label(start.label());
        own.clock = RealtimeClock.accelerated(Clock.instantOf(start.startedAt()), 1);
        own.recording = null;
        own.journalFile = null;
        own.meters = null;
        own.sliceListeners.clear();
        own.connectionListeners.clear();
        own.monitors.listeners.clear();
        own.monitors.recorders.clear();
        own.killSwitch = description.killSwitch == null ? null : new KillSwitch();
        own.adopting = start.adopting().isEmpty() ? null : start.adopting();
        own.folder = kept(start.kept());
        own.safeguardsFile = safeguards(start.safeguards());
        if (start.profile() != null) {
            own.execution(new BrokerExecution(new ReplayedBroker(start.profile())));
        } else if (!own.execution().isSimulated()) {
            throw new IllegalArgumentException("a replayed run must be described as the recorded one, whose market was"
                    + " simulated, was with " + own.execution().getClass().getSimpleName());
        }
        return own;
    }

    private @Nullable Path kept(@Nullable Map<String, byte[]> values) {
        if (values == null) {
            return null;
        }
        Path folder = work.resolve("run");
        if (!values.isEmpty()) {
            RunRecord.leave(folder, values);
        }
        return folder;
    }

    private @Nullable Path safeguards(RecordingStart.@Nullable Bytes contents) {
        if (contents == null) {
            return null;
        }
        Path file = work.resolve("safeguards");
        byte[] bytes = contents.toArray();
        if (bytes.length > 0) {
            try {
                Files.write(file, bytes);
            } catch (IOException e) {
                throw new SdkException("a replay must have room for temporary files: " + file + " (" + e + ")", e);
            }
        }
        return file;
    }

    private ReplayResult result() {
        recording.parts(this::play);
        String hash = run == null ? "" : run.journalHash();
        Journal journal = new Journal(JournalBuffer.of(inputs.replayed()), hash);
        return new ReplayResult(journal, divergence(journal));
    }

    private void play(byte[] part) {
        if (inputs.parted() != null) {
            return;
        }
        inputs.take(part);
        if (run == null) {
            run = new LiveRun(settings, market, inputs);
            assembly = run.assembly(new FeedCounts());
        }
        while (inputs.hasMore()) {
            obey(inputs.next());
        }
    }

    /** What has broken the recorded run off from within breaks off this one. */
    private void obey(RunInputs.Command command) {
        try {
            obey(command, Objects.requireNonNull(run), Objects.requireNonNull(assembly));
        } catch (RuntimeException | Error failure) {
            if (!inputs.wasBrokenOff()) {
                throw failure;
            }
        }
    }

    private void obey(RunInputs.Command command, LiveRun run, LiveAssembly assembly) {
        if (command instanceof RunInputs.Command.Add add) {
            assembly.add(add.series(), add.event());
        } else if (command instanceof RunInputs.Command.Slice) {
            run.slice(assembly.writeTo(market.tape(), run.now()));
        } else if (command instanceof RunInputs.Command.Timer) {
            run.fireNextTimer();
        } else if (command instanceof RunInputs.Command.Poll poll) {
            run.poll(poll.isWaiting());
        } else if (command instanceof RunInputs.Command.Notice notice) {
            run.notice(notice.notice());
        } else if (command instanceof RunInputs.Command.Finish) {
            run.finish(new Stopwatch());
        } else if (command instanceof RunInputs.Command.Leave) {
            run.leaveInOrder(new IllegalStateException("the recorded run was broken off"));
        }
    }

    private Optional<String> divergence(Journal replayed) {
        String parted = inputs.parted();
        if (parted == null) {
            return Optional.empty();
        }
        Journal recorded = new Journal(JournalBuffer.of(inputs.recorded()), "");
        Optional<JournalDifference> difference = recorded.firstDifference(replayed);
        long index = difference.map(JournalDifference::index).orElse(Long.MAX_VALUE);
        return Optional.of("replay of " + recording + " parted from the recorded run" + "\n"
                + (parted.isEmpty() ? "" : parted + "\n")
                + before(recorded, index)
                + "recorded from there:\n" + after(recorded, index)
                + "replayed from there:\n" + after(replayed, index));
    }

    private static String before(Journal journal, long index) {
        Deque<String> last = new ArrayDeque<>();
        Iterator<JournalEntry> entries = journal.iterator();
        for (long i = 1; i < index && entries.hasNext(); i++) {
            last.add(line(entries.next()));
            if (last.size() > CONTEXT) {
                last.remove();
            }
        }
        return last.isEmpty() ? "" : "both until then:\n" + String.join("", last);
    }

    private static String after(Journal journal, long index) {
        StringBuilder lines = new StringBuilder();
        long number = 0;
        for (JournalEntry entry : journal) {
            number++;
            if (number >= index && number < index + CONTEXT) {
                lines.append(line(entry));
            }
        }
        return lines.isEmpty() ? "  nothing more\n" : lines.toString();
    }

    private static String line(JournalEntry entry) {
        return "  " + entry.text() + "\n";
    }

    @Override
    public void close() {
        if (run != null) {
            run.close();
        }
    }
}
