package org.medchain.datasets;

/**
 * The FHIR R4 resource types of the sample, with the places of what a record needs from them. Kept
 * are the types that say something clinical and name their encounter, through which a record gets
 * its doctor; bills, provenance and persons are not records of treatment.
 */
enum ResourceType {
  CARE_PLAN("CarePlan", "/period/start", "/category/0"),
  CONDITION("Condition", "/recordedDate", "/code"),
  DIAGNOSTIC_REPORT("DiagnosticReport", "/effectiveDateTime", "/code"),
  ENCOUNTER("Encounter", "/period/start", "/type/0"),
  IMAGING_STUDY("ImagingStudy", "/started", "/procedureCode/0"),
  IMMUNIZATION("Immunization", "/occurrenceDateTime", "/vaccineCode"),
  MEDICATION_REQUEST("MedicationRequest", "/authoredOn", "/medicationCodeableConcept"),
  OBSERVATION("Observation", "/effectiveDateTime", "/code"),
  PROCEDURE("Procedure", "/performedPeriod/start", "/code");

  private final String fhirName;
  private final String timestamp;
  private final String concept;

  ResourceType(String fhirName, String timestamp, String concept) {
    this.fhirName = fhirName;
    this.timestamp = timestamp;
    this.concept = concept;
  }

  /** The name in FHIR, as in {@code resourceType}. */
  String fhirName() {
    return fhirName;
  }

  /** The file that Synthea writes this type to. */
  String fileName() {
    return fhirName + ".ndjson";
  }

  /** JSON pointer to the clinical time: when it was done, observed, ordered, or when it began. */
  String timestamp() {
    return timestamp;
  }

  /** JSON pointer to the CodeableConcept that says what the resource is about. */
  String concept() {
    return concept;
  }
}
