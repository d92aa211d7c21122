package io.strategysdk.engine.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One universe: an item of {@code data.universes}. Its filters act in the order in which they are listed here.
 *
 * @param name what strategies ask for
 * @param members file of who belongs to it when; empty: all instruments of the run
 * @param refresh how often filters act
 * @param classification file of sectors and industries over time; empty: those of {@code data.instruments_file}, as if
 *     they had always been these
 * @param sectors those that are kept; empty: all
 * @param withoutSectors those that are taken out
 * @param industries those that are kept; empty: all
 * @param minAge least number of completed sessions with a bar
 * @param minPrice least close of the last completed session, in the instruments' currency
 * @param shares file of shares outstanding over time
 * @param minMarketCap least shares outstanding × price, in the instruments' currency
 * @param maxMarketCap greatest of the same
 * @param liquidity how the dollar volumes of sessions become one number
 * @param liquiditySessions of how many sessions
 * @param minDollarVolume least of that, in the instruments' currency
 * @param top how many instruments are taken at most
 * @param topBy of which the greatest are taken
 * @param allowMissingData whether members may have no data, which is a warning then
 * @param origin where it stood
 */
public record UniverseSettings(
        @NotBlank String name,
        Optional<@NotBlank String> members,
        Refresh refresh,
        Optional<@NotBlank String> classification,
        List<String> sectors,
        List<String> withoutSectors,
        List<String> industries,
        @Positive OptionalInt minAge,
        Optional<@Positive BigDecimal> minPrice,
        Optional<@NotBlank String> shares,
        Optional<@Positive BigDecimal> minMarketCap,
        Optional<@Positive BigDecimal> maxMarketCap,
        Liquidity liquidity,
        @Min(1) @Max(1000) int liquiditySessions,
        Optional<@Positive BigDecimal> minDollarVolume,
        @Positive OptionalInt top,
        TopBy topBy,
        boolean allowMissingData,
        Origin origin) {
    /** How often filters act. */
    public enum Refresh {
        /** At the open of each session. */
        SESSION,
        /** At the open of the first session of a week, from Monday. */
        WEEK,
        /** At the open of the first session of a month. */
        MONTH
    }

    /** How the dollar volumes of sessions become one number. */
    public enum Liquidity {
        /** Their mean. */
        MEAN,
        /** Their median. */
        MEDIAN
    }

    /** What the greatest are taken of. */
    public enum TopBy {
        /** Dollar volume, as {@code liquidity} and {@code liquidity_sessions} say. */
        DOLLAR_VOLUME,
        /** Shares outstanding × price. */
        MARKET_CAP
    }

    /** Copies. */
    public UniverseSettings {
        sectors = List.copyOf(sectors);
        withoutSectors = List.copyOf(withoutSectors);
        industries = List.copyOf(industries);
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
