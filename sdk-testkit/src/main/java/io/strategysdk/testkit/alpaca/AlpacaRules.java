package io.strategysdk.testkit.alpaca;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Objects;

/**
 * What is not settled of how Alpaca behaves, and what a test may want otherwise. Immutable; {@link #DEFAULTS} is what
 * most evidence speaks for, of a paper account.
 */
public final class AlpacaRules {
    /** The defaults. */
    public static final AlpacaRules DEFAULTS = builder().build();

    /** What the account pays for market data. */
    public enum DataPlan {
        /** Nothing: one exchange live, prices of all exchanges a quarter of an hour late, 30 symbols, 200 requests a minute. */
        BASIC(30, 200),
        /** All exchanges live, any number of symbols, 10,000 requests a minute. */
        ALGO_TRADER_PLUS(Integer.MAX_VALUE, 10_000);

        private final int symbols;
        private final int requestsPerMinute;

        DataPlan(int symbols, int requestsPerMinute) {
            this.symbols = symbols;
            this.requestsPerMinute = requestsPerMinute;
        }

        int symbols() {
            return symbols;
        }

        int requestsPerMinute() {
            return requestsPerMinute;
        }
    }

    /** Status of an order in the answer to its submission while the market is open. */
    public enum FirstStatus {
        /** Received, not yet routed. */
        ACCEPTED,
        /** Routed, not yet acknowledged. */
        PENDING_NEW,
        /** Acknowledged by the venue. */
        NEW
    }

    final boolean legacyPatternDayTrading;
    final boolean extendedHoursUntilCancelled;
    final boolean dayOrdersExpire;
    final boolean immediateAndAuctionOrders;
    final LocalTime closingAuctionCutOff;
    final FirstStatus firstStatus;
    final boolean pendingEvents;
    final boolean textFrames;
    final boolean replacedEventHasNewOrder;
    final boolean replacementKeepsFills;
    final boolean queuesEarlyListen;
    final boolean legCancelsAreTold;
    final boolean quantityDetails;
    final boolean activitiesNameExecutions;
    final boolean compression;
    final boolean answersCancels;
    final boolean answersReplacements;
    final int requestsPerMinute;
    final String tooManyRequests;
    final int multiplier;
    final BigDecimal cryptoFee;
    final double partialFills;
    final DataPlan dataPlan;
    final int messagesInFrame;
    final Duration authenticationTime;
    final Duration deadSessions;

    private AlpacaRules(Builder from) {
        legacyPatternDayTrading = from.legacyPatternDayTrading;
        extendedHoursUntilCancelled = from.extendedHoursUntilCancelled;
        dayOrdersExpire = from.dayOrdersExpire;
        immediateAndAuctionOrders = from.immediateAndAuctionOrders;
        closingAuctionCutOff = from.closingAuctionCutOff;
        firstStatus = from.firstStatus;
        pendingEvents = from.pendingEvents;
        textFrames = from.textFrames;
        replacedEventHasNewOrder = from.replacedEventHasNewOrder;
        replacementKeepsFills = from.replacementKeepsFills;
        queuesEarlyListen = from.queuesEarlyListen;
        legCancelsAreTold = from.legCancelsAreTold;
        quantityDetails = from.quantityDetails;
        activitiesNameExecutions = from.activitiesNameExecutions;
        compression = from.compression;
        answersCancels = from.answersCancels;
        answersReplacements = from.answersReplacements;
        requestsPerMinute = from.requestsPerMinute;
        tooManyRequests = from.tooManyRequests;
        multiplier = from.multiplier;
        cryptoFee = from.cryptoFee;
        partialFills = from.partialFills;
        dataPlan = from.dataPlan;
        messagesInFrame = from.messagesInFrame;
        authenticationTime = from.authenticationTime;
        deadSessions = from.deadSessions;
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets what is to be otherwise. */
    public static final class Builder {
        private boolean legacyPatternDayTrading;
        private boolean extendedHoursUntilCancelled = true;
        private boolean dayOrdersExpire = true;
        private boolean immediateAndAuctionOrders = true;
        private LocalTime closingAuctionCutOff = LocalTime.of(15, 50);
        private FirstStatus firstStatus = FirstStatus.PENDING_NEW;
        private boolean pendingEvents;
        private boolean textFrames;
        private boolean replacedEventHasNewOrder;
        private boolean replacementKeepsFills = true;
        private boolean queuesEarlyListen;
        private boolean legCancelsAreTold = true;
        private boolean quantityDetails = true;
        private boolean activitiesNameExecutions;
        private boolean compression;
        private boolean answersCancels = true;
        private boolean answersReplacements = true;
        private int requestsPerMinute = 200;
        private String tooManyRequests = "rate limit exceeded";
        private int multiplier = 2;
        private BigDecimal cryptoFee = new BigDecimal("0.0025");
        private double partialFills;
        private DataPlan dataPlan = DataPlan.BASIC;
        private int messagesInFrame = Integer.MAX_VALUE;
        private Duration authenticationTime = Duration.ofSeconds(10);
        private Duration deadSessions = Duration.ofSeconds(90);

        private Builder() {}

        /** Whether the account has the fields of the pattern-day-trading rule that was removed in July 2026; no. */
        public Builder legacyPatternDayTrading(boolean value) {
            legacyPatternDayTrading = value;
            return this;
        }

        /** Whether orders for extended hours may be good till cancelled; yes. */
        public Builder extendedHoursUntilCancelled(boolean value) {
            extendedHoursUntilCancelled = value;
            return this;
        }

        /** Whether orders of the day that the close leaves end as expired, and not as canceled; yes. */
        public Builder dayOrdersExpire(boolean value) {
            dayOrdersExpire = value;
            return this;
        }

        /** Whether ioc, fok, opg and cls orders are taken, as on paper; yes. */
        public Builder immediateAndAuctionOrders(boolean value) {
            immediateAndAuctionOrders = value;
            return this;
        }

        /** From when on orders for the closing auction are refused until the close, New York; 15:50. */
        public Builder closingAuctionCutOff(LocalTime value) {
            closingAuctionCutOff = Objects.requireNonNull(value);
            return this;
        }

        /** Status in the answer to a submission while the market is open; pending_new. */
        public Builder firstStatus(FirstStatus value) {
            firstStatus = Objects.requireNonNull(value);
            return this;
        }

        /** Whether the stream also tells accepted, pending_new, pending_cancel and pending_replace; no. */
        public Builder pendingEvents(boolean value) {
            pendingEvents = value;
            return this;
        }

        /** Whether JSON comes in text frames from the order stream, and not in binary ones; no. */
        public Builder textFrames(boolean value) {
            textFrames = value;
            return this;
        }

        /** Whether the event of a replacement carries the new order, and not the old one; no. */
        public Builder replacedEventHasNewOrder(boolean value) {
            replacedEventHasNewOrder = value;
            return this;
        }

        /**
         * Whether a replacement of a partly filled order has its whole quantity and what is filled already; yes. If not it
         * has what is left of the quantity, and nothing filled.
         */
        public Builder replacementKeepsFills(boolean value) {
            replacementKeepsFills = value;
            return this;
        }

        /** Whether listening before the authorisation has been answered is remembered, and not refused; no. */
        public Builder queuesEarlyListen(boolean value) {
            queuesEarlyListen = value;
            return this;
        }

        /** Whether the stream tells of the cancels of legs, which it has been seen not to do; yes. */
        public Builder legCancelsAreTold(boolean value) {
            legCancelsAreTold = value;
            return this;
        }

        /** Whether the refusal of a quantity that is not there says how much there is in fields of its own; yes. */
        public Builder quantityDetails(boolean value) {
            quantityDetails = value;
            return this;
        }

        /** Whether the id of a fill among the activities ends with the execution_id of its event; no. */
        public Builder activitiesNameExecutions(boolean value) {
            activitiesNameExecutions = value;
            return this;
        }

        /** Whether streams may be compressed by permessage-deflate; no. */
        public Builder compression(boolean value) {
            compression = value;
            return this;
        }

        /** Whether cancels are done at once; if not the order stays pending_cancel until the test says more. */
        public Builder answersCancels(boolean value) {
            answersCancels = value;
            return this;
        }

        /** Whether replacements are done at once; if not the order stays pending_replace until the test says more. */
        public Builder answersReplacements(boolean value) {
            answersReplacements = value;
            return this;
        }

        /**
         * Requests that an account may make within a minute of the machine's time; 200, and 0 is no limit.
         *
         * @throws IllegalArgumentException when negative
         */
        public Builder requestsPerMinute(int value) {
            if (value < 0) {
                throw new IllegalArgumentException("requests per minute must not be negative, were " + value);
            }
            requestsPerMinute = value;
            return this;
        }

        /** Text of the answer to a request above the limit; {@code rate limit exceeded}. */
        public Builder tooManyRequests(String value) {
            tooManyRequests = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Multiplier of the account: 1 a cash account, 2 margin; 2.
         *
         * @throws IllegalArgumentException when it is not from 1 to 4
         */
        public Builder multiplier(int value) {
            if (value < 1 || value > 4) {
                throw new IllegalArgumentException("multiplier must be from 1 to 4, was " + value);
            }
            multiplier = value;
            return this;
        }

        /**
         * Fee of crypto trades, a fraction of what is received; 0.0025.
         *
         * @throws IllegalArgumentException when it is not from 0 to below 1
         */
        public Builder cryptoFee(String value) {
            BigDecimal fee = new BigDecimal(value);
            if (fee.signum() < 0 || fee.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException("crypto fee must be from 0 to below 1, was " + value);
            }
            cryptoFee = fee;
            return this;
        }

        /**
         * How often an order that meets a quote is filled in part only, a size drawn by the seed; 0, and paper accounts
         * have 0.1. What is left goes on with the next quote.
         *
         * @throws IllegalArgumentException when it is not from 0 to 1
         */
        public Builder partialFills(double rate) {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("rate of partial fills must be from 0 to 1, was " + rate);
            }
            partialFills = rate;
            return this;
        }

        /** What is paid for market data; nothing. */
        public Builder dataPlan(DataPlan value) {
            dataPlan = Objects.requireNonNull(value);
            return this;
        }

        /**
         * How many messages of market data one frame has at most; all that come at once.
         *
         * @throws IllegalArgumentException when it is not positive
         */
        public Builder messagesInFrame(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("messages in a frame must be 1 or more, was " + value);
            }
            messagesInFrame = value;
            return this;
        }

        /** How long a client of market data may take to authenticate, in the machine's time; ten seconds. */
        public Builder authenticationTime(Duration value) {
            authenticationTime = Objects.requireNonNull(value);
            return this;
        }

        /**
         * How long a session of market data that fell silent still counts as the one connection, in the machine's time; 90
         * seconds.
         */
        public Builder deadSessions(Duration value) {
            deadSessions = Objects.requireNonNull(value);
            return this;
        }

        /** Immutable rules. */
        public AlpacaRules build() {
            return new AlpacaRules(this);
        }
    }
}
