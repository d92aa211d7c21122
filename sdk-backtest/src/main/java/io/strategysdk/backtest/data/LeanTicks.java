package io.strategysdk.backtest.data;
final class LeanTicks {}
