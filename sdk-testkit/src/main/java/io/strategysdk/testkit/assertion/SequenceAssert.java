package io.strategysdk.testkit.assertion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what a run has several of, such as fills: each is compared in words, as messages show it. Numbers may be
 * written with zeros at the end.
 *
 * @param <T> what they are
 * @param <A> assertions on one of them
 */
public final class SequenceAssert<T, A extends AbstractAssert<A, T>>
        extends StoryAssert<SequenceAssert<T, A>, List<T>> {
    private final String what;
    private final Function<T, String> words;
    private final Function<T, A> element;

    /**
     * @param what they are called in messages
     */
    SequenceAssert(List<T> actual, String what, Function<T, String> words, Function<T, A> element, Story story) {
        super(List.copyOf(actual), SequenceAssert.class, story);
        this.what = what;
        this.words = words;
        this.element = element;
    }

    /** There is none. */
    public SequenceAssert<T, A> isEmpty() {
        return mustBe(what, words(), List.of());
    }

    /** There are so many. */
    public SequenceAssert<T, A> hasSize(int size) {
        return must(
                actual.size() == size,
                "number of " + what + " must be " + size,
                actual.size() + ":" + Written.lines(words()));
    }

    /** There are these and no others, in this order. */
    public SequenceAssert<T, A> containsExactly(String... expected) {
        return mustBe(what, words(), Arrays.asList(expected));
    }

    /** These are among them, in any order; one that is written twice must be there twice. */
    public SequenceAssert<T, A> contains(String... expected) {
        List<String> left = new ArrayList<>(Written.plain(words()));
        for (String one : expected) {
            if (!left.remove(Written.plain(one))) {
                throw broken(what + " must have '" + one + "' among them, were" + Written.lines(words()), story);
            }
        }
        return myself;
    }

    /** Goes on with the first. */
    public A first() {
        return element(0);
    }

    /** Goes on with the last. */
    public A last() {
        return element(Math.max(0, actual.size() - 1));
    }

    /** Goes on with the only one. */
    public A singleElement() {
        return hasSize(1).element(0);
    }

    /** Goes on with one of them, from 0. */
    public A element(int index) {
        must(
                index >= 0 && index < actual.size(),
                "number of " + what + " must be above " + index,
                actual.size() + ":" + Written.lines(words()));
        return lead(element.apply(actual.get(index)));
    }

    private List<String> words() {
        return actual.stream().map(words).toList();
    }
}
