package io.strategysdk.engine.config;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * A strategy of a run: an item of {@code strategies}.
 *
 * @param name registered name such as {@code mean_reversion_v1}, or name of its class
 * @param id tells two entries of one strategy apart; empty: the name does
 * @param enabled whether it runs
 * @param capital what it trades with, in the account's currency
 * @param params values of its parameters by name: Boolean, Long, BigDecimal or String
 * @param riskLimits limits on top of what it declares for itself
 * @param research what research found of it; empty: nothing is compared
 * @param origin where it stood
 */
public record StrategySettings(
        @NotBlank String name,

        Optional<@Pattern(regexp = "[a-z0-9-]{1,20}", message = "must be 1 to 20 of a-z, 0-9 and hyphens") String> id,

        boolean enabled,

        @Positive
        @Digits(integer = 12, fraction = 8, message = "must have at most 12 digits before and 8 after the point")
        BigDecimal capital,

        Map<String, Object> params,
        RiskLimitSettings riskLimits,
        Optional<ResearchSettings> research,
        Origin origin) {
    private static final int LONGEST_KEY = 28;

    /** Copies. */
    public StrategySettings {
        params = Copies.of(params);
    }

    /**
     * What tells it apart within a run: the id, or else the name, of a class without its package and outer classes. At
     * most 28 characters.
     */
    public String key() {
        return id.orElseGet(() -> keyOf(name));
    }

    static String keyOf(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        String plain = last.replaceAll("[^A-Za-z0-9_-]", "-");
        return plain.substring(0, Math.min(LONGEST_KEY, plain.length()));
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
