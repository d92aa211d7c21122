package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.alpaca.AlpacaSettings.Endpoint;
import io.strategysdk.api.SdkException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlpacaSettingsTests {
    private static final AlpacaKey PAPER = AlpacaKey.of("PKABCDEFGH", "paper-secret");
    private static final AlpacaKey LIVE = AlpacaKey.of("AKABCDEFGH", "live-secret");
    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    @Test
    void paperIsWhereOrdersGoUnlessSaid() {
        AlpacaSettings settings = AlpacaSettings.builder().key(PAPER).build();

        assertThat(settings.endpoint()).isEqualTo(Endpoint.PAPER);
        assertThat(settings.addresses().trading()).hasToString("https://paper-api.alpaca.markets/");
        assertThat(settings.addresses().tradeStream()).hasToString("https://paper-api.alpaca.markets/stream");
    }

    @Test
    void liveNeedsEndpointConfirmationAndALiveKey() {
        AlpacaSettings settings = AlpacaSettings.of(
                "live",
                Map.of("live", "confirmed", "api_key", "AKABCDEFGH", "api_secret", "live-secret"),
                NO_ENVIRONMENT);

        assertThat(settings.addresses().trading()).hasToString("https://api.alpaca.markets/");
    }

    @Test
    void liveWithoutConfirmationIsRefused() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> AlpacaSettings.builder()
                        .endpoint(Endpoint.LIVE)
                        .key(LIVE)
                        .build())
                .withMessageContaining("must be confirmed: setting live must be 'confirmed'");
    }

    @Test
    void liveWithAPaperKeyIsRefused() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> AlpacaSettings.builder()
                        .endpoint(Endpoint.LIVE)
                        .confirmLive()
                        .key(PAPER)
                        .build())
                .withMessageContaining("needs a live key")
                .withMessageContaining("was a paper key");
    }

    @Test
    void aLiveKeyAndItsConfirmationDoNotMakePaperLive() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(
                        () -> AlpacaSettings.builder().confirmLive().key(LIVE).build())
                .withMessageContaining("paper endpoint needs a paper key");
    }

    @Test
    void anotherWordThanConfirmedDoesNotConfirm() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> AlpacaSettings.of(
                        "live",
                        Map.of("live", "yes", "api_key", "AKABCDEFGH", "api_secret", "live-secret"),
                        NO_ENVIRONMENT))
                .withMessageContaining("must be 'confirmed', was 'yes'");
    }

    @Test
    void theKeyComesFromTheEnvironmentWhereTheSettingsHaveNone() {
        AlpacaSettings settings = AlpacaSettings.of(
                "paper",
                Map.of(),
                Map.of(AlpacaKey.ID_VARIABLE, "PKABCDEFGH", AlpacaKey.SECRET_VARIABLE, "paper-secret"));

        assertThat(settings.key()).isEqualTo(PAPER);
    }

    @Test
    void halfAKeyIsRefused() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> AlpacaSettings.of("paper", Map.of("api_key", "PKABCDEFGH"), NO_ENVIRONMENT))
                .withMessageContaining("was api_key alone");
    }

    @Test
    void anUnknownSettingIsNamedWithTheKnownOnes() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> AlpacaSettings.of("paper", Map.of("adress", "x"), NO_ENVIRONMENT))
                .withMessageContaining("'adress'")
                .withMessageContaining("address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:8080", "https://127.1.2.3"})
    void aSimulatorOnThisMachineIsTaken(String address) {
        AlpacaSettings settings =
                AlpacaSettings.builder().key(PAPER).address(URI.create(address)).build();

        assertThat(settings.addresses().data()).isEqualTo(settings.addresses().trading());
        assertThat(settings.addresses().tradeStream().encodedPath()).isEqualTo("/stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "https://paper-api.alpaca.markets.example.com",
                "http://127.0.0.1.example.com",
                "http://127.0.0.1:80/path",
                "http://user@127.0.0.1:80",
                "ftp://127.0.0.1"
            })
    void anAddressElsewhereIsNotHandedTheKey(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlpacaSettings.builder().address(URI.create(address)));
    }

    @Test
    void aGatewayElsewhereMustBeNamedAsOneAndBeEncrypted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlpacaSettings.builder().gateway(URI.create("http://broker.example.com")));

        AlpacaSettings settings = AlpacaSettings.of(
                "paper",
                Map.of("gateway", "https://broker.example.com", "api_key", "PKABCDEFGH", "api_secret", "paper-secret"),
                NO_ENVIRONMENT);
        assertThat(settings.addresses().trading()).hasToString("https://broker.example.com/");
    }

    @Test
    void settingsDoNotShowTheKey() {
        assertThat(AlpacaSettings.builder().key(PAPER).build().toString())
                .isEqualTo("alpaca paper at https://paper-api.alpaca.markets/");
    }
}
