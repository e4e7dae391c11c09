package org.medchain.datasets;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

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

  private static final Set<String> KEYS =
      Set.of(
          "seed",
          "clinicianSeed",
          "referenceDate",
          "endDate",
          "population",
          "ages",
          "state",
          "city",
          "yearsOfHistory",
          "minRecordsPerPatient",
          "maxRecordsPerPatient");

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
    // A misspelt key would otherwise pass unseen, and a default would make other records.
    if (!properties.stringPropertyNames().equals(KEYS)) {
      throw new IllegalArgumentException(
          file + ": the keys must be " + new TreeSet<>(KEYS) + ", each once");
    }
    try {
      return new SampleSettings(
          Long.parseLong(properties.getProperty("seed")),
          Long.parseLong(properties.getProperty("clinicianSeed")),
          LocalDate.parse(properties.getProperty("referenceDate")),
          LocalDate.parse(properties.getProperty("endDate")),
          Integer.parseInt(properties.getProperty("population")),
          properties.getProperty("ages"),
          properties.getProperty("state"),
          properties.getProperty("city"),
          Integer.parseInt(properties.getProperty("yearsOfHistory")),
          Integer.parseInt(properties.getProperty("minRecordsPerPatient")),
          Integer.parseInt(properties.getProperty("maxRecordsPerPatient")));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** The first instant that an encounter may start at; it is midnight UTC. */
  Instant firstInstant() {
    return endDate.minusYears(yearsOfHistory).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
