package org.medchain.datasets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of {@code records.ndjson}: a FHIR resource and the doctor of its encounter. The fields
 * follow the paper's medical data entry (§3.1): patient and doctor, path to the file and its hash,
 * time, description and type.
 */
record DatasetRecord(String doctor, FhirResource resource) {

  /** All records of some visits, in the order of the file. */
  static List<DatasetRecord> of(List<Visit> visits) {
    List<DatasetRecord> records = new ArrayList<>();
    for (Visit visit : visits) {
      for (FhirResource resource : visit.resources()) {
        records.add(new DatasetRecord(visit.doctor(), resource));
      }
    }
    records.sort(Comparator.comparing(DatasetRecord::resource, FhirResource.CHRONOLOGICAL));
    return records;
  }

  /** The file with the resources of this record's patient, relative to the sample's folder. */
  String file() {
    return "resources/" + resource.patient() + ".ndjson";
  }

  /** The line, without line break; {@code records.schema.json} describes it. */
  String toJson() {
    byte[] bytes = resource.bytes();
    JsonMapper mapper = JsonMapper.shared();
    ObjectNode json = mapper.createObjectNode();
    json.put("patient", resource.patient());
    json.put("doctor", doctor);
    json.put("timestamp", resource.timestamp().toString());
    json.put("type", resource.type().fhirName());
    json.put("description", resource.description());
    json.put("path", file() + "#" + resource.id());
    json.put("size", bytes.length);
    json.put("sha256", FileChecksum.hex(bytes));
    return mapper.writeValueAsString(json);
  }
}
