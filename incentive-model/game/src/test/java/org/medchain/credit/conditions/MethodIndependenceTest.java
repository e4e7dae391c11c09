package org.medchain.credit.conditions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.credit.check.SecondMethods;

/**
 * GAME-12: closed forms and second methods share no function, so that one does not repeat the
 * other's error.
 */
class MethodIndependenceTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPackages(
              "org.medchain.credit",
              "org.medchain.game",
              "org.medchain.incentive",
              "org.medchain.data");

  private static final Set<String> SETTING =
      Set.of(
          "org.medchain.credit.CreditParameters",
          "org.medchain.credit.Parameter",
          "org.medchain.credit.ParameterDomain",
          "org.medchain.credit.RuleParameterUpdate",
          "org.medchain.incentive.RewardRule");

  /** What an accepted record pays is the setting too, though a function gives it (INC-10). */
  private static final Set<String> REWARDS = Set.of("rewardOf", "firstReward", "lastingReward");

  @Test
  void theSecondMethodsKnowNeitherFormulasNorGames() {
    noClasses()
        .that()
        .resideInAPackage("org.medchain.credit.check")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.medchain.credit.conditions",
            "org.medchain.credit.strategy",
            "org.medchain.credit.budget",
            "org.medchain.game.equilibrium..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "org.medchain.credit.(OutcomeProbabilities|CashPayoffs|VotePayoffs|VoteCountDistribution|CreditGames)")
        .check(CLASSES);
  }

  @Test
  void noFunctionIsReachedFromBoth() {
    Set<String> second = reached(method(CLASSES.get(SecondMethods.class), "of"));
    assertThat(second).hasSizeGreaterThan(3 * Conditions.all().size());
    List<JavaMethod> closedForms =
        Stream.of(
                UploadConditions.class,
                CommitteeConditions.class,
                IdentityConditions.class,
                CashConditions.class)
            .flatMap(each -> CLASSES.get(each).getMethods().stream())
            .filter(each -> each.getRawReturnType().isEquivalentTo(ClosedForm.class))
            .toList();
    assertThat(closedForms).hasSameSizeAs(Conditions.all());
    for (JavaMethod each : closedForms) {
      Set<String> first = reached(each);
      assertThat(first).as(each.getName()).hasSizeGreaterThan(3);
      first.retainAll(second);
      assertThat(first).as(each.getName()).isEmpty();
    }
  }

  private static JavaMethod method(JavaClass in, String name) {
    return in.getMethods().stream()
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** All methods of this project that are called, except for those that say what the setting is. */
  private static Set<String> reached(JavaMethod from) {
    Set<String> reached = new TreeSet<>();
    Deque<JavaCodeUnit> open = new ArrayDeque<>(Set.of(from));
    while (!open.isEmpty()) {
      JavaCodeUnit unit = open.pop();
      Set<JavaCodeUnit> called = new HashSet<>();
      unit.getCallsFromSelf()
          .forEach(call -> call.getTarget().resolveMember().ifPresent(called::add));
      unit.getCodeUnitReferencesFromSelf()
          .forEach(ref -> ref.getTarget().resolveMember().ifPresent(called::add));
      for (JavaCodeUnit each : called) {
        boolean own = each.getOwner().getName().startsWith("org.medchain.");
        if (own && !saysTheSetting(each) && reached.add(each.getFullName())) {
          open.push(each);
        }
      }
    }
    return reached;
  }

  /** Numbers of the setting, and what both methods are handed over in. */
  private static boolean saysTheSetting(JavaCodeUnit unit) {
    JavaClass owner = unit.getOwner();
    return SETTING.contains(owner.getName())
        || (owner.getPackageName().equals("org.medchain.incentive")
            && (isComponent(unit) || REWARDS.contains(unit.getName())));
  }

  private static boolean isComponent(JavaCodeUnit unit) {
    return unit.getRawParameterTypes().isEmpty()
        && unit.getOwner().tryGetField(unit.getName()).isPresent();
  }
}
