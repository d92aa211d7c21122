package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.internal.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a realtime run's safeguards survive a restart in: lines of text, whose last one is a checksum over the
 * others. It is replaced as a whole whenever what it says changes, and on the disk before the run goes on.
 */
final class SafeguardsFile {
    private static final Logger LOG = LoggerFactory.getLogger(SafeguardsFile.class);
    private static final String WHAT = "safeguards";
    private static final String START = "strategysdk safeguards 1\n";
    private static final String CHECK = "check ";
    private static final String NOTHING = "-";
    private static final String FLATTENED = "flattened";
    private static final String CANCELLED = "cancelled";
    private static final String BEGIN_ANEW =
            "; what held entries back is not known, so look at the account and then remove the file to begin anew";

    private final Path path;
    /** Strategies and their capital: it is of no use to other ones. */
    private final List<String> owners;

    private String written = "";
    private boolean failing;

    SafeguardsFile(Path path, List<String> owners) {
        this.path = path;
        this.owners = List.copyOf(owners);
    }

    /** Whether what it should say is not on the disk. */
    boolean isFailing() {
        return failing;
    }

    /**
     * What the run before has left, if there was one.
     *
     * @throws SdkException when it cannot be read, is damaged, or of other strategies or capital
     */
    SavedSafeguards read() {
        if (Files.notExists(path)) {
            return SavedSafeguards.NONE;
        }
        byte[] rest = WholeFile.read(WHAT, path, START.getBytes(StandardCharsets.US_ASCII));
        String text = new String(rest, StandardCharsets.UTF_8);
        int check = text.lastIndexOf(CHECK);
        if (check < 0 || !text.substring(check).equals(checkOf(text.substring(0, check)))) {
            throw new SdkException(
                    "safeguards file must end with the checksum of what it says, it is damaged: " + path + BEGIN_ANEW);
        }
        return parse(text.substring(0, check).lines().toList());
    }

    private static String checkOf(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return CHECK + Long.toHexString(sum.getValue()) + "\n";
    }

    private SavedSafeguards parse(List<String> lines) {
        Contents contents = new Contents();
        for (String line : lines) {
            try {
                contents.add(line);
            } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException unknown) {
                throw new SdkException(
                        "safeguards file must say what is known, was '" + line + "': " + path + BEGIN_ANEW, unknown);
            }
        }
        if (!contents.of.equals(owners)) {
            throw new SdkException("safeguards file must be of the run's strategies and their capital, "
                    + String.join(", ", owners) + ", was of " + String.join(", ", contents.of) + ": " + path
                    + BEGIN_ANEW);
        }
        return contents.saved();
    }

    /** What the lines say. */
    private static final class Contents {
        private final List<String> of = new ArrayList<>();
        private final Set<String> paused = new TreeSet<>();
        private final List<SavedSafeguards.Watch> watches = new ArrayList<>();
        private LocalDate session = LocalDate.MIN;
        private String killed = NOTHING;

        void add(String line) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "of" -> of.add(line.substring("of ".length()));
                case "session" -> session = LocalDate.parse(words[1]);
                case "killed" -> killed = how(words[1]);
                case "paused" -> paused.add(words[1]);
                case "account" -> watches.add(watch(SavedSafeguards.ACCOUNT, words, 1));
                case "strategy" -> watches.add(watch(words[1], words, 2));
                default -> throw new IllegalArgumentException("line must begin with what is known, was " + words[0]);
            }
        }

        private static String how(String word) {
            if (!word.equals(FLATTENED) && !word.equals(CANCELLED)) {
                throw new IllegalArgumentException("a kill must be flattened or cancelled, was " + word);
            }
            return word;
        }

        private static SavedSafeguards.Watch watch(String owner, String[] words, int at) {
            return new SavedSafeguards.Watch(
                    owner, equity(words[at]), equity(words[at + 1]), equity(words[at + 2]), latched(words[at + 3]));
        }

        private static double equity(String word) {
            double equity = Double.parseDouble(word);
            if (!Double.isFinite(equity)) {
                throw new IllegalArgumentException("equity must be a number, was " + word);
            }
            return equity;
        }

        private static Optional<Safeguard> latched(String word) {
            if (word.equals(NOTHING)) {
                return Optional.empty();
            }
            Safeguard rule = Safeguard.valueOf(word);
            if (!LossWatch.RULES.contains(rule)) {
                throw new IllegalArgumentException("rule must be of a loss, was " + rule);
            }
            return Optional.of(rule);
        }

        SavedSafeguards saved() {
            return new SavedSafeguards(
                    session, !killed.equals(NOTHING), killed.equals(FLATTENED), Set.copyOf(paused), watches);
        }
    }

    /**
     * Writes what has changed, for the first time in a run.
     *
     * @throws SdkException when it cannot be written
     */
    void begin(SavedSafeguards now) {
        String text = text(now);
        write(text);
        written = text;
    }

    /**
     * Writes what has changed; where that fails, it is tried again each time.
     *
     * @return whether it has just begun to fail
     */
    boolean save(SavedSafeguards now) {
        String text = text(now);
        if (text.equals(written)) {
            return false;
        }
        boolean failed = failing;
        try {
            write(text);
            written = text;
            failing = false;
        } catch (SdkException failure) {
            LOG.warn("the safeguards of a run must be kept, they are not", failure);
            failing = true;
        }
        return failing && !failed;
    }

    private void write(String text) {
        byte[] bytes = (START + text + checkOf(text)).getBytes(StandardCharsets.UTF_8);
        WholeFile.writeDurably(WHAT, path, out -> out.write(bytes));
    }

    private String text(SavedSafeguards now) {
        StringBuilder text = new StringBuilder();
        owners.forEach(owner -> text.append("of ").append(owner).append('\n'));
        if (!now.session().equals(LocalDate.MIN)) {
            text.append("session ").append(now.session()).append('\n');
        }
        if (now.pulled()) {
            text.append("killed ")
                    .append(now.flattens() ? FLATTENED : CANCELLED)
                    .append('\n');
        }
        new TreeSet<>(now.paused())
                .forEach(name -> text.append("paused ").append(name).append('\n'));
        now.watches().forEach(watch -> append(text, watch));
        return text.toString();
    }

    private static void append(StringBuilder text, SavedSafeguards.Watch watch) {
        text.append(watch.owner().isEmpty() ? "account" : "strategy " + watch.owner())
                .append(' ')
                .append(watch.base())
                .append(' ')
                .append(watch.peak())
                .append(' ')
                .append(watch.last())
                .append(' ')
                .append(watch.latched().map(Safeguard::name).orElse(NOTHING))
                .append('\n');
    }
}
