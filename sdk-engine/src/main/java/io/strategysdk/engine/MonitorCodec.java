package io.strategysdk.engine;

import java.util.BitSet;
import java.util.Map;

/** Parts of monitors in a checkpoint. */
final class MonitorCodec {
    private MonitorCodec() {}

    static void write(JournalBuffer out, BitSet bits) {
        out.put(bits.cardinality());
        bits.stream().forEach(out::put);
    }

    static void read(JournalBuffer.Reader in, BitSet bits) {
        bits.clear();
        for (int n = in.getInt(); n > 0; n--) {
            bits.set(in.getInt());
        }
    }

    static void write(JournalBuffer out, Map<Long, Double> prices) {
        out.put(prices.size());
        prices.forEach((order, price) -> {
            out.put(order);
            out.putDouble(price);
        });
    }

    static void read(JournalBuffer.Reader in, Map<Long, Double> prices) {
        prices.clear();
        for (int n = in.getInt(); n > 0; n--) {
            prices.put(in.get(), in.getDouble());
        }
    }
}
