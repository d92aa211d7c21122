TradingCalendar nyse = TradingCalendars.nyse();
SyntheticMarket market = SyntheticMarket.of(7, nyse, LocalDate.of(2014, 1, 2), LocalDate.of(2023, 12, 29));
BarColumns bars = market.shares(Timeframe.DAY).get(0);
MarketData data = MarketData.of(nyse, bars);
Instrument shares = bars.instrument();

double[] targets(int fast, int slow) {
    double[] quick = data.column(sma(fast), shares);
    double[] slower = data.column(sma(slow), shares);
    double[] weights = new double[bars.size()];
    for (int t = 0; t < weights.length; t++) {
        weights[t] = quick[t] > slower[t] ? 1 : 0;
    }
    return weights;
}

QuickResult quick = QuickBacktest.over(data).costs(5).weights(targets(10, 50));
System.out.print(quick);

EngineCheck check = quick.check();
System.out.print(check);
check.picture().writeTo(pictures.resolve("quick-look.svg"));

for (int fast : new int[] {5, 10, 20}) {
    StringBuilder line = new StringBuilder("fast " + fast + ":");
    for (int slow = 30; slow <= 90; slow += 20) {
        Statistics figures = QuickBacktest.over(data).costs(5).weights(targets(fast, slow)).statistics();
        line.append("  ").append(slow).append(": ").append(figures.figure("sharpe").text());
    }
    System.out.println(line);
}
/exit
