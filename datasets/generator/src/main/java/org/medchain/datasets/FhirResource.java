package org.medchain.datasets;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/**
 * One FHIR resource: its line exactly as Synthea wrote it, and the fields that decide on it.
 *
 * @param id unique in the whole run
 * @param patient the patient's id, without the leading {@code Patient/}
 * @param encounter the id of the encounter it belongs to; an encounter belongs to itself
 * @param description the human text of its code, at most {@value #MAX_DESCRIPTION} characters
 * @param line compact JSON without line break
 */
record FhirResource(
    ResourceType type,
    String id,
    String patient,
    String encounter,
    Instant timestamp,
    String description,
    String line) {

  static final int MAX_DESCRIPTION = 200;

  /** The order of the sample: by time; patient and id, which are random, only break ties. */
  static final Comparator<FhirResource> CHRONOLOGICAL =
      Comparator.comparing(FhirResource::timestamp)
          .thenComparing(FhirResource::patient)
          .thenComparing(FhirResource::id);

  /**
   * Reads the fields of a resource.
   *
   * @throws IllegalArgumentException if one of them is missing
   * @throws java.time.format.DateTimeParseException if the time is malformed
   */
  static FhirResource of(ResourceType type, JsonNode json, String line) {
    String id = text(json, "/id");
    // Immunization alone calls its subject "patient".
    String patient = json.has("subject") ? "/subject" : "/patient";
    return new FhirResource(
        type,
        id,
        reference(json, patient),
        type == ResourceType.ENCOUNTER ? id : reference(json, "/encounter"),
        OffsetDateTime.parse(text(json, type.timestamp())).toInstant(),
        description(json.at(type.concept())),
        line);
  }

  /** The id in a literal reference such as {@code Practitioner/<id>}. */
  static String reference(JsonNode json, String pointer) {
    String reference = text(json, pointer + "/reference");
    return reference.substring(reference.indexOf('/') + 1);
  }

  /** What is hashed and counted: the line's bytes, without line break. */
  byte[] bytes() {
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static String description(JsonNode concept) {
    String words =
        concept.has("text") ? text(concept, "/text") : text(concept, "/coding/0/display");
    int end = Math.min(MAX_DESCRIPTION, words.codePointCount(0, words.length()));
    return words.substring(0, words.offsetByCodePoints(0, end));
  }

  private static String text(JsonNode json, String pointer) {
    JsonNode node = json.at(pointer);
    if (!node.isString()) {
      throw new IllegalArgumentException("no text at " + pointer + " in " + json);
    }
    return node.stringValue();
  }
}
