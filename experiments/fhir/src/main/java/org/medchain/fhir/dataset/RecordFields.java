package org.medchain.fhir.dataset;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.util.FhirTerser;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** What a record needs of a resource, as HAPI reads it. */
record RecordFields(IBaseResource resource, ElementPaths paths) {
  private static final int MAX_DESCRIPTION = 200;

  /** Where a type has it: the first of these that is there counts. */
  private static final Map<String, ElementPaths> PATHS =
      Map.of(
          "Encounter",
          new ElementPaths(
              "period",
              "participant.individual serviceProvider",
              "",
              "type serviceType reasonCode"),
          "DiagnosticReport",
          new ElementPaths(
              "effective[x] issued", "resultsInterpreter performer", "encounter", "code"),
          "DocumentReference",
          new ElementPaths(
              "date context.period", "author authenticator", "context.encounter", "type category"),
          "ImagingStudy",
          new ElementPaths(
              "started", "interpreter referrer", "encounter", "procedureCode modality"));

  /** Of what is no record. */
  static final RecordFields NONE = new RecordFields(new Basic(), new ElementPaths("", "", "", ""));

  private static final FhirTerser TERSER = FhirContext.forR4Cached().newTerser();

  /** What a record does not need may be wrong in people's files. */
  private static final IParser PARSER =
      FhirContext.forR4Cached()
          .newJsonParser()
          .setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());

  /**
   * Elements of a type, with blanks between them.
   *
   * @param times when it was made
   * @param doctors who made it
   * @param encounters that it belongs to
   * @param words what it is
   */
  record ElementPaths(String times, String doctors, String encounters, String words) {}

  /** Of a type whose resources are no records nothing is read. */
  static RecordFields of(String type, String json) {
    return PATHS.containsKey(type)
        ? new RecordFields(PARSER.parseResource(json), PATHS.get(type))
        : NONE;
  }

  private Stream<IBase> at(String elements) {
    return elements.isEmpty()
        ? Stream.empty()
        : Stream.of(elements.split(" "))
            .flatMap(each -> TERSER.getValues(resource, each, IBase.class).stream());
  }

  Stream<Reference> references(String elements) {
    return at(elements).map(Reference.class::cast);
  }

  /** As written. */
  Optional<String> time() {
    return at(paths.times())
        .map(each -> each instanceof Period period ? period.getStartElement() : each)
        .flatMap(each -> filled(((Type) each).primitiveValue()))
        .findFirst();
  }

  /** In people's words, else in a terminology's, else the code. */
  Optional<String> words() {
    return at(paths.words())
        .map(each -> each instanceof Coding coding ? new CodeableConcept(coding) : each)
        .map(CodeableConcept.class::cast)
        .flatMap(
            each ->
                Stream.of(
                        filled(each.getText()),
                        each.getCoding().stream().flatMap(code -> filled(code.getDisplay())),
                        each.getCoding().stream().flatMap(code -> filled(code.getCode())))
                    .flatMap(words -> words))
        .findFirst()
        .map(text -> text.substring(0, text.offsetByCodePoints(0, shown(text))));
  }

  private static int shown(String text) {
    return Math.min(MAX_DESCRIPTION, text.codePointCount(0, text.length()));
  }

  private static Stream<String> filled(String text) {
    return Stream.ofNullable(text).filter(each -> !each.isBlank());
  }
}
