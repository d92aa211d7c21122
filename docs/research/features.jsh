TradingCalendar nyse = TradingCalendars.nyse();
SyntheticMarket market = SyntheticMarket.of(7, nyse, LocalDate.of(2014, 1, 2), LocalDate.of(2023, 12, 29));
BarColumns bars = market.shares(Timeframe.DAY).get(0);
MarketData data = MarketData.of(nyse, bars);

double[] peeking = new double[bars.size()];
Arrays.fill(peeking, Double.NaN);
for (int t = 0; t + 5 < bars.size(); t++) {
    peeking[t] = bars.close(t + 5) / bars.close(t) - 1;
}
Exploration features = Exploration.of(data, bars.instrument(), rsi(14), zscore(20), roc(60), sma(50));
Exploration look = features.with("peeking", peeking);

System.out.print(look.forwardReturns(1, 5, 20));
look.forwardReturns(1, 5, 20).picture().writeTo(pictures.resolve("forward-returns.svg"));

System.out.print(look.correlations());
look.correlations().picture().writeTo(pictures.resolve("correlations.svg"));

System.out.print(look.autocorrelation("zscore(20)", 10));
look.autocorrelation("zscore(20)", 40).picture().writeTo(pictures.resolve("autocorrelation.svg"));

System.out.print(look.stationarity("zscore(20)"));
System.out.print(look.stationarity("sma(50)"));

System.out.print(look.distribution("zscore(20)"));
look.distribution("zscore(20)").picture().writeTo(pictures.resolve("distribution.svg"));
look.writeTo(pictures.resolve("features.html"), 1, 5, 20);
/exit
