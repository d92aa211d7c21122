package io.strategysdk.backtest.execution;

import io.strategysdk.backtest.execution.reference.RefBar;
import io.strategysdk.backtest.execution.reference.RefInstrument;
import io.strategysdk.backtest.execution.reference.RefOrder;
import io.strategysdk.backtest.execution.reference.RefSession;
import io.strategysdk.backtest.execution.reference.RefTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bars, and what strategies ask for between them, to be shown to two matchers.
 *
 * @param rules by which bars fill orders
 * @param isInstant whether orders and requests take no time; else an order's times say how long all of it takes
 * @param instruments what is traded, by their ids
 * @param sessions of the market, in the order of time
 * @param steps in the order of time
 */
record History(
        AgreedRules rules,
        boolean isInstant,
        List<RefInstrument> instruments,
        List<RefSession> sessions,
        List<Step> steps) {

    /**
     * Bars that close at one moment, and what is asked for then.
     *
     * @param time when
     * @param isSlice whether it is matched, maybe without a bar that fills anything; else a moment between slices
     * @param bars at most one of each instrument
     * @param actions in order
     */
    record Step(long time, boolean isSlice, List<RefBar> bars, List<Action> actions) {
        @Override
        public String toString() {
            return "  " + time + (isSlice ? " slice" : " between slices") + lines(bars) + lines(actions);
        }

        private static String lines(List<?> items) {
            return items.stream().map(item -> "\n    " + item).collect(Collectors.joining());
        }
    }

    /** What a strategy asks for. */
    sealed interface Action {
        /** An order, maybe with exits. */
        record Submit(RefOrder order) implements Action {}

        /** Two orders of which one cancels the other. */
        record SubmitPair(RefOrder first, RefOrder second) implements Action {}

        /** Two orders of which the second is sent once the first is filled whole. */
        record SubmitChain(RefOrder first, RefOrder second) implements Action {}

        /** The end of an order, if it still works. */
        record Cancel(long order) implements Action {}

        /** Other terms and another quantity, if it still works; exits keep their quantity. */
        record Replace(long order, long quantity, RefTerms terms) implements Action {}
    }

    /** Whether there are bars with a bid and an ask. */
    boolean isQuoted() {
        return steps.stream()
                .flatMap(step -> step.bars.stream())
                .anyMatch(bar -> bar.ask().isPresent());
    }

    /** Number of orders that strategies asked for, their exits not counted. */
    long orders() {
        return submitted().count();
    }

    /** Number of exits of these. */
    long exits() {
        return submitted().mapToLong(order -> order.exits().size()).sum();
    }

    private Stream<RefOrder> submitted() {
        return steps.stream().flatMap(step -> step.actions.stream()).flatMap(History::submitted);
    }

    private static Stream<RefOrder> submitted(Action action) {
        if (action instanceof Action.SubmitPair pair) {
            return Stream.of(pair.first, pair.second);
        }
        if (action instanceof Action.SubmitChain chain) {
            return Stream.of(chain.first, chain.second);
        }
        return action instanceof Action.Submit submit ? Stream.of(submit.order) : Stream.of();
    }

    private History with(List<Step> others) {
        return new History(rules, isInstant, instruments, sessions, others);
    }

    /** A smaller history that is still wanted, as small as leaving things out one by one can make it. */
    History shrunk(Predicate<History> isWanted) {
        History smallest = this;
        boolean goesOn = true;
        while (goesOn) {
            History tried = smallest.withoutSomething(isWanted);
            goesOn = !tried.equals(smallest);
            smallest = tried;
        }
        return smallest;
    }

    private History withoutSomething(Predicate<History> isWanted) {
        History best = this;
        for (int i = steps.size() - 1; i >= 0; i--) {
            for (Step smaller : smaller(best.steps.get(i))) {
                List<Step> others = new ArrayList<>(best.steps);
                others.set(i, smaller);
                best = isWanted.test(best.with(others)) ? best.with(others) : best;
            }
            List<Step> fewer = new ArrayList<>(best.steps);
            fewer.remove(i);
            best = isWanted.test(best.with(fewer)) ? best.with(fewer) : best;
        }
        return best;
    }

    private static List<Step> smaller(Step step) {
        List<Step> all = new ArrayList<>();
        for (int i = 0; i < step.bars.size(); i++) {
            List<RefBar> fewer = new ArrayList<>(step.bars);
            fewer.remove(i);
            all.add(new Step(step.time, step.isSlice, fewer, step.actions));
        }
        for (int i = 0; i < step.actions.size(); i++) {
            List<Action> fewer = new ArrayList<>(step.actions);
            fewer.remove(i);
            all.add(new Step(step.time, step.isSlice, step.bars, fewer));
        }
        return all;
    }

    @Override
    public String toString() {
        return rules + (isInstant ? ", no latency" : ", latencies") + ", " + instruments + ", " + sessions + "\n"
                + steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
