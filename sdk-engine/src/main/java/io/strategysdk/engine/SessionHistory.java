package io.strategysdk.engine;

import java.time.LocalDate;
import java.util.Arrays;

/** What each instrument did in its last completed sessions, put together from the bars of a run as they come. */
final class SessionHistory {
    /** Of each instrument, Σ close × volume of each of the last sessions. */
    private final double[][] money;

    private final double[] moneyNow;
    private final double[] closeNow;
    private final double[] close;
    private final int[] ages;
    private int ended;
    private LocalDate lastDate = LocalDate.MIN;

    /**
     * No session yet.
     *
     * @param sessions how many are looked back at
     */
    SessionHistory(int instruments, int sessions) {
        money = new double[instruments][sessions];
        moneyNow = new double[instruments];
        closeNow = new double[instruments];
        Arrays.fill(closeNow, Double.NaN);
        close = closeNow.clone();
        ages = new int[instruments];
    }

    /** A bar of the session that is going on. */
    void add(int instrument, double barClose, double volume) {
        moneyNow[instrument] += barClose * volume;
        closeNow[instrument] = barClose;
    }

    /** The session that was going on has completed. */
    void end(LocalDate date) {
        int at = ended % money[0].length;
        for (int i = 0; i < close.length; i++) {
            money[i][at] = moneyNow[i];
            close[i] = closeNow[i];
            ages[i] += Double.isNaN(closeNow[i]) ? 0 : 1;
        }
        Arrays.fill(moneyNow, 0);
        Arrays.fill(closeNow, Double.NaN);
        ended++;
        lastDate = date;
    }

    /** Of the last completed session, NaN without a bar in it. */
    double close(int instrument) {
        return close[instrument];
    }

    /** Date of the last completed session. */
    LocalDate date() {
        return lastDate;
    }

    /** Sessions with a bar. */
    int age(int instrument) {
        return ages[instrument];
    }

    /** Mean of the last so many sessions; NaN before there were as many. */
    double mean(int instrument, int sessions) {
        double sum = 0;
        for (double each : last(instrument, sessions)) {
            sum += each;
        }
        return sum / sessions;
    }

    /** Median of the last so many sessions; NaN before there were as many. */
    double median(int instrument, int sessions) {
        double[] sorted = last(instrument, sessions);
        Arrays.sort(sorted);
        return (sorted[(sessions - 1) / 2] + sorted[sessions / 2]) / 2;
    }

    /** In order of time. */
    private double[] last(int instrument, int sessions) {
        double[] last = new double[sessions];
        if (ended < sessions) {
            Arrays.fill(last, Double.NaN);
            return last;
        }
        for (int i = 0; i < sessions; i++) {
            last[i] = money[instrument][(ended - sessions + i) % money[instrument].length];
        }
        return last;
    }
}
