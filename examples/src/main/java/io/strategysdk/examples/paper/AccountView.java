package io.strategysdk.examples.paper;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.time.Clock;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Cash, positions, orders and profit, as the broker has them, at the prices of the newest bars. */
final class AccountView implements AutoCloseable {
    private final BrokerAdapter broker;
    private final PrintWriter out;
    private final Map<Instrument, BigDecimal> prices = new ConcurrentHashMap<>();
    private volatile long time;
    private volatile boolean isOver;
    private BigDecimal before = BigDecimal.ZERO;

    AccountView(BrokerAdapter broker, PrintWriter out) {
        this.broker = broker;
        this.out = out;
    }

    /** Bars of a moment. */
    void bars(long epochNanos, List<MarketEvent> events) {
        for (MarketEvent event : events) {
            if (event instanceof Bar bar) {
                prices.put(bar.instrument(), BigDecimal.valueOf(bar.close()));
            }
        }
        time = epochNanos;
    }

    /** A line of the account, and one of each position and order. */
    void show() {
        if (time == 0 || isOver) {
            return;
        }
        try {
            show(broker.account());
        } catch (SdkException busy) {
            out.println("the account cannot be read just now: " + busy.getMessage());
        }
    }

    private void show(BrokerAdapter.Account account) {
        BigDecimal equity = account.cash();
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<Instrument, BrokerAdapter.Holding> each :
                account.positions().entrySet()) {
            BigDecimal quantity = each.getValue().quantity().toBigDecimal();
            if (quantity.signum() == 0) {
                continue;
            }
            BigDecimal average = each.getValue().averagePrice();
            BigDecimal price = prices.getOrDefault(each.getKey(), average);
            BigDecimal value = quantity.multiply(price);
            equity = equity.add(value);
            lines.append(String.format(
                    Locale.ROOT,
                    "    %-8s %10s at %10s, now %10s, profit %12s%n",
                    each.getKey(),
                    quantity.stripTrailingZeros().toPlainString(),
                    cents(average),
                    cents(price),
                    cents(value.subtract(quantity.multiply(average)))));
        }
        for (Order order : account.working()) {
            lines.append(String.format(Locale.ROOT, "    order %s: %s%n", order.id(), words(order)));
        }
        before = before.signum() == 0 ? equity : before;
        out.printf(
                Locale.ROOT,
                "%s  cash %14s  equity %14s  profit %12s%n%s",
                Clock.instantOf(time),
                cents(account.cash()),
                cents(equity),
                cents(equity.subtract(before)),
                lines);
        out.flush();
    }

    private static String words(Order order) {
        return order.side() + " " + order.orderQty() + " " + order.instrument() + " "
                + order.request().terms().type() + ", " + order.cumQty() + " filled";
    }

    private static String cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** No more is shown. */
    @Override
    public void close() {
        isOver = true;
    }
}
