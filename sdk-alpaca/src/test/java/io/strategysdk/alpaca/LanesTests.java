package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LanesTests {
    private static final OrderId ONE = new OrderId("a", 1);
    private static final OrderId OTHER = new OrderId("a", 2);

    private final Lanes lanes = new Lanes();
    private final List<String> gone = new ArrayList<>();

    private void add(OrderId id, String command) {
        lanes.add(id, () -> true, () -> gone.add(command));
    }

    private void next() {
        lanes.done(ONE);
        lanes.advance();
    }

    @Test
    void commandsOfAnOrderGoOneAfterTheOtherAndOrdersBesideEachOther() {
        add(ONE, "first");
        add(ONE, "second");
        add(OTHER, "beside");
        lanes.advance();
        lanes.advance();
        assertThat(gone).containsExactly("first", "beside");

        next();

        assertThat(gone).containsExactly("first", "beside", "second");
    }

    @Test
    void aCommandWaitsUntilItIsReady() {
        AtomicBoolean isReady = new AtomicBoolean();
        lanes.add(ONE, isReady::get, () -> gone.add("first"));
        lanes.advance();
        assertThat(gone).isEmpty();

        isReady.set(true);
        lanes.advance();

        assertThat(gone).containsExactly("first");
    }

    @Test
    void whatTheCommandUnderWayHasToAwaitComesBeforeTheOthers() {
        lanes.add(ONE, () -> true, () -> {
            gone.add("first");
            lanes.addNext(ONE, () -> true, () -> gone.add("its end"));
        });
        add(ONE, "second");
        lanes.advance();

        next();
        next();

        assertThat(gone).containsExactly("first", "its end", "second");
    }

    @Test
    void whatIsNotUnderWayIsNotDone() {
        lanes.done(ONE);
        add(ONE, "first");
        lanes.done(ONE);
        lanes.advance();

        assertThat(gone).containsExactly("first");
    }
}
