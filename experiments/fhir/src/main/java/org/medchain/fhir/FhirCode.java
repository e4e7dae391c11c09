package org.medchain.fhir;

import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.codesystems.V3ActReason;
import org.hl7.fhir.r4.model.codesystems.V3ParticipationType;
import org.medchain.contract.consent.Purpose;

/** Codes of HL7 and DICOM for what a ledger says. */
enum FhirCode {
  /** A consent about who sees what, not about treatment or research. */
  PRIVACY_SCOPE(Terminology.HL7 + "consentscope", "patient-privacy", "Privacy Consent"),
  /** Consent to access to information. */
  INFORMATION_ACCESS(Terminology.HL7 + "v3-ActCode", "INFA", "information access"),
  /** Nothing is allowed but what a consent allows. */
  OPT_IN(Terminology.HL7 + "v3-ActCode", "OPTIN", "opt-in"),
  ACCESS(Terminology.HL7 + "consentaction", "access", "Access"),
  /** To show it to others. */
  DISCLOSE(Terminology.HL7 + "consentaction", "disclose", "Disclose"),
  /** Who gets the information. */
  RECIPIENT(
      V3ParticipationType.IRCP.getSystem(),
      V3ParticipationType.IRCP.toCode(),
      V3ParticipationType.IRCP.getDisplay()),
  PATIENT_RECORD(Terminology.DICOM, "110110", "Patient Record"),
  EMERGENCY_OVERRIDE(Terminology.DICOM, "110127", "Emergency Override Started"),
  SYSTEM_OBJECT(Terminology.HL7 + "audit-entity-type", "2", "System Object"),
  PERSON(Terminology.HL7 + "audit-entity-type", "1", "Person"),
  PATIENT_ROLE(Terminology.HL7 + "object-role", "1", "Patient"),
  REPORT_ROLE(Terminology.HL7 + "object-role", "3", "Report"),
  LEDGER_ENTRY_ROLE(Terminology.HL7 + "object-role", "4", "Domain Resource");

  private static final class Terminology {
    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
  }

  private final String system;
  private final String code;
  private final String display;

  FhirCode(String system, String code, String display) {
    this.system = system;
    this.code = code;
    this.display = display;
  }

  Coding coding() {
    return new Coding(system, code, display);
  }

  CodeableConcept concept() {
    return new CodeableConcept().addCoding(coding());
  }

  /** Why a reader reads; the ledger's codes are those of HL7. */
  static Coding purpose(Purpose purpose) {
    try {
      V3ActReason reason = V3ActReason.fromCode(purpose.name());
      return new Coding(reason.getSystem(), reason.toCode(), reason.getDisplay());
    } catch (FHIRException e) {
      throw new IllegalStateException(purpose + " is no code of HL7 v3 ActReason", e);
    }
  }
}
