package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.execution.Notional;
import io.strategysdk.engine.execution.Scales;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The instruments of a run, numbered in its own order: a number never depends on what else runs in the process. */
final class Instruments {
    private final List<Instrument> list;
    private final Instrument[] byNumber;
    private final Instrument first;
    private final Map<Instrument, Integer> numbers = new HashMap<>();
    private final Map<String, Instrument> symbols = new HashMap<>();

    Instruments(List<Instrument> instruments) {
        if (instruments.isEmpty()) {
            throw new IllegalArgumentException("a run must have at least one instrument");
        }
        list = List.copyOf(instruments);
        byNumber = list.toArray(Instrument[]::new);
        first = byNumber[0];
        for (Instrument instrument : list) {
            requireExactAmounts(instrument);
            numbers.put(instrument, numbers.size());
            if (symbols.put(instrument.symbol(), instrument) != null) {
                throw new IllegalArgumentException(
                        "each symbol must stand for one instrument of the run, was twice " + instrument);
            }
            if (!instrument.currency().equals(first.currency())) {
                throw new IllegalArgumentException("instruments of a run must share one currency, were "
                        + first.currency() + " (" + first + ") and " + instrument.currency() + " (" + instrument
                        + ")");
            }
        }
    }

    private static void requireExactAmounts(Instrument instrument) {
        int cash = Scales.cashScale(instrument.currency());
        int finest = instrument.quantityScale() + instrument.priceScale();
        if (finest > cash + Notional.LARGEST_SHIFT) {
            throw new IllegalArgumentException("decimals of quantity and price together must not exceed "
                    + (cash + Notional.LARGEST_SHIFT) + " for amounts in " + instrument.currency() + ", were "
                    + instrument.quantityScale() + " and " + instrument.priceScale() + " (" + instrument + ")");
        }
    }

    /** Everything but its symbol that makes an instrument another one. */
    static String definition(Instrument instrument) {
        return instrument.assetClass() + " in " + instrument.currency() + " with tick size " + instrument.tickSize()
                + " (" + instrument.tickRule() + "), lot size " + instrument.lotSize() + " and largest order "
                + instrument.maxOrderQty();
    }

    List<Instrument> list() {
        return list;
    }

    int size() {
        return list.size();
    }

    Instrument get(int number) {
        return byNumber[number];
    }

    String currency() {
        return first.currency();
    }

    /** Number of an instrument, -1 when it is not part of the run. */
    int find(Instrument instrument) {
        if (instrument.equals(first)) {
            return 0;
        }
        Integer number = numbers.get(instrument);
        return number == null ? -1 : number;
    }

    int numberOf(Instrument instrument) {
        int number = find(instrument);
        if (number < 0) {
            throw new IllegalArgumentException(
                    "instrument must be part of the run, known are " + list + ", was " + instrument);
        }
        return number;
    }

    Instrument only() {
        if (list.size() > 1) {
            throw new IllegalStateException("instrument() needs a run of one instrument, this one has " + list);
        }
        return first;
    }

    Instrument bySymbol(String symbol) {
        Instrument instrument = symbols.get(symbol);
        if (instrument == null) {
            throw new IllegalArgumentException("symbol must be one of the run's " + list + ", was '" + symbol + "'");
        }
        return instrument;
    }
}
