package io.strategysdk.alpaca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for keys in whatever a run has left, as they are and in the forms that they travel in. */
final class KeySearch {
    private static final int PART = 12;

    private final Map<String, String> forms = new LinkedHashMap<>();

    /** Of these texts. */
    KeySearch(String... keys) {
        for (String key : keys) {
            forms.put(key.substring(0, PART), "the beginning of a key");
            forms.put(key.substring(key.length() - PART), "the end of a key");
            forms.put(URLEncoder.encode(key, StandardCharsets.UTF_8), "a key for an address");
            forms.put(key.replace("/", "\\/"), "a key in JSON");
            for (int before = 0; before < 3; before++) {
                forms.put(base64Behind(before, key), "a key in base 64");
            }
        }
    }

    /** What of its base 64 does not depend on its neighbours. */
    private static String base64Behind(int before, String key) {
        String whole = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(("x".repeat(before) + key).getBytes(StandardCharsets.UTF_8));
        return whole.substring(before == 0 ? 0 : 4, whole.length() - 3);
    }

    /** Where, in words; empty when nowhere. */
    List<String> in(String what, String text) {
        List<String> found = new ArrayList<>();
        forms.forEach((form, kind) -> {
            int at = text.indexOf(form);
            if (at >= 0) {
                found.add(kind + " in " + what + " behind '"
                        + text.substring(Math.max(0, at - 80), at).replace('\n', ' ') + "'");
            }
        });
        return found;
    }

    /** In all files below a folder, byte for byte. */
    List<String> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> in(file.toString(), bytesOf(file)).stream())
                    .toList();
        }
    }

    private static String bytesOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
