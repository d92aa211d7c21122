package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Quantity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/** What a {@link FeeAccount} remembers, as lines of text in a checkpoint: amounts keep every digit. */
final class FeeRecords {
    private static final String DAY = "day";
    private static final String TRADE = "trade";

    private FeeRecords() {}

    /** Collects lines. */
    static final class Writer {
        private final StringBuilder lines = new StringBuilder();

        void day(AssetClass assetClass, TradedVolume.Day day) {
            line(DAY, assetClass, day.date(), day.quantity(), day.value(), day.sold(), day.soldValue());
        }

        void trade(long place, TradedOrder.Trade trade) {
            AccountVolume before = trade.before();
            line(
                    TRADE,
                    place,
                    trade.quantity().units(),
                    trade.quantity().scale(),
                    trade.value(),
                    trade.date(),
                    trade.liquidity(),
                    before.quantityThisMonth(),
                    before.valueInThirtyDays(),
                    before.quantityToday(),
                    before.soldToday(),
                    before.soldValueToday());
        }

        private void line(Object... words) {
            for (Object word : words) {
                lines.append(word).append(' ');
            }
            lines.append('\n');
        }

        byte[] bytes() {
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    static void read(
            byte[] saved, BiConsumer<AssetClass, TradedVolume.Day> days, BiConsumer<Long, TradedOrder.Trade> trades) {
        new String(saved, StandardCharsets.UTF_8).lines().forEach(line -> {
            Iterator<String> words = List.of(line.split(" ", -1)).iterator();
            if (words.next().equals(DAY)) {
                days.accept(AssetClass.valueOf(words.next()), day(words));
            } else {
                trades.accept(Long.valueOf(words.next()), trade(words));
            }
        });
    }

    private static TradedVolume.Day day(Iterator<String> words) {
        return new TradedVolume.Day(
                LocalDate.parse(words.next()), amount(words), amount(words), amount(words), amount(words));
    }

    private static TradedOrder.Trade trade(Iterator<String> words) {
        return new TradedOrder.Trade(
                new Quantity(Long.parseLong(words.next()), Integer.parseInt(words.next())),
                amount(words),
                LocalDate.parse(words.next()),
                Liquidity.valueOf(words.next()),
                new AccountVolume(amount(words), amount(words), amount(words), amount(words), amount(words)));
    }

    private static BigDecimal amount(Iterator<String> words) {
        return new BigDecimal(words.next());
    }
}
