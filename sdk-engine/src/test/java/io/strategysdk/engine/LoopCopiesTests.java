package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.order.OrderIntent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which strategy classes get a loop of their own. */
final class LoopCopiesTests {
    @Test
    void aLoopThatCannotBeCopiedIsShared() {
        assertThat(LoopCopies.copy(new byte[] {1, 2, 3})).isSameAs(LoopCopies.shared());
        assertThat(LoopCopies.copy(new byte[0])).isSameAs(LoopCopies.shared());
    }

    @Test
    void aStrategyClassEarnsItsCopyByItsBars() {
        class Earner implements Strategy {
            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return List.of();
            }
        }

        assertThat(LoopCopies.forRun(Earner.class, LoopCopies.BARS_BEFORE_COPY)).isSameAs(LoopCopies.shared());
        Loop copy = LoopCopies.forRun(Earner.class, 1);
        assertThat(copy).isNotSameAs(LoopCopies.shared());
        assertThat(LoopCopies.forRun(Earner.class, 1)).isSameAs(copy);
    }

    @Test
    void noMoreClassesThanTheLimitGetACopy() {
        LoopCopies copies = new LoopCopies(2);

        List<Loop> loops = Stream.of(String.class, Long.class, Integer.class)
                .map(type -> {
                    copies.next(type, LoopCopies.BARS_BEFORE_COPY);
                    return copies.next(type, 1);
                })
                .toList();

        assertThat(loops.subList(0, 2)).doesNotContain(LoopCopies.shared()).doesNotHaveDuplicates();
        assertThat(loops.get(2)).isSameAs(LoopCopies.shared());
        assertThat(copies.next(Integer.class, LoopCopies.BARS_BEFORE_COPY)).isSameAs(LoopCopies.shared());
    }
}
