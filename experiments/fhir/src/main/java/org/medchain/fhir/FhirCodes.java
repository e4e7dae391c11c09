package org.medchain.fhir;

import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.codesystems.V3ActReason;
import org.hl7.fhir.r4.model.codesystems.V3ParticipationType;
import org.medchain.contract.consent.Purpose;

/** Codes of HL7 and DICOM for what a ledger says. */
final class FhirCodes {
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
  private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

  private FhirCodes() {}

  static CodeableConcept concept(Coding coding) {
    return new CodeableConcept().addCoding(coding);
  }

  private static Coding hl7(String system, String code, String display) {
    return new Coding(TERMINOLOGY + system, code, display);
  }

  /** A consent about who sees what, not about treatment or research. */
  static Coding privacyScope() {
    return hl7("consentscope", "patient-privacy", "Privacy Consent");
  }

  /** Consent to access to information. */
  static Coding informationAccess() {
    return hl7("v3-ActCode", "INFA", "information access");
  }

  /** Nothing is allowed but what a consent allows. */
  static Coding optIn() {
    return hl7("v3-ActCode", "OPTIN", "opt-in");
  }

  static Coding accessAction() {
    return hl7("consentaction", "access", "Access");
  }

  /** To show it to others. */
  static Coding discloseAction() {
    return hl7("consentaction", "disclose", "Disclose");
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

  /** Who gets the information. */
  static Coding recipient() {
    V3ParticipationType type = V3ParticipationType.IRCP;
    return new Coding(type.getSystem(), type.toCode(), type.getDisplay());
  }

  static Coding patientRecord() {
    return new Coding(DICOM, "110110", "Patient Record");
  }

  static Coding emergencyOverride() {
    return new Coding(DICOM, "110127", "Emergency Override Started");
  }

  static Coding systemObject() {
    return hl7("audit-entity-type", "2", "System Object");
  }

  static Coding person() {
    return hl7("audit-entity-type", "1", "Person");
  }

  static Coding patientRole() {
    return hl7("object-role", "1", "Patient");
  }

  static Coding reportRole() {
    return hl7("object-role", "3", "Report");
  }

  static Coding ledgerEntryRole() {
    return hl7("object-role", "4", "Domain Resource");
  }
}
