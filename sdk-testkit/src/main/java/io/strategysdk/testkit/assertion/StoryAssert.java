package io.strategysdk.testkit.assertion;

import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.testkit.internal.Amounts;
import io.strategysdk.testkit.internal.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.data.Offset;

/** Assertions whose failures say the rule, the value, and what happened around it. */
abstract class StoryAssert<SELF extends StoryAssert<SELF, ACTUAL>, ACTUAL> extends AbstractAssert<SELF, ACTUAL> {
    final Story story;

    StoryAssert(ACTUAL actual, Class<?> self, Story story) {
        super(actual, self);
        this.story = story;
    }

    /** Fails with {@code rule, was value} unless it holds. */
    final SELF must(boolean holds, String rule, Object was) {
        return must(holds, rule, was, story);
    }

    final SELF must(boolean holds, String rule, Object was, Story around) {
        if (!holds) {
            throw broken(rule + ", was " + was, around);
        }
        return myself;
    }

    final AssertionError broken(String sentence, Story around) {
        return failure("%s", withStory(sentence, around));
    }

    /** An exact amount, written as decimal text. */
    final SELF mustBe(String what, BigDecimal was, String expected) {
        return must(
                was.compareTo(Amounts.of(what, expected)) == 0,
                what + " must be " + expected,
                was.stripTrailingZeros().toPlainString());
    }

    final SELF mustBe(String what, Quantity was, Quantity expected) {
        return must(was.equals(expected), what + " must be " + expected, was);
    }

    /** The nearest double of an amount or price, written as decimal text. */
    final SELF mustBe(String what, double was, String expected) {
        return must(
                Written.isNear(was, Amounts.of(what, expected).doubleValue()),
                what + " must be " + expected,
                Words.number(was));
    }

    /** Equal to nine digits; NaN is NaN. */
    final SELF mustBe(String what, double was, double expected) {
        return must(Written.isNear(was, expected), what + " must be " + Words.number(expected), was);
    }

    final SELF mustBe(String what, double was, double expected, Offset<Double> offset) {
        return must(
                Written.isWithin(was, expected, offset),
                what + " must be " + Words.number(expected) + " within " + Words.number(offset.value),
                was);
    }

    final SELF mustEqual(String what, Object was, Object expected) {
        return must(Objects.equals(was, expected), what + " must be " + expected, was);
    }

    /** The same words; numbers in them may have zeros at the end. */
    final SELF mustBe(String what, List<String> were, List<String> expected) {
        return mustBe(Written.plain(were).equals(Written.plain(expected)), what, were, expected);
    }

    /** One below the other, so that development environments can show the difference. */
    final SELF mustBe(boolean holds, String what, List<String> were, List<String> expected) {
        if (!holds) {
            String sentence = what + " must be" + Written.lines(expected) + "\nbut were" + Written.lines(were);
            throw failureWithActualExpected(
                    String.join("\n", were), String.join("\n", expected), "%s", withStory(sentence, story));
        }
        return myself;
    }

    /** Something that this one leads to, described alike. */
    final <A extends AbstractAssert<?, ?>> A lead(A to) {
        if (info.hasDescription()) {
            to.info.description(info.description());
        }
        return to;
    }

    private static String withStory(String sentence, Story around) {
        String told = around.tell();
        return told.isEmpty() ? sentence : sentence + "\n\n" + told;
    }
}
