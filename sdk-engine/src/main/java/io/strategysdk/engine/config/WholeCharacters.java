package io.strategysdk.engine.config;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.StringReader;

/**
 * A text whose surrogate pairs are never read in two halves, as long as there is room for both: the YAML reader fails
 * where one of its blocks ends with the first half (snakeyaml-engine 3.0.1).
 */
final class WholeCharacters extends PushbackReader {
    WholeCharacters(String text) {
        super(new StringReader(text));
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 2 || !Character.isHighSurrogate(into[offset + count - 1])) {
            return count;
        }
        unread(into[offset + count - 1]);
        return count - 1;
    }
}
