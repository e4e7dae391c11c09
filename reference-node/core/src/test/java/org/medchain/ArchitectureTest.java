package org.medchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.planted.Breaks;

/** CONS-2: layer order and purity, tried on the core and on planted classes that break each. */
class ArchitectureTest {
  private static final String CORE = "org.medchain";
  private static final String PLANTED = "org.medchain.planted";

  private static JavaClasses core;
  private static JavaClasses planted;

  @BeforeAll
  static void importClasses() {
    core = CoreClasses.read(CORE);
    planted = new ClassFileImporter().importPackages(PLANTED);
  }

  static Set<String> rules() {
    return CoreRules.of(CORE).keySet();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theCoreKeeps(String rule) {
    List<String> violations =
        CoreRules.of(CORE).get(rule).evaluate(core).getFailureReport().getDetails();
    assertThat(violations).isEmpty();
  }

  /** Each planted class is found by its rule, and by no other: every rule is needed. */
  @ParameterizedTest
  @MethodSource("rules")
  void exactlyThePlantedClassesBreak(String rule) {
    String report = CoreRules.of(PLANTED).get(rule).evaluate(planted).getFailureReport().toString();
    List<String> expected = new ArrayList<>();
    List<String> accused = new ArrayList<>();
    for (JavaClass each : planted) {
      if (each.isAnnotatedWith(Breaks.class) && names(report, each)) {
        accused.add(each.getFullName());
      }
      if (isSaidToBreak(each, rule)) {
        expected.add(each.getFullName());
      }
    }
    assertThat(expected).isNotEmpty();
    assertThat(accused).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(report).doesNotContain("Harmless");
  }

  /** Whether the report names this class and not just one whose name begins like it. */
  private static boolean names(String report, JavaClass type) {
    return Pattern.compile(Pattern.quote(type.getFullName()) + "(?![A-Za-z])")
        .matcher(report)
        .find();
  }

  private static boolean isSaidToBreak(JavaClass type, String rule) {
    return type.isAnnotatedWith(Breaks.class)
        && type.getAnnotationOfType(Breaks.class).value().equals(rule);
  }

  @Test
  void theCoreHasAllLayers() {
    for (String layer : CoreRules.LAYERS) {
      assertThat(core.stream().filter(each -> each.getPackageName().equals(CORE + "." + layer)))
          .as(layer)
          .isNotEmpty();
    }
  }
}
