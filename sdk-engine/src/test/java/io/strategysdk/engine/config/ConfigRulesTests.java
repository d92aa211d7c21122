package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigRulesTests {
    static Stream<Arguments> brokenBacktests() {
        return Stream.of(
                // types
                arguments(
                        "mode: backtest",
                        "mode: backtset",
                        "mode (line 2): must be one of backtest, paper, live, did you mean 'backtest'?, was 'backtset'"),
                arguments(
                        "mode: backtest",
                        "mode: BACKTEST",
                        "mode (line 2): must be one of backtest, paper, live, did you mean 'backtest'?, was 'BACKTEST'"),
                arguments("mode: backtest", "mode: 7", "mode (line 2): must be one of backtest, paper, live, was 7"),
                arguments("mode: backtest", "seed: 1", "mode: must be given"),
                arguments("mode: backtest", "mode:", "mode (line 2): must be one of backtest, paper, live, was ''"),
                arguments(
                        "mode: backtest",
                        "mode: null",
                        "mode (line 2): must have a value; leave the line out for the default, was null"),
                arguments(
                        "speed: max",
                        "speed: fast",
                        "clock.speed (line 8): must be max or a number greater than 0, was 'fast'"),
                arguments(
                        "speed: max",
                        "speed: 0",
                        "clock.speed (line 8): must be max or a number greater than 0, was 0"),
                arguments(
                        "speed: max",
                        "speed: -2.5",
                        "clock.speed (line 8): must be max or a number greater than 0, was -2.5"),
                arguments(
                        "speed: max",
                        "speed: '2'",
                        "clock.speed (line 8): must be max or a number greater than 0, was '2'"),
                arguments(
                        "2023-01-01",
                        "2023-02-30",
                        "clock.start_date (line 6): must be a date such as 2023-01-31, was '2023-02-30'"),
                arguments(
                        "2023-01-01",
                        "20230101",
                        "clock.start_date (line 6): must be a date such as 2023-01-31, was 20230101"),
                arguments(
                        "path: /data/historical/",
                        "path: 5",
                        "data.path (line 13): must be text, put it in quotes, was 5"),
                arguments(
                        "path: /data/historical/",
                        "path: true",
                        "data.path (line 13): must be text, put it in quotes, was true"),
                arguments("path: /data/historical/", "path: ''", "data.path (line 13): must not be blank, was ''"),
                arguments("path: /data/historical/", "path: [a]", "data.path (line 13): must be text, was a list"),
                arguments(
                        "source: parquet",
                        "zone: Mars/Base\n  source: csv",
                        "data.zone (line 12): must be a time zone such as UTC or America/New_York, was 'Mars/Base'"),
                arguments(
                        "source: parquet",
                        "timeframe: 1x",
                        "data.timeframe (line 12): must be a length of bars such as 1m, 4h, 1d, 1w or 1mo, was '1x'"),
                arguments(
                        "source: parquet",
                        "instruments: [A, 700]",
                        "data.instruments[1].symbol (line 12): must be text, put it in quotes, was 700"),
                arguments("source: parquet", "instruments: A", "data.instruments (line 12): must be a list, was 'A'"),
                arguments(
                        "source: parquet",
                        "instruments: [{symbol: ' A'}]",
                        "data.instruments[0].symbol (line 12): must be a symbol without white space around it, was ' A'"),
                arguments(
                        "source: parquet",
                        "instruments: [{symbol: A, tick_size: 0}]",
                        "data.instruments[0].tick_size (line 12): must be greater than 0, was 0"),
                arguments(
                        "source: parquet",
                        "instruments: [{symbol: A, tick_size: 1e-13}]",
                        "data.instruments[0].tick_size (line 12): must have at most 6 digits before and 12 after the"
                                + " point, was 1e-13"),
                arguments(
                        "source: parquet",
                        "instruments: [{symbol: A, lot_size: 1000000}]",
                        "data.instruments[0].lot_size (line 12): must have at most 6 digits before and 12 after the"
                                + " point, was 1000000"),
                arguments(
                        "source: parquet",
                        "instruments: [A, B, A]",
                        "data.instruments[2].symbol (line 12): must be named once, was 'A'"),
                arguments(
                        "source: parquet",
                        "instruments: [{asset_class: crypto}]",
                        "data.instruments[0].symbol (line 12): must be given"),
                arguments("cache: true", "cache: yes", "features.cache (line 35): must be true or false, was 'yes'"),
                arguments("cache: true", "cache: 1", "features.cache (line 35): must be true or false, was 1"),
                arguments(
                        "capital: 100000",
                        "capital: '100000'",
                        "strategies[0].capital (line 29): must be a number, was '100000'"),
                arguments(
                        "capital: 100000",
                        "capital: 1e99",
                        "strategies[0].capital (line 29): must have at most 12 digits before and 8 after the point, was 1e99"),
                arguments(
                        "capital: 100000",
                        "capital: 1e999",
                        "strategies[0].capital (line 29): must be a number, was 1e999"),
                arguments(
                        "capital: 100000",
                        "capital: .nan",
                        "strategies[0].capital (line 29): must be a number, was .nan"),
                arguments("features:", "seed: 1.0\nfeatures:", "seed (line 34): must be a whole number, was 1.0"),
                arguments("features:", "seed: 1e3\nfeatures:", "seed (line 34): must be a whole number, was 1e3"),
                arguments(
                        "features:",
                        "seed: 99999999999999999999\nfeatures:",
                        "seed (line 34): must be a whole number, was 99999999999999999999"),
                arguments(
                        "max_leverage: 1.0",
                        "max_orders_per_step: 2.0",
                        "strategies[0].risk_limits.max_orders_per_step (line 32): must be a whole number, was 2.0"),
                arguments(
                        "max_leverage: 1.0",
                        "max_orders_per_step: 4294967297",
                        "strategies[0].risk_limits.max_orders_per_step (line 32): must be a whole number, was 4294967297"),
                arguments(
                        "features:",
                        "journal: run.journal\nfeatures:",
                        "journal (line 34): must be a section of named properties, was 'run.journal'"),
                // unknown, double, missing
                arguments(
                        "capital: 100000",
                        "captial: 100000\n    capital: 1",
                        "strategies[0].captial (line 29): is not a known property, did you mean 'capital'?"),
                arguments(
                        "features:",
                        "zzzzzzz: 1\nfeatures:",
                        "zzzzzzz (line 34): is not a known property, known are mode, clock, data, execution, strategies, features, journal, seed, position_sizing, risk_management, order_management"),
                arguments(
                        "capital: 100000",
                        "capital: 100000\n    capital: 2",
                        "strategies[0].capital (line 30): must be given once, was given on line 29 already"),
                arguments("capital: 100000", "", "strategies[0].capital (line 27): must be given"),
                arguments("- name: mean_reversion_v1", "- id: a", "strategies[0].name (line 27): must be given"),
                // constraints
                arguments(
                        "max_leverage: 1.0",
                        "max_leverage: -1",
                        "strategies[0].risk_limits.max_leverage (line 32): must be greater than 0, was -1"),
                arguments(
                        "max_leverage: 1.0",
                        "max_leverage: 5.01",
                        "strategies[0].risk_limits.max_leverage (line 32): must be less than or equal to 5, was 5.01"),
                arguments(
                        "max_leverage: 1.0",
                        "max_daily_loss: 0.6",
                        "strategies[0].risk_limits.max_daily_loss (line 32): must be less than or equal to 0.5, was 0.6"),
                arguments(
                        "max_leverage: 1.0",
                        "max_orders_per_minute: 3001",
                        "strategies[0].risk_limits.max_orders_per_minute (line 32): must be less than or equal to 3000,"
                                + " was 3001"),
                arguments(
                        "max_leverage: 1.0",
                        "correlation_threshold: -0.1",
                        "strategies[0].risk_limits.correlation_threshold (line 32): must be greater than or equal to 0,"
                                + " was -0.1"),
                arguments(
                        "max_position_size: 0.1",
                        "max_position_size: 0",
                        "strategies[0].risk_limits.max_position_size (line 31): must be greater than 0, was 0"),
                arguments(
                        "max_leverage: 1.0",
                        "max_orders_per_step: 0",
                        "strategies[0].risk_limits.max_orders_per_step (line 32): must be greater than or equal to 1, was 0"),
                arguments(
                        "capital: 100000",
                        "capital: 0",
                        "strategies[0].capital (line 29): must be greater than 0, was 0"),
                arguments(
                        "capital: 100000",
                        "capital: -1",
                        "strategies[0].capital (line 29): must be greater than 0, was -1"),
                arguments(
                        "capital: 100000",
                        "capital: 0.000000001",
                        "strategies[0].capital (line 29): must have at most 12 digits before and 8 after the point, was 0.000000001"),
                arguments(
                        "name: mean_reversion_v1",
                        "name: ' '",
                        "strategies[0].name (line 27): must not be blank, was ' '"),
                arguments(
                        "enabled: true",
                        "id: Not Good",
                        "strategies[0].id (line 28): must be 1 to 20 of a-z, 0-9 and hyphens, was 'Not Good'"),
                arguments(
                        "std_ms: 5",
                        "std_ms: -5",
                        "execution.latency.std_ms (line 24): must be greater than or equal to 0, was -5"),
                arguments(
                        "latency:",
                        "account: {currency: Dollar}\n  latency:",
                        "execution.account.currency (line 22): must be a currency code such as USD, was 'Dollar'"),
                // between properties
                arguments(
                        "type: historical",
                        "type: realtime",
                        "clock.type (line 5): must be historical in mode backtest, was 'realtime'"),
                arguments(
                        "start_date: 2023-01-01",
                        "start_date: 2024-01-01",
                        "clock.start_date (line 6): must be before clock.end_date '2024-01-01', was '2024-01-01'"),
                arguments("path: /data/historical/", "", "data.path: must be given when data.type is historical"),
                arguments(
                        "source: parquet",
                        "repair: [sort, drop-bad-rows]",
                        "data.repair[1] (line 12): must be one of drop_bad_rows, drop_empty_rows, sort, keep_first_duplicate,"
                                + " keep_last_duplicate, clamp_high_low, drop_non_sessions, did you mean"
                                + " 'drop_bad_rows'?, was 'drop-bad-rows'"),
                arguments(
                        "source: parquet",
                        "repair: [keep_last_duplicate, sort, keep_first_duplicate]",
                        "data.repair[2] (line 12): must keep the first or the last duplicate, not both, was"
                                + " 'keep_first_duplicate'"),
                arguments(
                        "source: parquet",
                        "quality: {outlier: drop}",
                        "data.quality.outlier (line 12): must be one of refuse, mark, drop_bad_rows, sort,"
                                + " keep_first_duplicate, keep_last_duplicate, clamp_high_low, drop_non_sessions,"
                                + " drop_bars, drop_before, was 'drop'"),
                arguments(
                        "source: parquet",
                        "quality: {outliers: mark}",
                        "data.quality.outliers (line 12): is not a known property, did you mean 'outlier'?"),
                arguments(
                        "source: parquet",
                        "quality: {thresholds: {window: 5}}",
                        "data.quality.thresholds.window (line 12): must be greater than or equal to 10, was 5"),
                arguments(
                        "source: parquet",
                        "repair: [sort]\n  quality: {outlier: mark}",
                        "data.repair (line 12): must not be given beside data.quality, which says by kind what is"
                                + " repaired"),
                arguments(
                        "source: parquet",
                        "separator: x",
                        "data.separator (line 12): must be tab or an ASCII character that is no part of numbers, names"
                                + " or lines, was 'x'"),
                arguments(
                        "source: parquet",
                        "time_format: epoch_milis",
                        "data.time_format (line 12): must be one of date, local_date_time, offset_date_time,"
                                + " epoch_seconds, epoch_millis, epoch_micros, epoch_nanos, did you mean"
                                + " 'epoch_millis'?, was 'epoch_milis'"),
                arguments(
                        "source: parquet",
                        "timeframe: 5m\n  time_format: date",
                        "data.time_format (line 13): must have times for bars of 5m, was 'date'"),
                arguments(
                        "source: parquet",
                        "columns: {clsoe: Last}",
                        "data.columns.clsoe (line 12): is not a known property, did you mean 'close'?"),
                arguments(
                        "source: parquet",
                        "columns: {close: 5}",
                        "data.columns.close (line 12): must be text, put it in quotes, was 5"),
                arguments(
                        "source: parquet",
                        "columns: {timestamp: A, time: B}",
                        "data.columns.timestamp (line 12): is the whole time and must not be given beside date or time,"
                                + " was 'A'"),
                arguments(
                        "source: parquet",
                        "columns: {close: C}\n  without_header: [date, open, high, low, close]",
                        "data.columns (line 12): must not be given beside data.without_header, they name headers"),
                arguments(
                        "source: parquet",
                        "without_header: [date, open, high, low, close, open]",
                        "data.without_header[5] (line 12): must be named once, was 'open'"),
                arguments(
                        "source: parquet",
                        "without_header: [date, open, timestamp, high, low, close]",
                        "data.without_header[2] (line 12): is the whole time and must not be given beside date or time,"
                                + " was 'timestamp'"),
                arguments(
                        "source: parquet",
                        "without_header: [ignored, ignored, open, high, low, close]",
                        "data.without_header (line 12): must name timestamp, or date and time"),
                arguments(
                        "source: parquet",
                        "without_header: [date, open, low, close]",
                        "data.without_header (line 12): must name high"),
                arguments(
                        "source: parquet",
                        "content: ticks\n  timeframe: 1m",
                        "data.timeframe (line 13): is for data.content bars only, was '1m'"),
                arguments(
                        "source: parquet",
                        "content: trades",
                        "data.content (line 12): must be bars or ticks for historical data, which tell the rest by their"
                                + " columns, was 'trades'"),
                arguments(
                        "source: parquet",
                        "content: ticks\n  repair: [sort]",
                        "data.repair (line 13): is for data.content bars only"),
                arguments(
                        "source: parquet",
                        "content: ticks\n  time_format: date",
                        "data.time_format (line 13): must have times for quotes and trades, was 'date'"),
                arguments(
                        "source: parquet",
                        "columns: {bid: B}",
                        "data.columns.bid (line 12): is for data.content ticks only, was 'B'"),
                arguments(
                        "source: parquet",
                        "content: ticks\n  columns: {close: C}",
                        "data.columns.close (line 13): is for data.content bars only, was 'C'"),
                arguments(
                        "source: parquet",
                        "content: ticks\n  without_header: [timestamp, bid, ask, price]",
                        "data.without_header (line 13): must name kind"),
                arguments(
                        "source: parquet",
                        "content: ticks\n  without_header: [timestamp, size]",
                        "data.without_header (line 13): must name price"),
                arguments(
                        "source: parquet",
                        "content: ticks\n  without_header: [timestamp, price, volume]",
                        "data.without_header[2] (line 13): is for data.content bars only, was 'volume'"),
                arguments("source: parquet", "feed: iex", "data.feed (line 12): is for realtime data only, was 'iex'"),
                arguments(
                        "type: simulated",
                        "type: simulated\n  broker: alpaca",
                        "execution.broker (line 17): is for execution.type broker only, was 'alpaca'"),
                arguments(
                        "type: simulated",
                        "type: simulated\n  mode: live",
                        "execution.mode (line 17): must be the same as mode 'backtest', was 'live'"),
                arguments(
                        "latency:",
                        "account: {cash: 99999.99}\n  latency:",
                        "execution.account.cash (line 22): must be the capital of all enabled strategies together, 100000, was 99999.99"),
                arguments(
                        "latency:",
                        "account: {initial_margin: 0.5}\n  latency:",
                        "execution.account.initial_margin (line 22): is for a margin account only, was 0.5"),
                arguments(
                        "latency:",
                        "account: {type: margin, initial_margin: 0.19, maintenance_margin: 0.1}\n  latency:",
                        "execution.account.initial_margin (line 22): must be greater than or equal to 0.2, was 0.19"),
                arguments(
                        "latency:",
                        "account: {type: margin, maintenance_margin: 0.6}\n  latency:",
                        "execution.account.maintenance_margin (line 22): must not be above execution.account.initial_margin 0.5, was 0.6"),
                arguments(
                        "features:",
                        "  - {name: mean_reversion_v1, capital: 5}\nfeatures:",
                        "strategies[1].name (line 34): must differ from strategies[0], give each of them an id of its own, was 'mean_reversion_v1'"),
                // models
                arguments(
                        "model: volume_based",
                        "model: volume",
                        "execution.slippage.model (line 18): must be one of none, fixed_bps, volume_based, square_root, spread, spread_amount, was 'volume'"),
                arguments(
                        "base_bps: 5",
                        "base_pbs: 5",
                        "execution.slippage.params.base_pbs (line 20): is not a parameter of volume_based, did you mean 'base_bps'?\n  execution.slippage.params.base_bps (line 17): must be given for volume_based"),
                arguments(
                        "base_bps: 5",
                        "base_bps: -5",
                        "execution.slippage.params.base_bps (line 20): must be from 0 to 9999, was -5"),
                arguments(
                        "volume_factor: 0.1",
                        "volume_factor: 1.1",
                        "execution.slippage.params.volume_factor (line 21): must be from 0 to 1, was 1.1"),
                arguments(
                        "latency:",
                        "commission: {model: per_order}\n  latency:",
                        "execution.commission.params.amount (line 22): must be given for per_order"),
                arguments(
                        "latency:",
                        "commission: {params: {amount: 1}}\n  latency:",
                        "execution.commission.params.amount (line 22): is not a parameter of none"),
                arguments(
                        "latency:",
                        "commission: {model: tiered}\n  latency:",
                        "execution.commission.tiers (line 22): must be given for tiered"),
                arguments(
                        "latency:",
                        "commission: {model: tiered, tiers: []}\n  latency:",
                        "execution.commission.tiers (line 22): must be given for tiered"),
                arguments(
                        "latency:",
                        "commission: {model: per_order, params: {amount: 1}, tiers: [{from: 0, amount: 1}]}\n  latency:",
                        "execution.commission.tiers (line 22): is for the model tiered only"),
                arguments(
                        "latency:",
                        "commission: {model: tiered, tiers: [{from: 5, amount: 1}]}\n  latency:",
                        "execution.commission.tiers[0].from (line 22): must be 0 for the first tier, was 5"),
                arguments(
                        "latency:",
                        "commission: {model: tiered, tiers: [{from: 0, amount: 1}, {from: 9, amount: 1}, {from: 9, amount:"
                                + " 0}]}\n  latency:",
                        "execution.commission.tiers[2].from (line 22): must be above that of the tier before it, 9, was 9"),
                arguments(
                        "latency:",
                        "commission: {model: tiered, tiers: [{from: 0, amount: -1}]}\n  latency:",
                        "execution.commission.tiers[0].amount (line 22): must be greater than or equal to 0, was -1"),
                arguments(
                        "latency:",
                        "commission: {model: tiered, tiers: [{from: 0}]}\n  latency:",
                        "execution.commission.tiers[0].amount (line 22): must be given"),
                arguments(
                        "latency:",
                        "commission: {model: alpaca, regulatory_fees: true}\n  latency:",
                        "execution.commission.regulatory_fees (line 22): must not be true for alpaca, which has them,"
                                + " was true"),
                arguments(
                        "latency:",
                        "commission: {model: interactive_brokers_fixed, params: {maximum_rate: 2}}\n  latency:",
                        "execution.commission.params.maximum_rate (line 22): must be from 0 to 1, was 2"),
                arguments(
                        "model: volume_based",
                        "model: volume_based\n    within_bar: perhaps",
                        "execution.slippage.within_bar (line 19): must be true or false, was 'perhaps'"));
    }

    @ParameterizedTest
    @MethodSource("brokenBacktests")
    void backtestWithOneMistakeIsRefusedInTheseWords(String old, String written, String problem) {
        ConfigException thrown = refused(Specified.edited(Specified.BACKTEST, old, written));

        assertThat(sorted(Specified.message(thrown))).isEqualTo(sorted("run.yaml: x\n  " + problem));
    }

    /** Problems of one mistake, in any order. */
    private static List<String> sorted(String message) {
        return Arrays.stream(message.split("\n  ")).skip(1).sorted().toList();
    }

    private static ConfigException refused(String yaml) {
        return java.util.Objects.requireNonNull(
                catchThrowableOfType(ConfigException.class, () -> Specified.parse(yaml)), "was accepted: " + yaml);
    }

    @ParameterizedTest
    @MethodSource("brokenRuns")
    void otherRunWithOneMistakeIsRefusedInTheseWords(String yaml, String problem) {
        assertThat(sorted(Specified.message(refused(yaml)))).containsExactly(problem);
    }

    static Stream<Arguments> brokenRuns() {
        return Stream.of(
                arguments("mode: backtest\n", "data: must be given in mode backtest"),
                arguments(
                        "mode: paper\nclock: {type: historical}\n",
                        "clock.type (line 2): must be realtime in mode paper, was 'historical'"),
                arguments(
                        "mode: live\nclock: {type: historical}\nexecution: {broker: a}\n",
                        "clock.type (line 2): must be realtime in mode live, was 'historical'"),
                arguments(
                        "mode: paper\ndata: {type: historical, source: csv, path: a}\n",
                        "data.type (line 2): must be realtime in mode paper, was 'historical'"),
                arguments("mode: paper\ndata: {feed: iex}\n", "data.source (line 2): must be given"),
                arguments(
                        "mode: paper\ndata: {source: alpaca, path: a}\n",
                        "data.path (line 2): is for historical data only, was 'a'"),
                arguments(
                        "mode: paper\nclock: {start_date: 2020-01-01}\n",
                        "clock.start_date (line 2): is for a historical clock only, was '2020-01-01'"),
                arguments(
                        "mode: paper\nclock: {speed: 2}\n",
                        "clock.speed (line 2): is for a historical clock only, was 2"),
                arguments("mode: live\n", "execution.broker: must be given when execution.type is broker"),
                arguments(
                        "mode: live\nexecution: {type: simulated}\n",
                        "execution.type (line 2): must be broker in mode live, was 'simulated'"),
                arguments(
                        "mode: backtest\ndata: {path: a}\nexecution: {type: broker, broker: a}\n",
                        "execution.type (line 3): must be simulated in mode backtest, was 'broker'"),
                arguments(
                        "mode: paper\nexecution: {type: broker, broker: a, endpoint: live}\n",
                        "execution.endpoint (line 2): must be paper in mode paper, live needs mode live, was 'live'"),
                arguments(
                        "mode: live\nexecution: {broker: a, latency: {mean_ms: 1}}\n",
                        "execution.latency (line 2): is for execution.type simulated only"),
                arguments(
                        "mode: live\nexecution: {broker: a, broker_profile: alpaca}\n",
                        "execution.broker_profile (line 2): is for execution.type simulated only, was 'alpaca'"),
                arguments(
                        "mode: live\nexecution: {broker: a, opposite_orders: internal_cross}\n",
                        "execution.opposite_orders (line 2): must be refuse or send where a broker executes, which knows"
                                + " of no internal trades, was 'internal_cross'"),
                arguments(
                        "mode: paper\nexecution: {broker_profile: alpaca, opposite_orders: send}\n",
                        "execution.opposite_orders (line 2): must be refuse or internal_cross for the broker profile"
                                + " alpaca, was 'send'"),
                arguments(
                        "mode: paper\nexecution: {opposite_orders: internal_cross, fills: {at_decision_close: true}}\n",
                        "execution.opposite_orders (line 2): must be refuse or send with"
                                + " execution.fills.at_decision_close, orders are crossed at the next open, was"
                                + " 'internal_cross'"),
                arguments(
                        "mode: paper\nexecution: {endpoint: paper}\n",
                        "execution.endpoint (line 2): is for execution.type broker only, was 'paper'"),
                arguments(
                        "mode: paper\nstrategies: [{name: a, capital: 9, risk_limits: {min_order_value: 5, max_order_value: 4}}]\n",
                        "strategies[0].risk_limits.min_order_value (line 2): must not be above max_order_value 4, was 5"),
                arguments(
                        "mode: paper\nrisk_management: {sectors: {ABC: tech, X: oil}}\nstrategies:\n- name: a\n  capital: 9\n  risk_limits:\n    sectors:\n      X: oil\n      ABC: energy\n",
                        "strategies[0].risk_limits.sectors.ABC (line 9): must be that of risk_management.sectors, 'tech', was 'energy'"),
                arguments(
                        "mode: paper\norder_management: {max_orders_per_bar: 2000}\n",
                        "order_management.max_orders_per_bar (line 2): must be less than or equal to 1000, was 2000"),
                arguments(
                        "mode: paper\nexecution:\n  broker_profile: alpaca\n  fills: {exits_wait_for_full_fill: false}\n",
                        "execution.fills.exits_wait_for_full_fill (line 4): must not be false for broker_profile alpaca, which wakes exits when their entry is filled whole, was false"),
                arguments(
                        "mode: paper\nrisk_management: {max_daily_loss: 1.5}\n",
                        "risk_management.max_daily_loss (line 2): must be less than or equal to 0.5, was 1.5"),
                arguments(
                        "mode: paper\nrisk_management: {stop_loss_pct: 1}\n",
                        "risk_management.stop_loss_pct (line 2): must be less than or equal to 0.9, was 1"),
                arguments(
                        "mode: paper\nposition_sizing: {max_position_size: 1.01}\n",
                        "position_sizing.max_position_size (line 2): must be less than or equal to 1, was 1.01"),
                arguments(
                        "mode: paper\nposition_sizing: {max_total_exposure: 5.1}\n",
                        "position_sizing.max_total_exposure (line 2): must be less than or equal to 5, was 5.1"),
                arguments(
                        "mode: paper\nposition_sizing: {max_total_exposure: 0}\n",
                        "position_sizing.max_total_exposure (line 2): must be greater than 0, was 0"),
                arguments(
                        "mode: paper\norder_management: {default_order_type: limti}\n",
                        "order_management.default_order_type (line 2): must be one of market, limit, stop, stop_limit, trailing_stop, did you mean 'limit'?, was 'limti'"),
                arguments(
                        "mode: paper\nposition_sizing: {signal_threshold: 1.5}\n",
                        "position_sizing.signal_threshold (line 2): must be less than or equal to 1, was 1.5"),
                arguments(
                        "mode: paper\norder_management: {default_order_type: stop}\n",
                        "order_management.default_order_type (line 2): must be market or limit, was 'stop'"),
                arguments(
                        "mode: paper\norder_management: {limit_price_offset: 0.001}\n",
                        "order_management.limit_price_offset (line 2): is for order_management.default_order_type limit only, was 0.001"),
                arguments(
                        "mode: paper\norder_management: {default_order_type: market, limit_price_offset: 0.001}\n",
                        "order_management.limit_price_offset (line 2): is for order_management.default_order_type limit only, was 0.001"),
                arguments(
                        "mode: paper\norder_management: {time_in_force: gtd}\n",
                        "order_management.time_in_force (line 2): must not be gtd, signals have no moment to expire at, was 'gtd'"),
                arguments(
                        "mode: paper\norder_management: {max_orders_per_bar: 0}\n",
                        "order_management.max_orders_per_bar (line 2): must be greater than or equal to 1, was 0"),
                arguments(
                        "mode: paper\nmode: live\n", "mode (line 2): must be given once, was given on line 1 already"),
                arguments(
                        "mode: paper\n---\nmode: live\n",
                        "line 3: file must hold one document, was followed by another"));
    }

    @Test
    void everyProblemOfAFilesFormatIsToldAtOnce() {
        String yaml = """
                mode: backtest
                data:
                  path: a
                  separator: ;;
                  time_format: dd/MM/yyyy
                  columns: {clsoe: Last}
                  without_header: [date, high, high]
                """;

        assertThat(sorted(Specified.message(refused(yaml))))
                .containsExactlyInAnyOrder(
                        "data.separator (line 4): must be tab or an ASCII character that is no part of numbers, names or"
                                + " lines, was ';;'",
                        "data.time_format (line 5): must be one of date, local_date_time, offset_date_time,"
                                + " epoch_seconds, epoch_millis, epoch_micros, epoch_nanos, was 'dd/MM/yyyy'",
                        "data.columns (line 6): must not be given beside data.without_header, they name headers",
                        "data.columns.clsoe (line 6): is not a known property, did you mean 'close'?",
                        "data.without_header (line 7): must name close",
                        "data.without_header (line 7): must name low",
                        "data.without_header (line 7): must name open",
                        "data.without_header[2] (line 7): must be named once, was 'high'");
    }

    @Test
    void howFilesAreWrittenIsForHistoricalDataOnly() {
        String yaml = """
                mode: paper
                data:
                  source: alpaca
                  separator: ";"
                  time_format: date
                  columns: {close: Last}
                  without_header: [high, high]
                """;

        assertThat(sorted(Specified.message(refused(yaml))))
                .containsExactly(
                        "data.columns (line 6): is for historical data only",
                        "data.separator (line 4): is for historical data only, was ';'",
                        "data.time_format (line 5): is for historical data only, was 'date'",
                        "data.without_header (line 7): is for historical data only");
    }

    @Test
    void everyProblemOfAFileIsToldAtOnceInTheOrderOfItsLines() {
        String yaml = """
                mode: paper
                clock:
                  type: historical
                  sped: 2
                execution:
                  latency: {mean_ms: ten, std_ms: -1}
                strategies:
                  - name: a
                    capital: ${CAPITAL}
                    risk_limits:
                      max_leverage: -1
                """;

        ConfigException thrown = refused(yaml);

        assertThat(thrown).hasMessage("""
                        run.yaml: 6 problems
                          clock.type (line 3): must be realtime in mode paper, was 'historical'
                          clock.sped (line 4): is not a known property, did you mean 'speed'?
                          execution.latency.mean_ms (line 6): must be a number, was 'ten'
                          execution.latency.std_ms (line 6): must be greater than or equal to 0, was -1
                          strategies[0].capital (line 9): needs the environment variable CAPITAL, which is not set
                          strategies[0].risk_limits.max_leverage (line 11): must be greater than 0, was -1""");
        assertThat(thrown.source()).isEqualTo("run.yaml");
        assertThat(thrown.problems())
                .last()
                .isEqualTo(new Problem("strategies[0].risk_limits.max_leverage", 11, "must be greater than 0", "-1"));
    }

    @Test
    void messagesAreEnglishWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            ConfigException thrown = refused("mode: paper\nstrategies: [{name: ' ', capital: -1}]\n");

            assertThat(thrown.problems())
                    .extracting(Problem::rule)
                    .containsExactlyInAnyOrder("must not be blank", "must be greater than 0");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void manyProblemsAreCutInTheMessageAndKeptInTheList() {
        StringBuilder yaml = new StringBuilder("mode: paper\n");
        for (int i = 0; i < 200; i++) {
            yaml.append("unknown").append(i).append(": 1\n");
        }

        ConfigException thrown = refused(yaml.toString());

        assertThat(thrown.problems()).hasSize(200);
        assertThat(Specified.message(thrown).lines()).hasSize(52).last().isEqualTo("  and 150 more");
    }
}
