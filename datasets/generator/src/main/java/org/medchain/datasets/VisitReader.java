package org.medchain.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Synthea's newline-delimited FHIR and puts each resource to the encounter it names. */
final class VisitReader {
  private final JsonMapper mapper = JsonMapper.shared();
  private final Map<String, List<FhirResource>> resourcesByEncounter = new TreeMap<>();
  private final Map<String, String> doctorByEncounter = new TreeMap<>();

  private VisitReader() {}

  /**
   * All visits of a run, sorted by encounter id.
   *
   * @param folder with {@code <type>.ndjson} for some or all {@link ResourceType}s
   * @throws IOException if a resource lacks a field or names an encounter that is not there
   */
  static List<Visit> read(Path folder) throws IOException {
    VisitReader reader = new VisitReader();
    reader.readFile(folder, ResourceType.ENCOUNTER);
    for (ResourceType type : ResourceType.values()) {
      if (type != ResourceType.ENCOUNTER) {
        reader.readFile(folder, type);
      }
    }
    return reader.visits();
  }

  private void readFile(Path folder, ResourceType type) throws IOException {
    Path file = folder.resolve(type.fileName());
    // Synthea writes no file for a type that did not occur.
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        try {
          add(type, line);
        } catch (RuntimeException e) {
          // Another version of Synthea may write other fields: say which file to look at.
          throw new IOException(file + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private void add(ResourceType type, String line) {
    JsonNode json = mapper.readTree(line);
    FhirResource resource = FhirResource.of(type, json, line);
    if (type == ResourceType.ENCOUNTER) {
      doctorByEncounter.put(
          resource.id(), FhirResource.reference(json, "/participant/0/individual"));
      resourcesByEncounter.put(resource.id(), new ArrayList<>());
    }
    List<FhirResource> resources = resourcesByEncounter.get(resource.encounter());
    if (resources == null) {
      throw new IllegalArgumentException("no encounter " + resource.encounter() + " for " + line);
    }
    resources.add(resource);
  }

  private List<Visit> visits() {
    List<Visit> visits = new ArrayList<>();
    resourcesByEncounter.forEach(
        (id, resources) -> {
          // The encounters were read first, so each opens its own list.
          FhirResource encounter = resources.get(0);
          visits.add(
              new Visit(
                  encounter.patient(),
                  doctorByEncounter.get(id),
                  encounter.timestamp(),
                  id,
                  resources));
        });
    return visits;
  }
}
