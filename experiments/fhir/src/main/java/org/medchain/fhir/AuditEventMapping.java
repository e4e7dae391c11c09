package org.medchain.fhir;

import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.medchain.client.consent.ConsentHistory;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.engine.Role;

/**
 * Makes a line of an audit trail a FHIR AuditEvent (PROC-17; the table is in decision 0252).
 *
 * @param history that it is from
 * @param names of things on its chain
 */
record AuditEventMapping(ConsentHistory history, LedgerNames names) {
  AuditEvent resource(AccessEntry read) {
    AuditEvent event = new AuditEvent();
    event.setId(names.uuid("read", history.owner().value().toHex(), String.valueOf(read.number())));
    event.setType(FhirCode.PATIENT_RECORD.coding());
    if (read.answer() == ReadAnswer.BREAK_GLASS) {
      event.addSubtype(FhirCode.EMERGENCY_OVERRIDE.coding());
    }
    event.setAction(AuditEvent.AuditEventAction.R);
    event.setRecordedElement(FhirTime.instant(read.timeMs()));
    event.setOutcome(
        read.answer().granted()
            ? AuditEvent.AuditEventOutcome._0
            : AuditEvent.AuditEventOutcome._4);
    event.setOutcomeDesc(read.answer().words());
    event.addPurposeOfEvent(new CodeableConcept(FhirCode.purpose(read.purpose())));
    addReader(event, read);
    event.getSource().setObserver(names.ledger());
    event
        .addEntity()
        .setWhat(names.record(read.record()))
        .setType(FhirCode.SYSTEM_OBJECT.coding())
        .setRole(FhirCode.REPORT_ROLE.coding());
    event
        .addEntity()
        .setWhat(names.patient(history.owner()))
        .setType(FhirCode.PERSON.coding())
        .setRole(FhirCode.PATIENT_ROLE.coding());
    addPlace(event, read);
    return event;
  }

  private void addReader(AuditEvent event, AccessEntry read) {
    AuditEvent.AuditEventAgentComponent agent = event.addAgent();
    agent.setType(FhirCode.RECIPIENT.concept());
    history.role(read.reader()).ifPresent(role -> agent.addRole(role(role)));
    agent.setWho(names.party(history, read.reader()));
    agent.setRequestor(true);
    agent.addPurposeOfUse(new CodeableConcept(FhirCode.purpose(read.purpose())));
  }

  private CodeableConcept role(Role role) {
    return new CodeableConcept(new Coding(names.system(LedgerNames.ROLE), role.name(), null));
  }

  /** An AuditEvent has no identifiers of its own: its place on the ledger is one of its objects. */
  private void addPlace(AuditEvent event, AccessEntry read) {
    AuditEvent.AuditEventEntityComponent entry =
        event
            .addEntity()
            .setWhat(new Reference().setIdentifier(names.place(read.height(), read.index())))
            .setType(FhirCode.SYSTEM_OBJECT.coding())
            .setRole(FhirCode.LEDGER_ENTRY_ROLE.coding());
    addDetail(entry, "line", String.valueOf(read.number()));
    if (read.price() > 0) {
      addDetail(entry, "points", String.valueOf(read.price()));
    }
    history.block(read).ifPresent(hash -> addDetail(entry, LedgerNames.BLOCK, hash.toHex()));
    history
        .transaction(read)
        .ifPresent(id -> addDetail(entry, LedgerNames.TRANSACTION, id.toHex()));
  }

  private static void addDetail(
      AuditEvent.AuditEventEntityComponent entry, String type, String value) {
    entry.addDetail().setType(type).setValue(new StringType(value));
  }
}
