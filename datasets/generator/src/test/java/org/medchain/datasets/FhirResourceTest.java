package org.medchain.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FhirResourceTest {
  private static final String IMMUNIZATION =
      """
      {"id":"i","patient":{"reference":"Patient/p"},"encounter":{"reference":"Encounter/e"},\
      "occurrenceDateTime":"2023-10-28T23:08:37-01:00","vaccineCode":{"coding":[{"display":"vaccine"}]}}\
      """;

  @Test
  void theFieldsOfARecordAreFound() {
    FhirResource resource = read(IMMUNIZATION);

    assertThat(resource.id()).isEqualTo("i");
    assertThat(resource.patient()).isEqualTo("p");
    assertThat(resource.encounter()).isEqualTo("e");
    assertThat(resource.timestamp()).isEqualTo(Instant.parse("2023-10-29T00:08:37Z"));
    assertThat(resource.description()).isEqualTo("vaccine");
    assertThat(resource.line()).isSameAs(IMMUNIZATION);
  }

  @Test
  void theTextOfACodeComesBeforeItsDisplay() {
    String line = IMMUNIZATION.replace("\"coding\"", "\"text\":\"words\",\"coding\"");

    assertThat(read(line).description()).isEqualTo("words");
  }

  @Test
  void aLongDescriptionIsCutBetweenCharacters() {
    // Each of these is one character, but two units of a Java string.
    String long201 = "\uD834\uDD1E".repeat(201);

    String description = read(IMMUNIZATION.replace("vaccine\"", long201 + "\"")).description();

    assertThat(description).isEqualTo("\uD834\uDD1E".repeat(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "patient", "encounter", "occurrenceDateTime", "vaccineCode"})
  void aMissingFieldIsAnError(String field) {
    String line = IMMUNIZATION.replace("\"" + field + "\":", "\"other\":");

    assertThatThrownBy(() -> read(line)).isInstanceOf(IllegalArgumentException.class);
  }

  private static FhirResource read(String line) {
    return FhirResource.of(ResourceType.IMMUNIZATION, JsonMapper.shared().readTree(line), line);
  }
}
