package io.strategysdk.engine.config;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.OppositeOrders;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.config.ExecutionSettings.AccountType;
import io.strategysdk.engine.config.ExecutionSettings.Endpoint;
import io.strategysdk.engine.config.RunConfig.Mode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules between properties. A rule is silent where one of its properties is wrong by itself. */
final class CrossRules {
    private static final String[] OF_FILES = {
        "data.path",
        "data.as_of",
        "data.zone",
        "data.bar_label",
        "data.separator",
        "data.time_format",
        "data.date_order",
        "data.columns",
        "data.without_header",
        "data.repair",
        "data.quality",
        "data.price_mode"
    };

    private static final String[] OF_BARS = {
        "data.timeframe", "data.bar_label", "data.repair", "data.corporate_actions", "data.prices", "data.price_mode"
    };

    private final Understood file;
    private final List<Problem> problems;
    private final Set<String> refused = new HashSet<>();

    private CrossRules(Understood file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    static void check(Understood file, List<Problem> problems) {
        CrossRules rules = new CrossRules(file, problems);
        Optional<Mode> mode = file.value("mode", Mode.class);
        mode.ifPresent(rules::checkMode);
        rules.checkClock();
        rules.checkData();
        rules.checkSessions();
        rules.checkSymbols();
        rules.checkExecution();
        rules.checkFills();
        rules.checkOpposite();
        rules.checkModel("execution.slippage", SlippageModel.class);
        rules.checkModel("execution.commission", CommissionModel.class);
        rules.checkTiers();
        rules.checkAccount();
        rules.checkStrategies();
        rules.checkOrderStyle();
        MonitorRules.check(file, problems);
        UniverseConfigRules.check(file, problems);
    }

    private void checkMode(Mode mode) {
        boolean backtest = mode == Mode.BACKTEST;
        String wanted = (backtest ? "must be historical" : "must be realtime") + " in mode " + mode;
        ClockSettings.Type clock = backtest ? ClockSettings.Type.HISTORICAL : ClockSettings.Type.REALTIME;
        DataSettings.Type data = backtest ? DataSettings.Type.HISTORICAL : DataSettings.Type.REALTIME;
        refuseIf(isOther("clock.type", clock), "clock.type", wanted);
        refuseIf(isOther("data.type", data), "data.type", wanted);
        refuseIf(backtest && file.isAbsent("data"), "data", "must be given in mode backtest");
        refuseIf(
                backtest && isOther("execution.type", ExecutionSettings.Type.SIMULATED),
                "execution.type",
                "must be simulated in mode backtest");
        refuseIf(
                mode == Mode.LIVE && isOther("execution.type", ExecutionSettings.Type.BROKER),
                "execution.type",
                "must be broker in mode live");
        refuseIf(
                backtest && file.isGiven("risk_management.safeguards_file"),
                "risk_management.safeguards_file",
                "is for modes paper and live only");
        for (String path : List.of("journal.folder", "journal.inputs_folder")) {
            refuseIf(backtest && file.isGiven(path), path, "is for modes paper and live only");
        }
        refuseIf(
                mode != Mode.LIVE && is("execution.endpoint", Endpoint.LIVE),
                "execution.endpoint",
                "must be paper in mode " + mode + ", live needs mode live");
    }

    private void checkClock() {
        if (is("clock.type", ClockSettings.Type.REALTIME)) {
            onlyFor("a historical clock", "clock.start_date", "clock.end_date", "clock.speed");
        }
        Optional<LocalDate> end = file.value("clock.end_date", LocalDate.class);
        boolean reversed = end.isPresent()
                && file.value("clock.start_date", LocalDate.class)
                        .filter(start -> !start.isBefore(end.get()))
                        .isPresent();
        refuseIf(reversed, "clock.start_date", "must be before clock.end_date " + shown("clock.end_date"));
    }

    private void checkData() {
        if (is("data.type", DataSettings.Type.HISTORICAL)) {
            refuseIf(file.isAbsent("data.path"), "data.path", "must be given when data.type is historical");
            onlyFor("realtime data", "data.feed");
        } else if (is("data.type", DataSettings.Type.REALTIME)) {
            onlyFor("historical data", OF_FILES);
            if (areTicks()) {
                onlyFor("data.content bars and quote_bars", "data.timeframe", "data.corporate_actions");
            }
            return;
        }
        refuseIf(
                (is("data.content", DataSettings.Content.QUOTE_BARS) && !is("data.source", VendorRules.STORE))
                        || is("data.content", DataSettings.Content.TRADES),
                "data.content",
                "must be bars or ticks for historical data, which tell the rest by their columns");
        if (areTicks()) {
            onlyFor("data.content bars", OF_BARS);
        }
        FileRules.check(file, problems);
        checkPrices();
    }

    private boolean areTicks() {
        return is("data.content", DataSettings.Content.TICKS) || is("data.content", DataSettings.Content.TRADES);
    }

    /** Prices are adjusted from what was paid and from what issuers did. */
    private void checkPrices() {
        Optional<PriceMode> wanted = file.value("data.price_mode", PriceMode.class);
        Optional<PriceMode> given = file.value("data.prices", PriceMode.class);
        boolean isOther = wanted.isPresent() && given.isPresent() && !wanted.equals(given);
        refuseIf(
                isOther && given.get() != PriceMode.RAW,
                "data.price_mode",
                "must be data.prices, " + shown("data.prices") + ", where these are not raw");
        refuseIf(
                isOther && given.get() == PriceMode.RAW && file.isAbsent("data.corporate_actions"),
                "data.price_mode",
                "must be raw without data.corporate_actions, by which prices are adjusted");
    }

    private void checkSessions() {
        if (is("data.calendar", DataSettings.Calendar.OWN)) {
            refuseIf(file.isAbsent("data.sessions"), "data.sessions", "must be given when data.calendar is own");
        } else if (isOther("data.calendar", DataSettings.Calendar.OWN)) {
            onlyFor("data.calendar own", "data.sessions");
        }
        SessionRules.check(file, problems);
    }

    private void checkSymbols() {
        Set<String> symbols = new HashSet<>();
        for (int i = 0; i < file.length("data.instruments"); i++) {
            String path = Understood.item("data.instruments", i) + ".symbol";
            Optional<String> symbol = file.value(path, String.class);
            refuseIf(symbol.isPresent() && !symbols.add(symbol.get()), path, "must be named once");
        }
    }

    private void checkExecution() {
        if (is("execution.type", ExecutionSettings.Type.BROKER)) {
            String rule = "must be given when execution.type is broker";
            refuseIf(file.isAbsent("execution.broker"), "execution.broker", rule);
            onlyFor(
                    "execution.type simulated",
                    "execution.slippage",
                    "execution.commission",
                    "execution.latency",
                    "execution.fills",
                    "execution.broker_profile");
        } else if (is("execution.type", ExecutionSettings.Type.SIMULATED)) {
            onlyFor("execution.type broker", "execution.broker", "execution.endpoint", "execution.settings");
        }
    }

    private void checkFills() {
        String path = "execution.fills.exits_wait_for_full_fill";
        refuseIf(
                file.isGiven(path)
                        && is(path, false)
                        && is("execution.broker_profile", ExecutionSettings.BrokerProfile.ALPACA),
                path,
                "must not be false for broker_profile alpaca, which wakes exits when their entry is filled whole");
    }

    private void checkOpposite() {
        refuseIf(
                is("execution.opposite_orders", OppositeOrders.SEND)
                        && is("execution.broker_profile", ExecutionSettings.BrokerProfile.ALPACA),
                "execution.opposite_orders",
                "must be refuse or internal_cross for the broker profile alpaca");
        boolean crosses = is("execution.opposite_orders", OppositeOrders.INTERNAL_CROSS);
        refuseIf(
                crosses && is("execution.type", ExecutionSettings.Type.BROKER),
                "execution.opposite_orders",
                "must be refuse or send where a broker executes, which knows of no internal trades");
        refuseIf(
                crosses && is("execution.fills.at_decision_close", true),
                "execution.opposite_orders",
                "must be refuse or send with execution.fills.at_decision_close, orders are crossed at the next open");
    }

    private <M extends Enum<M> & CostModel> void checkModel(String section, Class<M> type) {
        Optional<M> model = file.value(section + ".model", type);
        if (model.isEmpty()) {
            return;
        }
        Map<String, CostModel.Term> terms = new LinkedHashMap<>();
        model.get().terms().forEach(term -> terms.put(term.name(), term));
        for (String name : file.namesBelow(section + ".params")) {
            String path = section + ".params." + name;
            CostModel.Term term = terms.remove(name);
            if (term == null) {
                List<String> known =
                        model.get().terms().stream().map(CostModel.Term::name).toList();
                String rule = "is not a parameter of " + model.get().fileName() + Names.didYouMean(name, known);
                problems.add(Problem.withoutValue(path, file.line(path), rule));
            } else {
                checkTerm(path, term);
            }
        }
        terms.keySet().forEach(name -> {
            String rule = "must be given for " + model.get().fileName();
            problems.add(Problem.withoutValue(section + ".params." + name, file.line(section), rule));
        });
    }

    private void checkTerm(String path, CostModel.Term term) {
        file.value(path, BigDecimal.class).ifPresent(value -> {
            boolean legal = value.signum() >= 0 && value.compareTo(term.max()) <= 0;
            refuseIf(!legal, path, "must be from 0 to " + term.max().toPlainString());
        });
    }

    private void checkTiers() {
        String commission = "execution.commission.";
        Optional<CommissionModel> model = file.value(commission + "model", CommissionModel.class);
        int tiers = file.length(commission + "tiers");
        if (model.isPresent() && model.get() != CommissionModel.TIERED) {
            onlyFor("the model tiered", commission + "tiers");
        } else if (model.isPresent() && tiers == 0) {
            problems.add(Problem.withoutValue(
                    commission + "tiers", file.line("execution.commission"), "must be given for tiered"));
        }
        for (int i = 0; i < tiers; i++) {
            checkTier(i);
        }
        refuseIf(
                is(commission + "model", CommissionModel.ALPACA) && is(commission + "regulatory_fees", true),
                commission + "regulatory_fees",
                "must not be true for alpaca, which has them");
    }

    private void checkTier(int number) {
        String path = Understood.item("execution.commission.tiers", number) + ".from";
        Optional<BigDecimal> from = file.value(path, BigDecimal.class);
        if (number == 0) {
            refuseIf(from.isPresent() && from.get().signum() > 0, path, "must be 0 for the first tier");
            return;
        }
        String before = Understood.item("execution.commission.tiers", number - 1) + ".from";
        boolean falls = from.isPresent()
                && file.value(before, BigDecimal.class)
                        .filter(earlier -> from.get().compareTo(earlier) <= 0)
                        .isPresent();
        refuseIf(falls, path, "must be above that of the tier before it, " + shown(before));
    }

    private void checkAccount() {
        String account = "execution.account.";
        if (is(account + "type", AccountType.CASH)) {
            onlyFor(
                    "a margin account",
                    account + "initial_margin",
                    account + "maintenance_margin",
                    account + "borrow_rate",
                    account + "interest_rate",
                    account + "liquidation");
        }
        Optional<Double> initial = file.value(account + "initial_margin", Double.class);
        Optional<Double> maintenance = file.value(account + "maintenance_margin", Double.class);
        if (initial.isPresent() && maintenance.isPresent()) {
            refuseIf(
                    maintenance.get() > initial.get(),
                    account + "maintenance_margin",
                    "must not be above execution.account.initial_margin " + shown(account + "initial_margin"));
        }
        file.value(account + "cash", BigDecimal.class).ifPresent(cash -> {
            boolean same = totalCapital().compareTo(cash) == 0;
            String rule = "must be the capital of all enabled strategies together, " + shownTotal();
            refuseIf(!same, account + "cash", rule);
        });
    }

    private BigDecimal totalCapital() {
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < file.length("strategies"); i++) {
            if (file.value("strategies[" + i + "].enabled", Boolean.class).orElse(false)) {
                String path = Understood.item("strategies", i) + ".capital";
                total = total.add(file.value(path, BigDecimal.class).orElse(BigDecimal.ZERO));
            }
        }
        return total;
    }

    /** The sum, unless it would give away a summand of the environment. */
    private String shownTotal() {
        for (int i = 0; i < file.length("strategies"); i++) {
            if (file.isMasked("strategies[" + i + "].capital")) {
                return "which is another sum";
            }
        }
        return totalCapital().toPlainString();
    }

    private void checkStrategies() {
        Map<String, Integer> keys = new LinkedHashMap<>();
        for (int i = 0; i < file.length("strategies"); i++) {
            String path = Understood.item("strategies", i);
            checkOrderValues(path + ".risk_limits.");
            checkSectors(path + ".risk_limits.sectors");
            String named = file.isGiven(path + ".id") ? path + ".id" : path + ".name";
            Optional<String> key = file.value(named, String.class).map(StrategySettings::keyOf);
            if (key.isPresent()) {
                Integer earlier = keys.putIfAbsent(key.get(), i);
                refuseIf(
                        earlier != null,
                        named,
                        "must differ from strategies[" + earlier + "], give each of them an id of its own");
            }
        }
    }

    private void checkOrderValues(String limits) {
        Optional<BigDecimal> max = file.value(limits + "max_order_value", BigDecimal.class);
        Optional<BigDecimal> min = file.value(limits + "min_order_value", BigDecimal.class);
        if (max.isPresent() && min.isPresent()) {
            refuseIf(
                    min.get().compareTo(max.get()) > 0,
                    limits + "min_order_value",
                    "must not be above max_order_value " + shown(limits + "max_order_value"));
        }
    }

    /** A strategy's limits and those of the section hold together. */
    private void checkSectors(String ofStrategy) {
        String ofAll = "risk_management.sectors";
        for (String symbol : file.namesBelow(ofStrategy)) {
            String path = Understood.below(ofStrategy, symbol);
            Optional<String> known = file.value(Understood.below(ofAll, symbol), String.class);
            boolean isOther = known.isPresent()
                    && file.value(path, String.class)
                            .filter(sector -> !sector.equals(known.get()))
                            .isPresent();
            refuseIf(isOther, path, "must be that of " + ofAll + ", " + shown(Understood.below(ofAll, symbol)));
        }
    }

    /** Orders of signals are placed now, for a price of now. */
    private void checkOrderStyle() {
        String type = "order_management.default_order_type";
        boolean placed = file.value(type, OrderType.class)
                .map(given -> given == OrderType.MARKET || given == OrderType.LIMIT)
                .orElse(true);
        refuseIf(!placed, type, "must be market or limit");
        if (!file.isGiven(type) || is(type, OrderType.MARKET)) {
            onlyFor(type + " limit", "order_management.limit_price_offset");
        }
        String time = "order_management.time_in_force";
        refuseIf(is(time, TimeInForce.GTD), time, "must not be gtd, signals have no moment to expire at");
    }

    private void onlyFor(String what, String... paths) {
        for (String path : paths) {
            refuseIf(file.isGiven(path), path, "is for " + what + " only");
        }
    }

    /** Silent about what was refused already: one mistake is one problem. */
    private boolean is(String path, Object constant) {
        return !refused.contains(path)
                && file.value(path, Object.class).filter(constant::equals).isPresent();
    }

    private boolean isOther(String path, Enum<?> constant) {
        return file.value(path, Object.class)
                .filter(value -> !constant.equals(value))
                .isPresent();
    }

    private String shown(String path) {
        return file.shown(path);
    }

    private void refuseIf(boolean broken, String path, String rule) {
        if (broken) {
            refused.add(path);
            problems.add(file.problem(path, rule));
        }
    }
}
