package io.strategysdk.testkit.arbitrary;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Values of parameter records. */
final class ParameterArbitraries {
    private static final int PROBES = 400;
    private static final int FEWEST_ACCEPTED = PROBES / 100;

    private ParameterArbitraries() {}

    static <P extends Record> Arbitrary<P> of(Class<P> type) {
        ParameterRecord<P> record = new ParameterRecord<>(type);
        List<ParameterValues> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.add(ParameterValues.of(type, component));
        }
        Arbitrary<ParameterRecord.Attempt<P>> attempts = attempts(components).map(record::attempt);
        requireSomeAccepted(type, attempts);
        return attempts.filter(attempt -> attempt.value().isPresent())
                .map(attempt -> attempt.value().orElseThrow());
    }

    /** Now and then all defaults, to which everything shrinks. */
    private static Arbitrary<List<Object>> attempts(List<ParameterValues> components) {
        Arbitrary<List<Object>> drawn = Combinators.combine(
                        components.stream().map(ParameterValues::arbitrary).toList())
                .as(List::copyOf);
        List<Object> defaults = components.stream()
                .map(ParameterValues::byDefault)
                .flatMap(Optional::stream)
                .toList();
        return defaults.size() < components.size()
                ? drawn
                : Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(defaults)), Tuple.of(19, drawn));
    }

    /** Without it a property over a record that refuses everything would only say that a filter has missed. */
    private static <P extends Record> void requireSomeAccepted(
            Class<P> type, Arbitrary<ParameterRecord.Attempt<P>> attempts) {
        RandomGenerator<ParameterRecord.Attempt<P>> generator = attempts.generator(PROBES);
        Random random = new Random(PROBES);
        int accepted = 0;
        @Nullable String refusal = null;
        for (int i = 0; i < PROBES; i++) {
            ParameterRecord.Attempt<P> attempt = generator.next(random).value();
            accepted += attempt.value().isPresent() ? 1 : 0;
            refusal = attempt.value().isPresent() ? refusal : attempt.refusal();
        }
        if (accepted < FEWEST_ACCEPTED) {
            throw new IllegalArgumentException(
                    "at least one of a hundred generated values must be accepted, were " + accepted + " of " + PROBES
                            + ", one was refused because " + refusal + " (" + type.getName() + ")");
        }
    }
}
