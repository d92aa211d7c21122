package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written short is read like what is written out, of whichever strategy and instrument. */
final class JournalRequestTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument BTC =
            Instrument.of("BTC/USD", AssetClass.CRYPTO, "USD").withLotSize("0.00000001");
    private static final Instrument STRANGER = Instrument.equity("X");

    private final Instruments instruments = new Instruments(List.of(AAPL, BTC));
    private final JournalWriter writer = new JournalWriter(instruments, List.of("a", "b"), List.of(1L, 2L));

    @Test
    void targetsOfEveryInstrumentAreReadAsTheyWereWritten() {
        List<OrderIntent> targets = List.of(
                OrderIntent.targetQuantity(BTC, BTC.quantity("-1.00000001")),
                OrderIntent.targetQuantity(STRANGER, 5),
                OrderIntent.targetQuantity(AAPL, 0),
                OrderIntent.targetQuantity(BTC, BTC.quantity("0.5")));
        targets.forEach(target -> writer.intended(1, 1, target));

        List<JournalEntry.Intended> read = writer.finish().entries(JournalEntry.Intended.class);

        assertThat(read).extracting(JournalEntry.Intended::intent).containsExactlyElementsOf(targets);
        assertThat(read).extracting(JournalEntry.Intended::strategy).containsOnly("b");
    }

    @Test
    void everyRequestIsReadAsItWasWritten() {
        NewOrder buy = OrderIntent.buy(AAPL, 100);
        List<NewOrder> requests = List.of(
                buy,
                OrderIntent.sell(BTC, BTC.quantity("0.00000003")),
                OrderIntent.buy(STRANGER, 1),
                buy.withTag("t"),
                buy.withExtendedHours(),
                buy.withReduceOnly(),
                buy.withDoNotReduce(),
                buy.onOpen(),
                buy.atLimit(Price.of(9)),
                buy.withTakeProfit(Price.of(12)),
                OrderIntent.buyNotional(AAPL, "1000.5"));
        for (int i = 0; i < requests.size(); i++) {
            writer.accepted(i, i % 2, order(i + 1, requests.get(i)));
            writer.refused(i, i % 2, order(i + 101, requests.get(i)), RejectReason.UNSUPPORTED, "no");
        }

        List<JournalEntry.Reported> read = writer.finish().entries(JournalEntry.Reported.class);

        assertThat(read).hasSize(2 * requests.size());
        for (int i = 0; i < read.size(); i++) {
            int request = i / 2;
            assertThat(read.get(i).event().order().request()).isEqualTo(requests.get(request));
            assertThat(read.get(i).strategy()).isEqualTo(request % 2 == 0 ? "a" : "b");
            assertThat(read.get(i).epochNanos()).isEqualTo(request);
        }
    }

    @Test
    void aFillIsToldOfTheStrategyThatHadIt() {
        WorkingOrder order = order(1, OrderIntent.sell(AAPL, 3));
        writer.accepted(1, 1, order);
        order.become(OrderStatus.SUBMITTED);
        order.fill(2, 20_00000000L, 5);
        writer.filled(2, 1, order, 2, 10_00000000L, 5, -2, 7);

        Journal journal = writer.finish();

        assertThat(journal.entries(JournalEntry.Reported.class)).last().satisfies(told -> {
            assertThat(told.strategy()).isEqualTo("b");
            assertThat(told.event()).isInstanceOf(OrderEvent.Filled.class);
        });
        assertThat(journal.entries(JournalEntry.Booked.class))
                .containsExactly(new JournalEntry.Booked(2, "b", AAPL, AAPL.quantity("-2"), BigDecimal.valueOf(7, 8)));
    }

    private WorkingOrder order(long sequence, NewOrder request) {
        Instrument instrument = request.instrument();
        return new WorkingOrder(
                "owner",
                "s",
                sequence,
                instruments.find(instrument),
                instrument,
                request.side(),
                request.orderQty().unitsAt(instrument.quantityScale()),
                request);
    }
}
