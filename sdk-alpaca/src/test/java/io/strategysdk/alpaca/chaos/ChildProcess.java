package io.strategysdk.alpaca.chaos;

import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process of {@link ChaosChild}. */
final class ChildProcess implements AutoCloseable {
    private static final List<String> FAST_START =
            List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC", "-Xmx128m");

    private final Process process;
    private final Thread listening;
    private long slice;
    private String hash = "";
    private boolean isOver;
    private volatile boolean isKilled;

    private ChildProcess(Process process) {
        this.process = process;
        listening = new Thread(this::listen, "child");
        listening.setDaemon(true);
        listening.start();
    }

    /**
     * Starts one.
     *
     * @param now what its clock shows
     * @param kept folder that the run is kept in
     * @param journal file that the journal goes to when the run ends in order
     * @param log file that what it logs is added to
     */
    static ChildProcess start(AlpacaSimulator alpaca, Instant now, Path kept, Path journal, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FAST_START);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + System.getProperty("chaos.log", "warn"),
                "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
                "-Dorg.slf4j.simpleLogger.logFile=System.err",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp",
                classPath(),
                ChaosChild.class.getName(),
                alpaca.address().toString(),
                alpaca.keyId(),
                alpaca.secret(),
                now.toString(),
                kept.toString(),
                journal.toString()));
        try {
            return new ChildProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new IllegalStateException("a process must be startable: " + command, e);
        }
    }

    /** Also where tests run as modules. */
    private static String classPath() {
        Set<String> entries = new LinkedHashSet<>();
        for (String property : List.of("surefire.test.class.path", "java.class.path", "jdk.module.path")) {
            entries.addAll(List.of(System.getProperty(property, "").split(File.pathSeparator, -1)));
        }
        entries.remove("");
        return String.join(File.pathSeparator, entries);
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                heard(line);
            }
        } catch (IOException killed) {
            // it says no more
        }
        synchronized (this) {
            isOver = true;
            notifyAll();
        }
    }

    private synchronized void heard(String line) {
        if (line.startsWith("slice ")) {
            slice = Long.parseLong(line.substring("slice ".length()));
        } else if (line.startsWith("over ")) {
            hash = line.substring("over ".length());
        }
        notifyAll();
    }

    /** Waits until it has taken a slice, or is gone, or it has been long enough; whether it has taken it. */
    synchronized boolean awaitSlice(long epochNanos, Duration most) throws InterruptedException {
        await(() -> slice >= epochNanos, most);
        return slice >= epochNanos;
    }

    private void await(BooleanSupplier isThere, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        long left = most.toNanos();
        while (!isOver && !isThere.getAsBoolean() && left > 0) {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            left = deadline - System.nanoTime();
        }
    }

    /** As far as is known here: it may take a moment to see that it is gone. */
    synchronized boolean isAlive() {
        return !isOver;
    }

    /** SIGKILL. */
    void kill() {
        isKilled = true;
        process.destroyForcibly();
    }

    /** Whether it has ended without having been killed. */
    boolean hasFailed() {
        return !isAlive() && !isKilled;
    }

    boolean isKilled() {
        return isKilled;
    }

    /** Whether it has come to decide on anything. */
    synchronized boolean hasTakenSlices() {
        return slice > 0;
    }

    /** Waits until it has taken any slice, or is gone, or it has been long enough. */
    synchronized void awaitAnySlice(Duration most) throws InterruptedException {
        await(() -> slice > 0, most);
    }

    /** Has it end in order, and returns the hash that it says its journal has; empty when it does not. */
    String end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        synchronized (this) {
            await(() -> !hash.isEmpty(), Duration.ofSeconds(20));
        }
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0 ? hash : "";
    }

    void awaitGone() throws InterruptedException {
        process.waitFor();
        listening.join();
    }

    @Override
    public void close() {
        kill();
        try {
            awaitGone();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
