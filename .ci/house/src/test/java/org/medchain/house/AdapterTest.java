package org.medchain.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** PROC-17: one module knows FHIR's library, and no other module knows that one. */
class AdapterTest {
  @Test
  void onlyTheAdapterUsesHapi() {
    assertThat(MainClasses.ALL.contain("org.medchain.fhir.FhirBundleExport")).isTrue();
    noClasses()
        .that()
        .resideOutsideOfPackage("org.medchain.fhir..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ca.uhn..", "org.hl7..", "org.medchain.fhir..")
        .check(MainClasses.ALL);
  }
}
