package io.strategysdk.benchmarks;

import io.strategysdk.engine.BarColumns;
import io.strategysdk.examples.cli.BacktestCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Milliseconds from the start of a JVM to a finished report: the examples' command on a file of 5,000 daily bars, in a
 * new process each time. Arguments are passed to each JVM.
 */
public final class ColdStart {
    private static final int RUNS = 10;

    private ColdStart() {}

    /** Prints each time and their median. */
    public static void main(String[] jvmArguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("cold-start");
        Path file = directory.resolve("SYN.csv");
        write(SyntheticBars.days(1, 5_000).get(0), file);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmArguments));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BacktestCommand.class.getName(),
                "--bars",
                file.toString(),
                "--out",
                directory.resolve("report").toString()));
        run(command);
        long[] millis = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            millis[i] = run(command);
        }
        Arrays.sort(millis);
        System.out.println("cold start " + List.of(jvmArguments) + ": median " + (millis[4] + millis[5]) / 2 + " ms of "
                + Arrays.toString(millis));
    }

    private static long run(List<String> command) throws IOException, InterruptedException {
        long before = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the command must succeed: " + command);
        }
        return (System.nanoTime() - before) / 1_000_000;
    }

    private static void write(BarColumns bars, Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.print("date,open,high,low,close,volume\n");
            for (int i = 0; i < bars.size(); i++) {
                out.print(Instant.ofEpochSecond(0, bars.openEpochNanos(i))
                                .atZone(ZoneId.of("America/New_York"))
                                .toLocalDate()
                        + "," + bars.open(i) + ',' + bars.high(i) + ',' + bars.low(i) + ',' + bars.close(i) + ','
                        + (long) bars.volume(i) + '\n');
            }
        }
    }
}
