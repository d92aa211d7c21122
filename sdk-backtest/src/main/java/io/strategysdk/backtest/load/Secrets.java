package io.strategysdk.backtest.load;

import io.strategysdk.api.SdkException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of the environment that are put in where a text says {@code {secret:NAME}}, and are never shown. */
final class Secrets {
    private static final Pattern PLACE = Pattern.compile("\\{secret:([A-Za-z_][A-Za-z0-9_]*)}");
    private static final String MASK = "***";

    private final Function<String, @Nullable String> environment;

    Secrets(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    static boolean areIn(String template) {
        return PLACE.matcher(template).find();
    }

    /** The text with its secrets. */
    String fill(String template, Function<String, String> encoding) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(encoding.apply(value(place.group(1)))));
    }

    /** A text of the outside world, without the secrets of these templates. */
    String mask(String text, List<String> templates) {
        List<String> values = new ArrayList<>();
        for (String template : templates) {
            PLACE.matcher(template).results().forEach(place -> values.add(value(place.group(1))));
        }
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK).replace(UrlTemplate.encoded(value), MASK);
        }
        return masked;
    }

    private String value(String name) {
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new SdkException("environment variable " + name + " must be set, was not");
        }
        return value.strip();
    }
}
