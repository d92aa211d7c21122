package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Bytes of the journal, apart from what they mean. */
final class JournalBufferTests {
    private static final List<List<Long>> EDGES = Stream.of(
                    0L, 1L, 127L, 128L, -128L, -129L, (1L << 55) - 1, 1L << 55, Long.MAX_VALUE, Long.MIN_VALUE)
            .map(edge -> Collections.nCopies(9, edge))
            .toList();

    @Property(tries = 200)
    void everyNumberComesBackFromSevenBitsAByte(
            @ForAll @Size(max = 500) List<Long> numbers, @ForAll @IntRange(max = 63) int shift) {
        List<Long> edges = List.of(0L, 63L, 64L, -64L, -65L, (1L << 55) - 1, 1L << 55, -(1L << 55) - 1, Long.MIN_VALUE);
        List<Long> all = Stream.of(
                        edges, numbers, numbers.stream().map(n -> n >> shift).toList())
                .flatMap(List::stream)
                .toList();
        JournalBuffer buffer = new JournalBuffer();

        all.forEach(buffer::put);

        JournalBuffer.Reader reader = new JournalBuffer.Reader(buffer.toBytes(), 0);
        assertThat(all).allSatisfy(number -> assertThat(reader.get()).isEqualTo(number));
        assertThat(reader.hasMore()).isFalse();
        assertThat(buffer.length())
                .isEqualTo(all.stream().mapToInt(n -> bytesOf(n)).sum());
    }

    private static int bytesOf(long number) {
        int bits = BigInteger.valueOf(number).bitLength() + 1;
        return bits > 56 ? 9 : (bits + 6) / 7;
    }

    @Property(tries = 200)
    void everyEntryComesBackInAWordAndTheBytesOfItsNumbers(
            @ForAll @Size(max = 100) List<@Size(9) List<Long>> entries, @ForAll @IntRange(max = 63) int shift) {
        List<List<Long>> all =
                Stream.of(EDGES, shifted(entries, shift)).flatMap(List::stream).toList();
        JournalBuffer buffer = new JournalBuffer();

        for (List<Long> n : all) {
            buffer.enter(headOf(n), n.get(1), n.get(2), n.get(3), n.get(4));
            buffer.put(n.get(0));
            buffer.enter(headOf(n), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6), n.get(7), n.get(8));
        }

        JournalBuffer.Reader reader = new JournalBuffer.Reader(buffer.toBytes(), 0);
        int length = 0;
        for (List<Long> n : all) {
            assertThat(reader.head()).isEqualTo(headOf(n));
            assertThat(Stream.generate(reader::field).limit(4)).isEqualTo(n.subList(1, 5));
            assertThat(reader.get()).isEqualTo(n.get(0));
            assertThat(reader.head()).isEqualTo(headOf(n));
            assertThat(Stream.generate(reader::field).limit(8)).isEqualTo(n.subList(1, 9));
            length += entryBytesOf(n.subList(1, 5)) + bytesOf(n.get(0)) + entryBytesOf(n.subList(1, 9));
        }
        assertThat(reader.hasMore()).isFalse();
        assertThat(buffer.length()).isEqualTo(length);
    }

    private static List<List<Long>> shifted(List<List<Long>> entries, int shift) {
        return entries.stream()
                .map(numbers -> numbers.stream().map(n -> n >> shift).toList())
                .toList();
    }

    private static int headOf(List<Long> entry) {
        return (int) (entry.get(0) & Integer.MAX_VALUE);
    }

    private static int entryBytesOf(List<Long> numbers) {
        return Long.BYTES
                + numbers.stream()
                        .mapToInt(n -> n == 0 ? 0 : BigInteger.valueOf(n).bitLength() / 8 + 1)
                        .sum();
    }

    @Test
    void textsOfManyChunksComeBack() {
        JournalBuffer buffer = new JournalBuffer();
        String text = "äöü€".repeat(40_000);
        buffer.put(text);
        buffer.put(Long.MIN_VALUE);
        buffer.putDouble(Double.NaN);
        buffer.put("");
        buffer.put(Long.MAX_VALUE);

        JournalBuffer.Reader in = new JournalBuffer.Reader(buffer.toBytes(), 0);

        assertThat(in.getText()).isEqualTo(text);
        assertThat(in.get()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.getDouble()).isNaN();
        assertThat(in.getText()).isEmpty();
        assertThat(in.get()).isEqualTo(Long.MAX_VALUE);
        assertThat(in.hasMore()).isFalse();
        assertThat(buffer.length()).isEqualTo(buffer.toBytes().length);
    }

    private static void fill(JournalBuffer buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            buffer.put(i * 7L);
            buffer.enter(i, i, -i, 1L << i % 64, 0);
            if (i % 10 == 3) {
                buffer.put("é".repeat(i % 9));
                buffer.putUnhashed("beside the hash " + "é".repeat(i % 300));
            }
        }
    }

    @Test
    void aResumedBufferHashesOn() {
        JournalBuffer whole = new JournalBuffer();
        fill(whole, 0, 1_000);
        for (int split = 0; split < 1_000; split++) {
            JournalBuffer first = new JournalBuffer();
            fill(first, 0, split);
            first.hash();

            JournalBuffer resumed = JournalBuffer.resume(first.toBytes(), first.hashState());
            fill(resumed, split, 1_000);

            assertThat(resumed.hash()).isEqualTo(whole.hash());
            assertThat(resumed.toBytes()).isEqualTo(whole.toBytes());
        }
    }

    @Test
    void theHashSeesEveryNumberAndTextButNoErrorMessage() {
        Set<String> hashes = new HashSet<>();
        for (int changed = -1; changed < 40; changed++) {
            JournalBuffer buffer = new JournalBuffer();
            for (int i = 0; i < 40; i++) {
                buffer.put(i == changed ? 1 : 0);
            }
            buffer.putUnhashed("message " + changed);
            assertThat(hashes.add(buffer.hash())).isTrue();
        }
        JournalBuffer other = new JournalBuffer();
        for (int i = 0; i < 40; i++) {
            other.put(0);
        }
        other.putUnhashed("another");
        assertThat(hashes).contains(other.hash());
        other.put(0);
        assertThat(hashes).doesNotContain(other.hash());
    }

    /** Whether a word of the hash ends with it, just before it or somewhere else. */
    @Test
    void theHashSeesTheLastByte() {
        for (int length = 0; length < 40; length++) {
            String before = "a".repeat(length);

            assertThat(hashOf(before + "b", false)).as("byte %d", length).isNotEqualTo(hashOf(before + "c", false));
            assertThat(hashOf(before + "b", true))
                    .as("byte %d before a message", length)
                    .isNotEqualTo(hashOf(before + "c", true));
        }
    }

    @Test
    void theHashSeesTheOrderOfWords() {
        String first = "a".repeat(8);
        String second = "b".repeat(8);
        for (int length = 0; length < 40; length++) {
            String before = "c".repeat(length);

            assertThat(hashOf(before + first + second, false))
                    .as("from byte %d on", length)
                    .isNotEqualTo(hashOf(before + second + first, false));
        }
    }

    /** Its bytes are zeros, and nothing but their number tells it from no entry at all. */
    @Test
    void theHashSeesAnEntryOfNothing() {
        JournalBuffer buffer = new JournalBuffer();
        Set<String> hashes = new HashSet<>(Set.of(buffer.hash()));

        for (int entries = 1; entries < 10; entries++) {
            buffer.enter(0, 0, 0, 0, 0);

            assertThat(hashes.add(buffer.hash())).as("%d entries", entries).isTrue();
        }
    }

    private static String hashOf(String text, boolean message) {
        JournalBuffer buffer = new JournalBuffer();
        buffer.put(text);
        if (message) {
            buffer.putUnhashed("message");
        }
        return buffer.hash();
    }

    @Test
    void anEntryOfTheLongestNumbersFitsWhereverItsChunkEnds() {
        long longest = Long.MIN_VALUE;
        for (int before = 0; before <= 1_024; before++) {
            JournalBuffer buffer = new JournalBuffer();
            for (int i = 0; i < before; i++) {
                buffer.put(0);
            }
            buffer.enter(7, longest, longest, longest, longest, longest, longest, longest, longest);

            JournalBuffer.Reader in = new JournalBuffer.Reader(buffer.toBytes(), before);
            assertThat(in.head()).isEqualTo(7);
            assertThat(Stream.generate(in::field).limit(8)).containsOnly(longest);
            assertThat(in.hasMore()).isFalse();
        }
    }
}
