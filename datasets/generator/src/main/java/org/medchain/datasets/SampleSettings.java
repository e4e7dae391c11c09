package org.medchain.datasets;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Properties;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that decides which records come out: Synthea's seeds, dates and population, and the
 * cuts made afterwards. Read from a properties file; {@code sample.properties} explains each key.
 */
record SampleSettings(
    long seed,
    long clinicianSeed,
    LocalDate referenceDate,
    LocalDate endDate,
    int population,
    String ages,
    String state,
    String city,
    int yearsOfHistory,
    int minRecordsPerPatient,
    int maxRecordsPerPatient) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * Reads a settings file.
   *
   * @throws IllegalArgumentException if a key is missing, unknown or without a usable value
   */
  static SampleSettings read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    try {
      // A misspelt key would otherwise pass unseen, and a default would make other records.
      return MAPPER.convertValue(properties, SampleSettings.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  /** The first instant that an encounter may start at; it is midnight UTC. */
  Instant firstInstant() {
    return endDate.minusYears(yearsOfHistory).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
