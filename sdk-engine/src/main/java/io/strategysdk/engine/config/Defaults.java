package io.strategysdk.engine.config;

import io.strategysdk.engine.config.RunConfig.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of defaults. A property that is not in it has none: it must be given, or its absence means something that
 * its record says.
 */
final class Defaults {
    /** Marks a cell without a default: the property must be given in that mode. */
    private static final String NOTHING = "";

    private static final String SECTION = "{}";

    private static final List<Row> TABLE = List.of(
            row("clock.type", "historical", "realtime", "realtime"),
            row("clock.speed", "max", "1", "1"),
            row("clock.market_hours_only", "false", "true", "true"),
            row("data.type", "historical", "realtime", "realtime"),
            row("data.source", "csv", NOTHING, NOTHING),
            row("data.content", "bars"),
            row("data.timeframe", "1d"),
            row("data.calendar", "nyse"),
            row("data.bar_label", "open"),
            row("data.prices", "raw"),
            row("data.instruments[].asset_class", "equity"),
            row("data.instruments[].currency", "USD"),
            row("data.universes[].refresh", "session"),
            row("data.universes[].liquidity", "median"),
            row("data.universes[].liquidity_sessions", "20"),
            row("data.universes[].top_by", "dollar_volume"),
            row("data.universes[].allow_missing_data", "false"),
            row("execution.enabled", "true"),
            row("execution.type", "simulated", "simulated", "broker"),
            row("execution.endpoint", "paper"),
            row("execution.slippage.model", "none"),
            row("execution.slippage.within_bar", "false"),
            row("execution.commission.model", "none"),
            row("execution.commission.regulatory_fees", "false"),
            row("execution.latency.mean_ms", "0"),
            row("execution.latency.std_ms", "0"),
            row("execution.fills.path", "pessimistic"),
            row("execution.fills.limit_ticks_through", "0"),
            row("execution.fills.volume_share", "0"),
            row("execution.fills.trail_from", "extreme"),
            row("execution.fills.exits_wait_for_next_bar", "false"),
            row("execution.fills.at_decision_close", "false"),
            row("execution.fills.trades_fill_at_touch", "false"),
            row("execution.fills.exits_wait_for_full_fill", "false"),
            row("execution.broker_profile", "unrestricted"),
            row("execution.account.type", "cash"),
            row("execution.account.currency", "USD"),
            row("execution.account.initial_margin", "0.5"),
            row("execution.account.maintenance_margin", "0.25"),
            row("execution.account.borrow_rate", "0"),
            row("execution.account.interest_rate", "0"),
            row("execution.account.liquidation", "next_open"),
            row("execution.account.check_at_fill_only", "false"),
            row("execution.account.reduced_fills", "false"),
            row("execution.account.marks_at_middle", "false"),
            row("execution.account.cash_buffer", "0"),
            row("execution.account.fees_inside_weight", "false"),
            row("strategies[].enabled", "true"),
            row("strategies[].risk_limits", SECTION),
            row("strategies[].risk_limits.allow_short", "true"),
            row("features.cache", "true"),
            row("features.compute_on_demand", "true"),
            row("features.cache_max_mb", "4096"),
            row("journal", SECTION),
            row("journal.inputs_max_mb", "1000"),
            row("seed", "0"));

    private Defaults() {}

    private record Row(List<String> path, Map<Mode, String> values) {
        boolean dependsOnMode() {
            return values.values().stream().distinct().count() > 1;
        }
    }

    private static Row row(String path, String value) {
        return row(path, value, value, value);
    }

    private static Row row(String path, String backtest, String paper, String live) {
        return new Row(
                List.of(path.split("\\.", -1)), Map.of(Mode.BACKTEST, backtest, Mode.PAPER, paper, Mode.LIVE, live));
    }

    /** Fills in what is absent; what depends on the mode only when the mode is known. */
    static void apply(Node.Section root, Optional<Mode> mode) {
        for (Row row : TABLE) {
            if (mode.isPresent() || !row.dependsOnMode()) {
                String value = String.valueOf(row.values().get(mode.orElse(Mode.BACKTEST)));
                if (!value.equals(NOTHING)) {
                    put(root, row.path(), value);
                }
            } else {
                put(root, row.path(), NOTHING);
            }
        }
        completeModel(root, "slippage", SlippageModel.values());
        completeModel(root, "commission", CommissionModel.values());
    }

    private static void put(Node.Section section, List<String> path, String value) {
        String head = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (head.endsWith("[]")) {
            Node list = section.members().get(head.substring(0, head.length() - 2));
            if (list instanceof Node.Sequence sequence) {
                sequence.items().forEach(item -> putInto(item, rest, value));
            }
        } else if (rest.isEmpty()) {
            section.members().putIfAbsent(head, node(value));
        } else if (section.members().containsKey(head) || !head.equals("data")) {
            // There is no default for data: without the section a backtest is wrong, and a live run is the caller's.
            putInto(section.members().computeIfAbsent(head, h -> Node.Section.empty(0)), rest, value);
        }
    }

    private static void putInto(Node node, List<String> path, String value) {
        if (node instanceof Node.Section section) {
            put(section, path, value);
        }
    }

    private static Node node(String value) {
        if (value.equals(SECTION)) {
            return Node.Section.empty(0);
        }
        return value.equals(NOTHING) ? new Node.Broken(0) : Node.Scalar.ofDefault(value);
    }

    private static void completeModel(Node.Section root, String name, CostModel[] models) {
        if (!(root.members().get("execution") instanceof Node.Section execution)
                || !(execution.members().get(name) instanceof Node.Section section)
                || !(section.members().get("model") instanceof Node.Scalar model)) {
            return;
        }
        for (CostModel each : models) {
            if (each.fileName().equals(model.text())) {
                complete(section, each.terms());
            }
        }
    }

    private static void complete(Node.Section section, List<CostModel.Term> terms) {
        Node params = section.members().get("params");
        for (CostModel.Term term : terms) {
            if (!term.byDefault().isEmpty()) {
                if (params == null) {
                    params = Node.Section.empty(0);
                    section.members().put("params", params);
                }
                if (params instanceof Node.Section given) {
                    given.members().putIfAbsent(term.name(), Node.Scalar.ofDefault(term.byDefault()));
                }
            }
        }
    }
}
