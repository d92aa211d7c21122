TradingCalendar nyse = TradingCalendars.nyse();
SyntheticMarket market = SyntheticMarket.of(7, nyse, LocalDate.of(2014, 1, 2), LocalDate.of(2023, 12, 29));
BarColumns bars = market.shares(Timeframe.DAY).get(0);
MarketData data = MarketData.of(nyse, bars);

Map<String, EquityCurve> curves = new LinkedHashMap<>();
for (int fast = 5; fast <= 20; fast += 5) {
    SmaCrossover strategy = new SmaCrossover(new SmaCrossover.Parameters(fast, 50, 1));
    BacktestResult run = Backtest.of(strategy).on(data).commission(CommissionModel.percent("0.05")).run();
    System.out.println("fast " + fast + ": Sharpe " + run.statistics().figure("sharpe").text());
    curves.put("fast " + fast, run.equity());
}
Picture.of("Equity by the length of the fast average", curves).writeTo(pictures.resolve("to-production.svg"));

Study ranges = Study.of("crossover", SmaCrossover.class).range("fast", 5, 20, 5, 10).range("slow", 30, 90, 20, 50);
Study study = ranges.feature(sma(10)).feature(sma(15)).feature(sma(50));
Path research = pictures.resolve("research.yaml");
ResearchFile.of(study).writeTo(research);
System.out.print(Files.readString(research).replaceAll("[0-9a-f]{64}\"", "...\""));

StringBuilder csv = new StringBuilder("date,open,high,low,close,volume\n");
for (int t = 0; t < bars.size(); t++) {
    csv.append(Instant.ofEpochSecond(bars.epochNanos(t) / 1_000_000_000L).atZone(nyse.zone()).toLocalDate());
    csv.append("," + bars.open(t) + "," + bars.high(t) + "," + bars.low(t) + "," + bars.close(t) + "," + bars.volume(t));
    csv.append("\n");
}
Files.writeString(pictures.resolve("SHARES.csv"), csv);

BacktestResult backtest(String fast) {
    String yaml = """
            mode: backtest
            data:
              path: '%1$s/SHARES.csv'
            execution:
              slippage: {model: none}
              commission: {model: percentage, params: {rate: 0.0005}}
            strategies:
              - name: sma-crossover
                capital: 100000
                params: {fast: %2$s, slow: 50}
                research: {file: '%1$s/research.yaml', study: crossover}
            """.formatted(pictures, fast);
    return ConfiguredRun.of(ConfigLoader.create().draft(yaml, ConfigLoader.Format.YAML, "backtest.yaml"))
            .strategies(StrategyRegistry.empty().register(SmaCrossover.class))
            .backtest();
}

System.out.println("Sharpe " + backtest("10").statistics().figure("sharpe").text());
backtest("10").report().writeTo(pictures.resolve("report"));

try {
    backtest("40");
} catch (ConfigException refused) {
    System.out.println(refused.getMessage());
}

System.out.println(backtest("20").run().strategies().get(0).failure().orElseThrow().error().getMessage());
/exit
