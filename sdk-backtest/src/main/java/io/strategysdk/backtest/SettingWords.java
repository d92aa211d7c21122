package io.strategysdk.backtest;

import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OppositeOrders;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run's settings as reports say them. */
final class SettingWords {
    private SettingWords() {}

    /** At the market's clock; a midnight is the day that it begins. */
    static String time(Instant time, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        return local.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? local.toLocalDate().toString()
                : local.toString().replace('T', ' ') + " " + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    }

    /** What was run over. */
    static String prices(MarketData data) {
        int events = data.actions().size();
        String with = events == 0 ? "" : ", " + events + (events == 1 ? " corporate action" : " corporate actions");
        return switch (data.mode()) {
            case RAW -> "raw" + with;
            case SPLIT_ADJUSTED -> "adjusted for splits, their levels know later ones" + with;
            case TOTAL_RETURN -> "adjusted for splits and dividends, their levels know later ones" + with;
        };
    }

    /** What becomes of orders of two strategies that could trade with each other. */
    static String opposite(OppositeOrders rule) {
        return switch (rule) {
            case REFUSE -> "of two strategies are refused";
            case INTERNAL_CROSS -> "at market trade with each other at the open, without slippage and fees";
            case SEND -> "are sent";
        };
    }

    /** Empty where nothing is limited. */
    static Optional<String> limits(RiskLimits limits) {
        List<String> words = new ArrayList<>();
        if (limits.minOrderNotional() > 0) {
            words.add("order at least " + number(limits.minOrderNotional()));
        }
        if (Double.isFinite(limits.maxOrderNotional())) {
            words.add("order at most " + number(limits.maxOrderNotional()));
        }
        if (Double.isFinite(limits.maxPositionWeight())) {
            words.add("position at most "
                    + plain(BigDecimal.valueOf(limits.maxPositionWeight()).movePointRight(2)) + " % of equity");
        }
        if (Double.isFinite(limits.maxLeverage())) {
            words.add("leverage at most " + number(limits.maxLeverage()));
        }
        if (limits.maxOrdersPerStep() < Integer.MAX_VALUE) {
            words.add("at most " + limits.maxOrdersPerStep() + " orders per step");
        }
        addOthers(words, limits);
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }

    /** Those that few runs have, by their own names. */
    private static void addOthers(List<String> words, RiskLimits limits) {
        RiskLimits others = limits.withMinOrderNotional(0)
                .withMaxOrderNotional(Double.POSITIVE_INFINITY)
                .withMaxPositionWeight(Double.POSITIVE_INFINITY)
                .withMaxLeverage(Double.POSITIVE_INFINITY)
                .withMaxOrdersPerStep(Integer.MAX_VALUE);
        if (!others.equals(RiskLimits.NONE)) {
            words.add(others.toString());
        }
    }

    private static String number(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
