package io.strategysdk.testkit.arbitrary;

import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/** What comes out of an arbitrary. */
final class Draw {
    private Draw() {}

    /** Share of so many draws that are of a kind. */
    static <T> double share(int draws, Arbitrary<T> arbitrary, Predicate<T> which) {
        RandomGenerator<T> generator = arbitrary.generator(1_000);
        Random random = new Random(5);
        int found = 0;
        for (int i = 0; i < draws; i++) {
            found += which.test(generator.next(random).value()) ? 1 : 0;
        }
        return (double) found / draws;
    }

    /** What a value shrinks to when all of them are wrong. */
    static <T> T simplest(Arbitrary<T> arbitrary) {
        Shrinkable<T> now = arbitrary.generator(1_000).next(new Random(42));
        Optional<Shrinkable<T>> next = Optional.of(now);
        while (next.isPresent()) {
            now = next.get();
            next = now.shrink().findFirst();
        }
        return now.value();
    }
}
