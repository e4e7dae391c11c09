package org.medchain.datasets;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of {@code records.ndjson}: a FHIR resource and the doctor of its encounter. The fields
 * follow the paper's medical data entry (§3.1): patient and doctor, path to the file and its hash,
 * time, description and type.
 */
record DatasetRecord(String doctor, FhirResource resource) {

  /** All records of some visits, in the order of the file. */
  static List<DatasetRecord> of(List<Visit> visits) {
    return visits.stream()
        .flatMap(
            visit ->
                visit.resources().stream().map(each -> new DatasetRecord(visit.doctor(), each)))
        .sorted(Comparator.comparing(DatasetRecord::resource, FhirResource.CHRONOLOGICAL))
        .toList();
  }

  /** The file with the resources of this record's patient, relative to the sample's folder. */
  String file() {
    return "resources/" + resource.patient() + ".ndjson";
  }

  /** The line, without line break; {@code records.schema.json} describes it. */
  String toJson() {
    byte[] bytes = resource.bytes();
    return JsonMapper.shared()
        .createObjectNode()
        .put("patient", resource.patient())
        .put("doctor", doctor)
        .put("timestamp", resource.timestamp().toString())
        .put("type", resource.type().fhirName())
        .put("description", resource.description())
        .put("path", file() + "#" + resource.id())
        .put("size", bytes.length)
        .put("sha256", FileChecksum.hex(bytes))
        .toString();
  }
}
