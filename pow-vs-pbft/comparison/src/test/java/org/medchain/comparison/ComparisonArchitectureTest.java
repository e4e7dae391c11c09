package org.medchain.comparison;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.SplittableRandom;

/** CMP-1: what could make two runs of one cell differ is not there; packages have no cycles. */
@AnalyzeClasses(
    packages = "org.medchain.comparison",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ComparisonArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.medchain.(**)").should().beFreeOfCycles();

  private static final String[] MEDCHAIN = {
    "org.medchain.data..",
    "org.medchain.consensus..",
    "org.medchain.contract..",
    "org.medchain.simulation.."
  };

  /** A config names faults and behaviours in the words of those that have them. */
  @ArchTest
  static final ArchRule CONFIG_KNOWS_NOTHING_OF_MEDCHAIN_BUT_FAULTS =
      noClasses()
          .that()
          .resideInAPackage("..config..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(MEDCHAIN)
                  .and(resideOutsideOfPackage("org.medchain.simulation.fault")));

  @ArchTest
  static final ArchRule THEORY_AND_METRICS_KNOW_NOTHING_OF_MEDCHAIN =
      noClasses()
          .that()
          .resideInAnyPackage("..theory..", "..metrics..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(MEDCHAIN).or(resideInAPackage("org.medchain.adversary..")));

  @ArchTest
  static final ArchRule NO_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule NO_RANDOMNESS_BUT_THE_SIMULATIONS_STREAMS =
      noClasses()
          .should()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SplittableRandom.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.UUID");

  @ArchTest
  static final ArchRule NO_THREADS_AND_NO_UNORDERED_COLLECTIONS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.HashMap")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.HashSet");
}
