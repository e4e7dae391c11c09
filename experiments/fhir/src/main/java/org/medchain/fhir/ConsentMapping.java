package org.medchain.fhir;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.medchain.client.consent.ConsentEnd;
import org.medchain.client.consent.ConsentHistory;
import org.medchain.client.consent.GivenConsent;
import org.medchain.client.consent.LedgerPlace;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.Purpose;

/**
 * Makes a consent a FHIR Consent (PROC-17; the table is in decision 0252).
 *
 * @param history that it is from
 * @param names of things on its chain
 */
record ConsentMapping(ConsentHistory history, LedgerNames names) {
  Consent resource(GivenConsent consent) {
    Consent resource = new Consent();
    resource.setId(
        names.uuid(
            "consent",
            consent.directive().toHex(),
            consent.given().map(each -> each.transaction().toHex()).orElse("")));
    resource.addIdentifier(names.identifier(LedgerNames.DIRECTIVE, consent.directive().toHex()));
    consent.given().ifPresent(place -> addPlace(resource, place, "given"));
    consent
        .end()
        .ifPresent(
            end -> end.place().ifPresent(place -> addPlace(resource, place, words(end.cause()))));
    resource.setStatus(
        consent.isInForce(history.timeMs())
            ? Consent.ConsentState.ACTIVE
            : Consent.ConsentState.INACTIVE);
    resource.setScope(FhirCode.PRIVACY_SCOPE.concept());
    resource.addCategory(FhirCode.INFORMATION_ACCESS.concept());
    resource.setPatient(names.patient(history.owner()));
    consent
        .given()
        .ifPresent(place -> resource.setDateTimeElement(FhirTime.dateTime(place.timeMs())));
    resource.addPerformer(names.party(history, consent.givenBy()));
    resource.setPolicyRule(FhirCode.OPT_IN.concept());
    resource.setProvision(provision(consent));
    return resource;
  }

  private void addPlace(Consent resource, LedgerPlace place, String what) {
    CodeableConcept type = new CodeableConcept().setText(what);
    Identifier transaction =
        names.identifier(LedgerNames.TRANSACTION, place.transaction().toHex()).setType(type);
    resource.addIdentifier(transaction);
    resource.addIdentifier(names.place(place.height(), place.index()).setType(type.copy()));
  }

  private static String words(ConsentEnd.Cause cause) {
    return switch (cause) {
      case REVOKED -> "revoked";
      case REPLACED -> "replaced";
      case BY_ANOTHER -> "ended by another";
    };
  }

  private Consent.ProvisionComponent provision(GivenConsent consent) {
    Consent.ProvisionComponent provision = new Consent.ProvisionComponent();
    provision.setType(Consent.ConsentProvisionType.PERMIT);
    provision.setPeriod(period(consent));
    provision
        .addActor()
        .setRole(FhirCode.RECIPIENT.concept())
        .setReference(reader(consent.terms().grantee()));
    Purpose purpose = consent.terms().purpose();
    if (purpose.mayBeRead()) {
      provision.addAction(FhirCode.ACCESS.concept());
      provision.addPurpose(FhirCode.purpose(purpose));
    } else {
      provision.addAction(FhirCode.DISCLOSE.concept());
    }
    switch (consent.terms().scope()) {
      case DirectiveScope.OneRecord one ->
          provision
              .addData()
              .setMeaning(Consent.ConsentDataMeaning.INSTANCE)
              .setReference(names.record(one.record()));
      case DirectiveScope.OfType of -> provision.addClass_(type(of.dataType()));
      case DirectiveScope.AllRecords all -> {
        // Without a class or data all of the patient's records are meant.
      }
    }
    return provision;
  }

  private Reference reader(Grantee grantee) {
    return switch (grantee) {
      case Grantee.Party party -> names.participant(party.key(), history.role(party.key()));
      case Grantee.AnyOf any -> names.anyOf(any.role());
    };
  }

  /** From the order that gave it to its time, or to the order that ended it before. */
  private static Period period(GivenConsent consent) {
    Period period = new Period();
    consent.given().ifPresent(place -> period.setStartElement(FhirTime.dateTime(place.timeMs())));
    long endMs =
        consent
            .end()
            .flatMap(ConsentEnd::place)
            .map(place -> Math.min(place.timeMs(), consent.untilMs()))
            .orElse(consent.untilMs());
    if (FhirTime.isSayable(endMs)) {
      period.setEndElement(FhirTime.dateTime(endMs));
    }
    return period;
  }

  /** A type is any text, and a code has no double blanks: others are encoded, each its own way. */
  private Coding type(String dataType) {
    boolean isCode = dataType.matches("[\\p{Graph}&&[^%+]]+( [\\p{Graph}&&[^%+]]+)*");
    String code = isCode ? dataType : URLEncoder.encode(dataType, StandardCharsets.UTF_8);
    return new Coding().setSystem(names.system(LedgerNames.RECORD_TYPE)).setCode(code);
  }
}
