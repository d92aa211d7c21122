package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.Inquiry;
import io.strategysdk.engine.execution.Settlement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a run with its broker: at the start, whenever the connection has come back, and from time to time. The broker
 * is right: what it has executed is booked, what it has ended ends. What no execution explains is told, and until it is
 * settled no order leaves but those that close.
 *
 * <p>The broker is asked on a thread of its own; everything else happens on the run's.
 */
final class Reconciliation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    /** A broker may need that long to find an order that it has just got. */
    private static final long ARRIVAL = TimeUnit.SECONDS.toNanos(15);

    private static final long MARGIN = TimeUnit.MINUTES.toNanos(1);
    private static final long LONG_AGO = TimeUnit.DAYS.toNanos(2);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final long PAUSE = 500;

    private final Run run;
    private final BrokerExecution execution;
    private final RealtimeSettings settings;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "reconciliation");
        thread.setDaemon(true);
        return thread;
    });
    private final Deadline next = new Deadline();
    private @Nullable Question underWay;
    private List<Difference> differences = List.of();
    private boolean isTold;

    Reconciliation(Run run, BrokerExecution execution, RealtimeSettings settings) {
        this.run = run;
        this.execution = execution;
        this.settings = settings;
        execution.reconcileFirst();
    }

    /** What the broker is asked. */
    private record Question(Inquiry inquiry, CompletableFuture<Inquiry.Answer> asked) {}

    /** Something that run and broker say differently. */
    private record Difference(String what, String inRun, String atBroker) {}

    /**
     * Compares before the run begins, and waits for the broker where it has to.
     *
     * @throws SdkException with a table of what differs, unless the run is to take that over
     */
    void start() {
        Deadline patience = new Deadline();
        patience.set(settings.patience);
        long since = run.steps.epochNanos - MARGIN;
        while (true) {
            Inquiry inquiry = execution.inquire(Math.max(0, since));
            Inquiry.Answer answer = run.inputs.answer(inquiry);
            boolean isLate = run.inputs.whether(patience.nanosLeft() <= 0);
            Settlement settlement = execution.settle(inquiry, answer, isLate ? Long.MAX_VALUE : recently());
            List<Difference> found = differences(answer.account(), settlement);
            if (settlement.awaited() == 0 && found.isEmpty()) {
                return;
            }
            if (isLate) {
                adoptOrRefuse(answer.account(), settlement, found);
                return;
            }
            since = run.steps.epochNanos - LONG_AGO;
            if (run.inputs.isLive()) {
                pause();
            }
        }
    }

    private long recently() {
        return run.inputs.now(settings.clock) - ARRIVAL;
    }

    /** Executions may be told of later than what they have filled. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SdkException("a run must not be interrupted while it is compared with its broker, was", e);
        }
    }

    private void adoptOrRefuse(BrokerAdapter.Account account, Settlement settlement, List<Difference> found) {
        String strategy = settings.adopting;
        if (strategy == null || !settlement.doubts().isEmpty()) {
            throw new SdkException("the run must agree with its broker, does not:\n" + table(found)
                    + "Put the account right, or have a strategy take over what the broker holds:"
                    + " adopt(\"its name\") books the difference of each position to it.");
        }
        for (Desk desk : run.desks) {
            if (desk.name.equals(strategy)) {
                adopt(desk, account);
                return;
            }
        }
        throw new SdkException(
                "what the broker holds must be taken over by a strategy of the run, was to be by '" + strategy + "'");
    }

    private void adopt(Desk desk, BrokerAdapter.Account account) {
        for (Instrument instrument : run.instruments.list()) {
            BrokerAdapter.Holding held = account.positions().getOrDefault(instrument, BrokerAdapter.Holding.NONE);
            int number = run.instruments.numberOf(instrument);
            long more = held.quantity().unitsAt(instrument.quantityScale()) - unitsInRun(number);
            if (more != 0) {
                BookPosition position = desk.book.at(number);
                long price = held.averagePrice()
                        .setScale(instrument.priceScale(), RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact();
                run.prices.expect(number, held.averagePrice().doubleValue());
                desk.book.fill(number, more, position.notional(more, price), price, 0);
                run.journal.adopted(
                        run.steps.epochNanos,
                        desk.number,
                        number,
                        more,
                        price,
                        position.units(),
                        desk.book.cashUnits());
            }
        }
    }

    private long unitsInRun(int instrument) {
        long units = 0;
        for (Desk desk : run.desks) {
            units = Math.addExact(units, desk.book.at(instrument).units());
        }
        return units;
    }

    private List<Difference> differences(BrokerAdapter.Account account, Settlement settlement) {
        List<Difference> found = new ArrayList<>();
        settlement.doubts().forEach(doubt -> found.add(new Difference(doubt, "", "")));
        for (Instrument instrument : run.instruments.list()) {
            int number = run.instruments.numberOf(instrument);
            BigDecimal inRun = new Quantity(unitsInRun(number), instrument.quantityScale()).toBigDecimal();
            BigDecimal atBroker = account.positions()
                    .getOrDefault(instrument, BrokerAdapter.Holding.NONE)
                    .quantity()
                    .toBigDecimal();
            if (inRun.compareTo(atBroker) != 0) {
                found.add(new Difference(
                        "position in " + instrument,
                        inRun.stripTrailingZeros().toPlainString(),
                        atBroker.stripTrailingZeros().toPlainString()));
            }
        }
        return found;
    }

    private static String table(List<Difference> differences) {
        StringBuilder table = new StringBuilder();
        table.append(line("", "run", "broker"));
        differences.forEach(each -> table.append(line(each.what, each.inRun, each.atBroker)));
        return table.toString();
    }

    private static String line(String what, String inRun, String atBroker) {
        return String.format(Locale.ROOT, "  %-32s %16s %16s", what, inRun, atBroker)
                        .stripTrailing() + "\n";
    }

    /** Asks where it is time to, and takes what has been answered. */
    void poll() {
        Question question = underWay;
        RunInputs.Reply reply = question == null ? null : run.inputs.reply(question.asked());
        if (question != null && reply != null) {
            underWay = null;
            take(question.inquiry(), reply);
        }
        if (underWay == null && (run.inputs.whether(next.nanosLeft() <= 0) || execution.awaitsReconciliation())) {
            next.set(AGAIN);
            underWay = ask(execution.inquire(Math.max(0, run.steps.epochNanos - MARGIN)));
        }
    }

    private Question ask(Inquiry inquiry) {
        return new Question(
                inquiry,
                run.inputs.isLive()
                        ? CompletableFuture.supplyAsync(inquiry::answer, asking)
                        : new CompletableFuture<>());
    }

    private void take(Inquiry inquiry, RunInputs.Reply reply) {
        Inquiry.Answer answer = reply.answer();
        if (answer == null) {
            LOG.warn("the broker must answer what the run asks of its account, did not: {}", reply.failure());
            return;
        }
        Settlement settlement = execution.settle(inquiry, answer, recently());
        compare(differences(answer.account(), settlement));
        if (!execution.awaitsReconciliation()) {
            next.set(settings.reconcileEvery);
        }
    }

    /** A difference may be an execution on its way: it counts when it is there twice. */
    private void compare(List<Difference> found) {
        boolean isSettled = found.isEmpty();
        boolean stays = !isSettled && found.equals(differences);
        differences = found;
        if (stays && !isTold) {
            isTold = true;
            tell(ConnectionState.DEGRADED, "run and broker differ:\n" + table(found));
        } else if (isSettled && isTold) {
            isTold = false;
            tell(ConnectionState.LIVE, "run and broker agree again");
        }
    }

    private void tell(ConnectionState state, String reason) {
        LOG.warn("{}", reason);
        run.warnings.add(state == ConnectionState.DEGRADED ? "Run and broker differed:\n" + reason : reason);
        run.connected(new ConnectionEvent(ConnectionEvent.Peer.BROKER, state, reason, run.steps.epochNanos));
    }

    /** Whether run and broker have differed twice, so that no order leaves but those that close. */
    boolean isInDoubt() {
        return isTold;
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
