package io.strategysdk.examples.cli;

import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.report.PriceSeries;
import io.strategysdk.backtest.report.RejectedOrder;
import io.strategysdk.backtest.report.Report;
import io.strategysdk.backtest.report.ReportData;
import io.strategysdk.engine.BarColumns;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The report of a run: what the result holds, and the settings that the command was given. */
final class RunReport {
    private RunReport() {}

    static Report of(BacktestResult result, ExampleStrategies strategy, Prices prices, Arguments arguments) {
        StrategyInfo info = strategy.type().getAnnotation(StrategyInfo.class);
        ReportData.Builder data = ReportData.builder(info.name(), String.valueOf(info.version()), result.statistics())
                .benchmark("buy and hold", result.benchmarkStatistics())
                .trades(result.roundTrips(), result.fills())
                .journalHash(result.journal().hash())
                .timeframe(prices.bars().get(0).timeframe())
                .startCash(result.startCash(), prices.bars().get(0).instrument().currency());
        strategy.parameters(arguments.parameters()).forEach(data::parameter);
        arguments.settings().forEach(data::setting);
        prices.notes().forEach(data::note);
        result.warnings().forEach(data::warning);
        result.instruments().forEach(data::instrument);
        result.rejections().forEach(rejected -> data.rejectedOrder(rejectedOrder(rejected)));
        prices.bars().forEach(bars -> data.prices(series(bars)));
        return Report.of(data.build());
    }

    private static RejectedOrder rejectedOrder(OrderEvent.Rejected rejected) {
        return new RejectedOrder(
                rejected.epochNanos(), rejected.order().instrument(), rejected.reason(), rejected.text());
    }

    private static PriceSeries series(BarColumns bars) {
        return PriceSeries.ofRange(
                bars.instrument(),
                IntStream.range(0, bars.size()).mapToLong(bars::epochNanos).toArray(),
                column(bars, bars::close),
                column(bars, bars::high),
                column(bars, bars::low));
    }

    private static double[] column(BarColumns bars, IntToDoubleFunction field) {
        return IntStream.range(0, bars.size()).mapToDouble(field).toArray();
    }
}
