package org.medchain.game;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * GAME-10: the study of the game needs no node. A game knows nothing of medchain at all; the
 * credit-point game knows the points' rules and the data that they stand in.
 */
@AnalyzeClasses(
    packages = {"org.medchain.game", "org.medchain.credit"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class GameArchitectureTest {
  private static final String GAME = "org.medchain.game..";
  private static final String CREDIT = "org.medchain.credit..";

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.medchain.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule GAMES_KNOW_NOTHING_OF_MEDCHAIN =
      noClasses().that().resideInAPackage(GAME).should().dependOnClassesThat(medchainBut(GAME));

  @ArchTest
  static final ArchRule THE_CREDIT_GAME_KNOWS_RULES_AND_DATA_ALONE =
      noClasses()
          .that()
          .resideInAPackage(CREDIT)
          .should()
          .dependOnClassesThat(
              medchainBut(GAME, CREDIT, "org.medchain.incentive..", "org.medchain.data.."));

  /** GAME-17: what is random comes from a generator with a seed that the caller told. */
  @ArchTest
  static final ArchRule NO_CLOCK_AND_NO_OTHER_RANDOMNESS =
      noClasses()
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SplittableRandom.class);

  private static DescribedPredicate<JavaClass> medchainBut(String... packages) {
    return JavaClass.Predicates.resideInAPackage("org.medchain..")
        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(packages)));
  }
}
