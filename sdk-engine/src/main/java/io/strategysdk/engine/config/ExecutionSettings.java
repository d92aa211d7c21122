package io.strategysdk.engine.config;

import io.strategysdk.engine.OppositeOrders;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How orders are carried out: section {@code execution}.
 *
 * @param enabled false: strategies run and decide, but no order leaves
 * @param type simulated or broker
 * @param broker name of the broker adapter; given exactly when the type is broker
 * @param endpoint the broker's paper or live side; paper unless live is named
 * @param slippage of simulated fills
 * @param commission of simulated fills
 * @param latency of simulated orders
 * @param fills how bars fill simulated orders
 * @param brokerProfile what the broker of simulated orders takes
 * @param oppositeOrders what becomes of orders that could trade with those of another strategy; empty: refused where the
 *     broker forbids them, else sent
 * @param account the account
 * @param settings further settings of the broker adapter, such as keys; take secrets from the environment
 * @param origin where it stood
 */
public record ExecutionSettings(
        boolean enabled,
        Type type,
        Optional<@NotBlank String> broker,
        Endpoint endpoint,
        Slippage slippage,
        Commission commission,
        Latency latency,
        Fills fills,
        BrokerProfile brokerProfile,
        Optional<OppositeOrders> oppositeOrders,
        Account account,
        Map<String, String> settings,
        Origin origin) {
    /** Kinds of execution. */
    public enum Type {
        /** By the simulated broker. */
        SIMULATED,
        /** By a broker adapter. */
        BROKER
    }

    /** Sides of a broker. */
    public enum Endpoint {
        /** Play money. */
        PAPER,
        /** Real money. */
        LIVE
    }

    /** Brokers whose rules simulated orders keep. */
    public enum BrokerProfile {
        /** Takes everything. */
        UNRESTRICTED,
        /** Alpaca Markets. */
        ALPACA
    }

    /** Kinds of account. */
    public enum AccountType {
        /** No borrowing, no short sales. */
        CASH,
        /** Borrowing against positions. */
        MARGIN
    }

    /** What is assumed of prices inside of a bar; what each says is documented at the simulated market. */
    public enum Path {
        /** The worse is taken. */
        PESSIMISTIC,
        /** As pessimistic, and uncertain stops fill. */
        ASSUME_WORST,
        /** The extreme nearer to the open comes first. */
        NEAREST_EXTREME_FIRST,
        /** The high comes first. */
        OPEN_HIGH_LOW_CLOSE,
        /** The low comes first. */
        OPEN_LOW_HIGH_CLOSE,
        /** Stops come before targets, also at the open. */
        STOP_FIRST_ALWAYS
    }

    /** What trailing stops follow. */
    public enum TrailFrom {
        /** Highs or lows. */
        EXTREME,
        /** Closes. */
        CLOSE
    }

    /** When a margin call closes positions. */
    public enum Liquidation {
        /** At the next open. */
        NEXT_OPEN,
        /** At the mark that showed it. */
        AT_MARK
    }

    /** Copies. */
    public ExecutionSettings {
        settings = Copies.of(settings);
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }

    /**
     * Slippage: section {@code execution.slippage}.
     *
     * @param model the model
     * @param params its parameters by name, complete and checked
     * @param withinBar whether no fill leaves the range of its bar
     * @param origin where it stood
     */
    public record Slippage(SlippageModel model, Map<String, BigDecimal> params, boolean withinBar, Origin origin) {
        /** Copies. */
        public Slippage {
            params = Copies.of(params);
        }

        /** The settings; values of the environment as they were written. */
        @Override
        public String toString() {
            return origin.show(this);
        }
    }

    /**
     * Commission: section {@code execution.commission}.
     *
     * @param model the model
     * @param params its parameters by name, complete and checked
     * @param tiers rates by the account's volume of the month, rising from 0; of the tiered model only
     * @param regulatoryFees whether the fees of regulators of the United States come on top
     * @param origin where it stood
     */
    public record Commission(
            CommissionModel model,
            Map<String, BigDecimal> params,
            List<Tier> tiers,
            boolean regulatoryFees,
            Origin origin) {
        /** Copies. */
        public Commission {
            params = Copies.of(params);
            tiers = List.copyOf(tiers);
        }

        /** The settings; values of the environment as they were written. */
        @Override
        public String toString() {
            return origin.show(this);
        }
    }

    /**
     * A rate of commission: an item of {@code execution.commission.tiers}.
     *
     * @param from shares or contracts of the month above which it holds
     * @param amount per share, account currency
     * @param origin where it stood
     */
    public record Tier(
            @PositiveOrZero @DecimalMax("1000000000000") BigDecimal from,
            @PositiveOrZero @DecimalMax("1000000000") BigDecimal amount,
            Origin origin) {
        /** The settings; values of the environment as they were written. */
        @Override
        public String toString() {
            return origin.show(this);
        }
    }

    /**
     * Time from decision to arrival at the market, normally distributed and cut at 0: section
     * {@code execution.latency}.
     *
     * @param meanMs mean, milliseconds
     * @param stdMs standard deviation, milliseconds; 0: always the mean
     * @param origin where it stood
     */
    public record Latency(
            @PositiveOrZero @DecimalMax("86400000") double meanMs,
            @PositiveOrZero @DecimalMax("86400000") double stdMs,
            Origin origin) {
        /** The settings; values of the environment as they were written. */
        @Override
        public String toString() {
            return origin.show(this);
        }
    }

    /**
     * How bars fill orders: section {@code execution.fills}.
     *
     * @param path what is assumed of prices inside of a bar
     * @param limitTicksThrough ticks beyond its price that the market must trade for a limit to fill
     * @param volumeShare largest share of a bar's volume, 0: no bound
     * @param trailFrom what trailing stops follow
     * @param exitsWaitForNextBar whether exits begin with the bar after the open that filled their entry
     * @param atDecisionClose whether market orders fill at the close they were decided on
     * @param tradesFillAtTouch whether over quotes and trades a trade at a limit's price fills it
     * @param exitsWaitForFullFill whether exits live when their entry is filled whole
     * @param origin where it stood
     */
    public record Fills(
            Path path,
            @PositiveOrZero @Max(1000) int limitTicksThrough,
            @PositiveOrZero @DecimalMax("1") double volumeShare,
            TrailFrom trailFrom,
            boolean exitsWaitForNextBar,
            boolean atDecisionClose,
            boolean tradesFillAtTouch,
            boolean exitsWaitForFullFill,
            Origin origin) {
        /** The settings; values of the environment as they were written. */
        @Override
        public String toString() {
            return origin.show(this);
        }
    }

    /**
     * The account: section {@code execution.account}.
     *
     * @param type cash or margin
     * @param currency currency of cash and of all sums of money in the file
     * @param cash at the start: what the enabled strategies are given, together; empty says the same
     * @param initialMargin share of a position's value that opening it needs, margin account only: from 0.2, which is
     *     the hard maximum of leverage, 5
     * @param maintenanceMargin share of a position's value that keeping it needs, margin account only
     * @param borrowRate yearly rate of borrowed shares, margin account only
     * @param interestRate yearly rate of debt, margin account only
     * @param liquidation when a margin call closes positions, margin account only
     * @param checkAtFillOnly whether cash or margin are not asked before an order leaves
     * @param reducedFills whether fills are cut to what cash or margin allow, where they would be rejected
     * @param marksAtMiddle whether positions are worth the middle of bid and ask, not what ending them would bring
     * @param cashBuffer share of equity that weights leave in cash
     * @param feesInsideWeight whether orders toward a weight leave room for their fees in it
     * @param origin where it stood
     */
    public record Account(
            AccountType type,

            @Pattern(regexp = "[A-Z]{3}", message = "must be a currency code such as USD")
            String currency,

            Optional<
                            @Positive
                            @Digits(
                                    integer = 12,
                                    fraction = 8,
                                    message = "must have at most 12 digits before and 8 after the point")
                            BigDecimal>
                    cash,

            @DecimalMin("0.2") @DecimalMax("1") double initialMargin,
            @Positive @DecimalMax("1") double maintenanceMargin,
            @PositiveOrZero @DecimalMax("10") BigDecimal borrowRate,
            @PositiveOrZero @DecimalMax("10") BigDecimal interestRate,
            Liquidation liquidation,
            boolean checkAtFillOnly,
            boolean reducedFills,
            boolean marksAtMiddle,

            @PositiveOrZero @DecimalMax(value = "1", inclusive = false)
            BigDecimal cashBuffer,

            boolean feesInsideWeight,
            Origin origin) {
        /** The settings; values of the environment as they were written. */
        @Override
        public String toString() {
            return origin.show(this);
        }
    }
}
