package org.medchain.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSettingsTest {
  private static final Path COMMITTED = Path.of("sample.properties");

  @TempDir private Path folder;

  @Test
  void theCommittedSettingsAreRead() throws IOException {
    SampleSettings settings = SampleSettings.read(COMMITTED);

    assertThat(settings.city()).isEqualTo("Worcester");
    assertThat(settings.firstInstant()).isEqualTo(Instant.parse("2022-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"seed =, sead =", "population = 80, population = many", "city =, # city ="})
  void aWrongKeyOrValueIsAnErrorThatNamesTheFile(String right, String wrong) throws IOException {
    String text = Files.readString(COMMITTED).replace("\n" + right, "\n" + wrong);
    Path file = Files.writeString(folder.resolve("wrong.properties"), text);

    assertThatThrownBy(() -> SampleSettings.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wrong.properties");
  }
}
