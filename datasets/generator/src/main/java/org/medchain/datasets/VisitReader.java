package org.medchain.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads Synthea's newline-delimited FHIR and puts each resource to the encounter it names. What
 * belongs to earlier encounters than those asked for is only counted: in the lives of ten thousand
 * people it is most of some gigabytes.
 */
final class VisitReader {
  private final JsonMapper mapper = JsonMapper.shared();
  private final Map<String, List<FhirResource>> resourcesByEncounter = new TreeMap<>();
  private final Map<String, String> doctorByEncounter = new TreeMap<>();
  private final Set<String> earlierEncounters = new HashSet<>();
  private final Set<String> patients = new HashSet<>();
  private final Instant from;
  private int records;

  private VisitReader(Instant from) {
    this.from = from;
  }

  /**
   * What a run wrote.
   *
   * @param visits those that were asked for, sorted by encounter id
   * @param patients who have any visit
   * @param records of all visits
   */
  record SyntheaOutput(List<Visit> visits, int patients, int records) {
    SyntheaOutput {
      visits = List.copyOf(visits);
    }
  }

  /**
   * Reads a run's output.
   *
   * @param folder with {@code <type>.ndjson} for some or all {@link ResourceType}s
   * @param from when the first visit may begin that is kept
   * @throws IOException if a resource lacks a field or names an encounter that is not there
   */
  static SyntheaOutput read(Path folder, Instant from) throws IOException {
    VisitReader reader = new VisitReader(from);
    reader.readFile(folder, ResourceType.ENCOUNTER);
    for (ResourceType type : EnumSet.complementOf(EnumSet.of(ResourceType.ENCOUNTER))) {
      reader.readFile(folder, type);
    }
    return new SyntheaOutput(reader.visits(), reader.patients.size(), reader.records);
  }

  private void readFile(Path folder, ResourceType type) throws IOException {
    Path file = folder.resolve(type.fileName());
    // Synthea writes no file for a type that did not occur.
    if (Files.exists(file)) {
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          add(type, line);
        }
      } catch (RuntimeException e) {
        // Another version of Synthea may write other fields: say which file to look at.
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
  }

  private void add(ResourceType type, String line) {
    JsonNode json = mapper.readTree(line);
    FhirResource resource = FhirResource.of(type, json, line);
    records++;
    if (type == ResourceType.ENCOUNTER) {
      addEncounter(resource, json);
    } else if (!earlierEncounters.contains(resource.encounter())) {
      List<FhirResource> resources = resourcesByEncounter.get(resource.encounter());
      if (resources == null) {
        throw new IllegalArgumentException(
            "no encounter " + resource.encounter() + " for " + resource.line());
      }
      resources.add(resource);
    }
  }

  private void addEncounter(FhirResource encounter, JsonNode json) {
    patients.add(encounter.patient());
    if (encounter.timestamp().isBefore(from)) {
      earlierEncounters.add(encounter.id());
    } else {
      doctorByEncounter.put(
          encounter.id(), FhirResource.reference(json, "/participant/0/individual"));
      resourcesByEncounter.put(encounter.id(), new ArrayList<>(List.of(encounter)));
    }
  }

  private List<Visit> visits() {
    return resourcesByEncounter.values().stream()
        .map(
            resources -> {
              // The encounters were read first, so each opens its own list.
              FhirResource first = resources.getFirst();
              String doctor = doctorByEncounter.get(first.id());
              return new Visit(first.patient(), doctor, first.timestamp(), first.id(), resources);
            })
        .toList();
  }
}
