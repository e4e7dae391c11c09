package org.medchain.incentive;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** INC-9: the game is built only on this layer and the data layer. */
@AnalyzeClasses(
    packages = "org.medchain.incentive",
    importOptions = ImportOption.DoNotIncludeTests.class)
class IncentiveLayerTest {
  @ArchTest
  static final ArchRule USES_ONLY_THE_DATA_LAYER =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.medchain.incentive", "org.medchain.data..", "java..");
}
