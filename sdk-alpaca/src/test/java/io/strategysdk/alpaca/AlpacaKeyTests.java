package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.SdkException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AlpacaKeyTests {
    @Test
    void aKeyShowsNeitherOfItsParts() {
        AlpacaKey key = AlpacaKey.of("PKABCDEFGH", "top-secret-text");

        assertThat(key.toString()).doesNotContain("PKABC").doesNotContain("top-secret");
        assertThat(key.hiddenIn("key PKABCDEFGH with top-secret-text is wrong")).isEqualTo("key *** with *** is wrong");
    }

    @Test
    void aPartThatCannotBeOneIsRefusedWithoutBeingShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlpacaKey.of("PKABCDEFGH", "has space and\nline"))
                .withMessageContaining("key secret must be")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("has space"));
        assertThatIllegalArgumentException().isThrownBy(() -> AlpacaKey.of("PK", "top-secret-text"));
    }

    @Test
    void theEnvironmentNamesAKey() {
        AlpacaKey key = AlpacaKey.of(Map.of(AlpacaKey.ID_VARIABLE, "PKABCDEFGH", AlpacaKey.SECRET_VARIABLE, "secret"));

        assertThat(key).isEqualTo(AlpacaKey.of("PKABCDEFGH", "secret"));
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> AlpacaKey.of(Map.of(AlpacaKey.ID_VARIABLE, "PKABCDEFGH")))
                .withMessageContaining(AlpacaKey.SECRET_VARIABLE);
    }
}
