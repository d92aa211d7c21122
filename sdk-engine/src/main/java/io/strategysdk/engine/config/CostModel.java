package io.strategysdk.engine.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** A model of what trading costs, with its parameters in files. */
public sealed interface CostModel permits SlippageModel, CommissionModel {
    /** The parameters it takes, in their order. */
    List<Term> terms();

    /** The constant's name. */
    String name();

    /** Name in files. */
    default String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A parameter of a model.
     *
     * @param name in files
     * @param byDefault decimal text of what holds when it is not given; empty: it must be given
     * @param max largest legal value; the smallest is 0
     */
    record Term(String name, String byDefault, BigDecimal max) {
        private static final BigDecimal MOST_BPS = new BigDecimal(9_999);
        private static final BigDecimal ANY_MONEY = new BigDecimal("1000000000");
        private static final BigDecimal MOST_TIMES = new BigDecimal("1000");

        static Term bps(String name) {
            return new Term(name, "", MOST_BPS);
        }

        static Term share(String name) {
            return new Term(name, "", BigDecimal.ONE);
        }

        static Term factor(String name) {
            return new Term(name, "", MOST_TIMES);
        }

        static Term money(String name) {
            return new Term(name, "", ANY_MONEY);
        }

        Term orElse(String value) {
            return new Term(name, value, max);
        }
    }
}
