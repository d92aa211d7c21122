package io.strategysdk.backtest.report;

import io.strategysdk.backtest.analytics.ExecutionFigures;
import io.strategysdk.backtest.analytics.ExecutionReport;
import io.strategysdk.backtest.analytics.OrderCounts;
import io.strategysdk.backtest.analytics.Shortfall;
import io.strategysdk.backtest.analytics.TimeToFill;
import io.strategysdk.backtest.internal.JsonWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;

/** The execution report, for programs. */
final class ExecutionJson {
    private static final int NANOS_SCALE = 9;

    private final JsonWriter json;

    ExecutionJson(JsonWriter json) {
        this.json = json;
    }

    void add(ExecutionReport execution) {
        json.name("execution").object().name("total").object();
        addFigures(execution.total());
        json.endObject().name("parts").array();
        for (ExecutionReport.Part part : execution.parts()) {
            json.object().name("strategy").value(part.strategy());
            json.name("instrument").value(part.instrument().symbol());
            addFigures(part.figures());
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void addFigures(ExecutionFigures figures) {
        addOrders(figures.orders());
        json.name("fillRate").value(figures.shortfall().fillRate());
        json.name("secondsToFill").object();
        addTime("mean", figures, TimeToFill::mean);
        addTime("median", figures, TimeToFill::median);
        addTime("longest", figures, TimeToFill::longest);
        json.endObject();
        addShortfall(figures.shortfall());
        json.name("volumeShare").object();
        json.name("mean").value(figures.volumeShare().mean());
        json.name("largest").value(figures.volumeShare().largest()).endObject();
    }

    private void addOrders(OrderCounts orders) {
        json.name("orders").object().name("sent").value((long) orders.sent());
        json.name("accepted").value((long) orders.accepted());
        json.name("filled").value((long) orders.filled());
        json.name("partlyFilled").value((long) orders.partlyFilled());
        json.name("cancelled").value((long) orders.cancelled());
        json.name("expired").value((long) orders.expired());
        json.name("rejected").value((long) orders.rejected());
        json.name("working").value((long) orders.working());
        json.name("untriggered").value((long) orders.untriggered());
        json.name("fillRate").value(orders.fillRate()).name("rejections").array();
        orders.rejections().forEach((reason, count) -> {
            json.object().name("reason").value(reason.name());
            json.name("count").value((long) count).endObject();
        });
        json.endArray().endObject();
    }

    private void addTime(String name, ExecutionFigures figures, Function<TimeToFill, Duration> time) {
        json.name(name);
        figures.timeToFill().map(time).ifPresentOrElse(found -> json.value(seconds(found)), () -> json.number("null"));
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), NANOS_SCALE));
    }

    private void addShortfall(Shortfall shortfall) {
        json.name("slippage").object();
        json.name("decision").value(shortfall.decisionSlippage());
        json.name("decisionBps").value(shortfall.decisionSlippageBps());
        json.name("arrival").value(shortfall.arrivalSlippage());
        json.name("arrivalBps").value(shortfall.arrivalSlippageBps()).endObject();
        json.name("shortfall").object().name("total").value(shortfall.total());
        json.name("totalBps").value(shortfall.totalBps());
        json.name("delay").value(shortfall.delay());
        json.name("execution").value(shortfall.execution());
        json.name("opportunity").value(shortfall.opportunity());
        json.name("fees").value(shortfall.fees());
        json.name("askedValue").value(shortfall.askedValue());
        json.name("filledValue").value(shortfall.filledValue()).endObject();
    }
}
