package org.medchain.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.codesystems.V3ActReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.client.consent.ConsentExport;
import org.medchain.client.consent.ConsentHistory;
import org.medchain.client.consent.GivenConsent;
import org.medchain.client.consent.LedgerPlace;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;

/** PROC-17: what a ledger tells of consent is in the bundle, each thing once, and nothing else. */
class FhirBundleExportTest {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  private static <T> List<T> resources(Bundle bundle, Class<T> type) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static String value(List<Identifier> identifiers, String system) {
    return identifiers.stream()
        .filter(each -> each.getSystem().endsWith(":" + system))
        .map(Identifier::getValue)
        .findFirst()
        .orElse("");
  }

  @Property(tries = 200, seed = "17")
  void everyConsentAndEveryReadIsThereOnce(@ForAll long seed) {
    ConsentHistory history = SampleHistories.of(seed);
    Bundle bundle = FhirBundleExport.bundle(history);
    List<Consent> consents = resources(bundle, Consent.class);
    List<AuditEvent> events = resources(bundle, AuditEvent.class);
    assertThat(consents).hasSameSizeAs(history.consents());
    assertThat(events).hasSameSizeAs(history.reads());
    assertThat(bundle.getEntry()).hasSize(consents.size() + events.size());
    assertThat(bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getFullUrl))
        .doesNotHaveDuplicates()
        .allMatch(url -> url.matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab].*"));
    for (int i = 0; i < consents.size(); i++) {
      requireSame(history, history.consents().get(i), consents.get(i));
    }
    for (int i = 0; i < events.size(); i++) {
      requireSame(history.reads().get(i), events.get(i));
    }
  }

  private static void requireSame(ConsentHistory history, GivenConsent consent, Consent resource) {
    assertThat(value(resource.getIdentifier(), "directive"))
        .isEqualTo(consent.terms().id().toHex());
    assertThat(value(resource.getIdentifier(), "transaction"))
        .isEqualTo(
            consent
                .given()
                .or(() -> consent.end().flatMap(end -> end.place()))
                .map(place -> place.transaction().toHex())
                .orElse(""));
    assertThat(resource.getStatus() == Consent.ConsentState.ACTIVE)
        .isEqualTo(consent.end().isEmpty() && history.timeMs() < consent.untilMs());
    boolean reads = consent.terms().purpose().mayBeRead();
    assertThat(resource.getProvision().getActionFirstRep().getCodingFirstRep().getCode())
        .isEqualTo(reads ? "access" : "disclose");
    assertThat(resource.getProvision().getPurpose().stream().map(Coding::getCode).toList())
        .isEqualTo(reads ? List.of(consent.terms().purpose().name()) : List.of());
    assertThat(resource.hasDateTime()).isEqualTo(consent.given().isPresent());
    assertThat(Optional.ofNullable(resource.getDateTime()).map(Date::toInstant))
        .isEqualTo(consent.given().map(LedgerPlace::timeMs).map(Instant::ofEpochMilli));
  }

  private static void requireSame(AccessEntry read, AuditEvent event) {
    assertThat(event.getRecorded().toInstant()).isEqualTo(Instant.ofEpochMilli(read.timeMs()));
    assertThat(event.getOutcome().toCode()).isEqualTo(read.answer().granted() ? "0" : "4");
    assertThat(event.getOutcomeDesc()).isEqualTo(read.answer().words());
    assertThat(event.getAgentFirstRep().getWho().getIdentifier().getValue())
        .isEqualTo(read.reader().value().toHex());
    assertThat(event.getAgentFirstRep().getPurposeOfUseFirstRep().getCodingFirstRep().getCode())
        .isEqualTo(read.purpose().name());
    assertThat(event.getEntityFirstRep().getWhat().getIdentifier().getValue())
        .isEqualTo(read.record().toHex());
    assertThat(event.getEntity().get(2).getWhat().getIdentifier().getValue())
        .isEqualTo(read.height() + "." + read.index());
    assertThat(
            event.getEntity().get(2).getDetail().stream()
                .filter(each -> each.getType().equals("points"))
                .map(each -> each.getValue().primitiveValue())
                .toList())
        .isEqualTo(read.price() > 0 ? List.of(String.valueOf(read.price())) : List.of());
    assertThat(event.hasSubtype()).isEqualTo(read.answer() == ReadAnswer.BREAK_GLASS);
  }

  @Property(tries = 200, seed = "18")
  void aStrictParserReadsTheSameBack(@ForAll long seed) {
    ConsentHistory history = SampleHistories.of(seed);
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    String text = new FhirBundleExport().export(history).text();
    Bundle back = parser.parseResource(Bundle.class, text);
    Bundle made = FhirBundleExport.bundle(history);
    assertThat(back.getTimestamp()).isEqualTo(made.getTimestamp());
    assertThat(back.getEntry()).hasSameSizeAs(made.getEntry());
    for (int i = 0; i < made.getEntry().size(); i++) {
      Resource first = made.getEntry().get(i).getResource();
      Resource second = back.getEntry().get(i).getResource();
      assertThat(second.getIdElement().getIdPart()).endsWith(first.getIdElement().getIdPart());
      // A parser gives a resource the whole address as its id.
      second.setIdElement(first.getIdElement());
      assertThat(second.equalsDeep(first)).as(text).isTrue();
    }
    assertThat(new FhirBundleExport().export(history).text()).isEqualTo(text);
  }

  /** Keys, ids and hashes of the ledger, and words of the terminologies; nobody's name. */
  @Property(tries = 100, seed = "19")
  void nothingIsThereThatTheLedgerDoesNotShow(@ForAll long seed) {
    ConsentHistory history = SampleHistories.of(seed);
    String text = new FhirBundleExport().export(history).text();
    assertThat(text).doesNotContainPattern("\"(name|birthDate|telecom|address|div|extension)\"");
    String told = history + " " + history.consents().stream().map(GivenConsent::directive).toList();
    assertThat(digits(told)).containsAll(digits(text));
  }

  private static Set<String> digits(String text) {
    Set<String> found = new HashSet<>();
    for (Matcher each = DIGITS.matcher(text); each.find(); ) {
      found.add(each.group());
    }
    return found;
  }

  /** So `patient export` finds it without knowing it. */
  @Test
  void theParticipantsModuleFindsItAsAService() {
    assertThat(ServiceLoader.load(ConsentExport.class))
        .hasAtLeastOneElementOfType(FhirBundleExport.class);
  }

  @ParameterizedTest
  @EnumSource(value = Purpose.class, names = "DISCLOSE", mode = EnumSource.Mode.EXCLUDE)
  void everyPurposeIsACodeOfHl7(Purpose purpose) throws Exception {
    assertThat(FhirCode.purpose(purpose).getSystem())
        .isEqualTo("http://terminology.hl7.org/CodeSystem/v3-ActReason");
    assertThat(FhirCode.purpose(purpose).getCode()).isEqualTo(purpose.name());
    assertThat(FhirCode.purpose(purpose).getDisplay())
        .isEqualTo(V3ActReason.fromCode(purpose.name()).getDisplay())
        .isNotBlank();
  }
}
