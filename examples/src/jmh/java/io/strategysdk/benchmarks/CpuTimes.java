package io.strategysdk.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The benchmarks by CPU time of the working thread, for machines that do other work meanwhile: in turns, so that all
 * see the same machine. Time of the garbage collector's and the compiler's own threads is not in it.
 */
public final class CpuTimes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UPS = 5;
    private static final int ROUNDS = 5;
    private static final int UPDATES = 50;
    private static Object last = "";

    private final List<Case> cases = new ArrayList<>();

    private record Case(String name, int operations, Supplier<?> work, double[] nanos, double[] bytes) {
        void run(int round) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long before = THREADS.getCurrentThreadCpuTime();
            last = work.get();
            nanos[round] = (THREADS.getCurrentThreadCpuTime() - before) / (double) operations;
            bytes[round] = (THREADS.getCurrentThreadAllocatedBytes() - allocated) / (double) operations;
        }
    }

    private CpuTimes() {}

    private void add(String name, int operations, Supplier<?> work) {
        cases.add(new Case(name, operations, work, new double[ROUNDS], new double[ROUNDS]));
    }

    private void run() {
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            for (Case one : cases) {
                one.run(Math.max(0, round));
            }
        }
        System.out.println(last.getClass().getSimpleName() + " was the last result; load average "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        for (Case one : cases) {
            Arrays.sort(one.nanos);
            Arrays.sort(one.bytes);
            System.out.printf(
                    "%-20s ns/op best %9.2f median %9.2f; M op/s best %7.2f median %7.2f; B/op %8.2f%n",
                    one.name,
                    one.nanos[0],
                    one.nanos[ROUNDS / 2],
                    1e3 / one.nanos[0],
                    1e3 / one.nanos[ROUNDS / 2],
                    one.bytes[ROUNDS / 2]);
        }
    }

    /** Prints a line for each benchmark; an argument features, updates, w1 or rest restricts them. */
    public static void main(String[] arguments) throws Exception {
        CpuTimes times = new CpuTimes();
        String part = arguments.length == 0 ? "all" : arguments[0];
        if (part.equals("all") || part.equals("features")) {
            times.addFeatures();
        }
        if (part.equals("all") || part.equals("updates")) {
            times.addUpdates();
        }
        if (part.equals("all") || part.equals("w1")) {
            W1 w1 = new W1();
            w1.prepare();
            times.add("W1 first run", W1.BARS, w1::firstRun);
            times.add("W1 shared features", W1.BARS, w1::sharedFeatures);
            times.add("W1 idle strategy", W1.BARS, w1::idleStrategy);
            times.add("W1 features", W1.BARS, w1::features);
            times.add("bare loop", W1.BARS, w1::bareLoop);
            times.add("quick look", W1.BARS, new QuickLook()::run);
            times.add("ta4j", W1.BARS, w1::ta4j);
        }
        if (part.equals("all") || part.equals("rest")) {
            times.addRest();
        }
        times.run();
    }

    private void addRest() throws Exception {
        W4 w4 = new W4();
        W4.Daily daily = new W4.Daily();
        daily.prepare();
        add("W4 daily", 252_000, () -> w4.daily(daily));
        add("W4 daily merge", 252_000, () -> w4.dailyMerge(daily));
        OrderPath orders = new OrderPath();
        orders.prepare();
        add("orders", OrderPath.ORDERS, orders::withOrders);
        add("no orders", OrderPath.ORDERS, orders::withoutOrders);
        for (CsvLoad.Times format : CsvLoad.Times.values()) {
            CsvLoad csv = new CsvLoad();
            csv.times = format;
            csv.write();
            add("CSV " + format, W1.BARS, csv::load);
        }
    }

    /** One set of bars for all of them: ta4j's take hundreds of bytes each. */
    private void addFeatures() {
        FeatureColumns columns = new FeatureColumns();
        columns.of = FeatureColumns.Of.SMA20;
        columns.prepare();
        for (FeatureColumns.Of of : FeatureColumns.Of.values()) {
            columns.of = of;
            columns.compare();
            add(of.name(), W1.BARS, () -> of(columns, of).columns());
            add(of + " TA-Lib", W1.BARS, () -> of(columns, of).taLib());
            add(of + " ta4j", W1.BARS, () -> of(columns, of).ta4j());
        }
    }

    private static FeatureColumns of(FeatureColumns columns, FeatureColumns.Of of) {
        columns.of = of;
        return columns;
    }

    private void addUpdates() {
        for (FeatureUpdate.Of of : FeatureUpdate.Of.values()) {
            FeatureUpdate updates = new FeatureUpdate();
            updates.of = of;
            updates.prepare();
            add("update " + of, UPDATES * FeatureUpdate.BARS, () -> {
                double sum = 0;
                for (int i = 0; i < UPDATES; i++) {
                    sum += updates.update();
                }
                return sum;
            });
        }
    }
}
