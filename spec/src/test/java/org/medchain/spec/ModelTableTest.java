package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;

/** The committed table, every configuration and every case are of each other. */
class ModelTableTest {
  private static List<ModelTest> tests;
  private static List<Case> cases;

  /** The cases of all classes that extend {@link ModelTest}: there is no list to keep. */
  @BeforeAll
  static void find() throws ReflectiveOperationException {
    Set<JavaClass> classes =
        new ClassFileImporter()
            .importPackages(ModelTest.class.getPackageName())
            .get(ModelTest.class)
            .getAllSubclasses();
    Stream.Builder<ModelTest> found = Stream.builder();
    for (JavaClass each : classes) {
      Class<?> type = each.reflect();
      if (!Modifier.isAbstract(type.getModifiers())) {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        found.add((ModelTest) constructor.newInstance());
      }
    }
    tests = found.build().toList();
    cases =
        tests.stream()
            .flatMap(each -> Stream.concat(each.cases().stream(), each.largeCases().stream()))
            .toList();
  }

  @Test
  void noTwoCasesAreTheSameRow() {
    assertThat(cases.stream().map(Case::key)).doesNotHaveDuplicates();
  }

  /** {@code -Drewrite} removes rows without a check and adds missing ones. */
  @Test
  void everyCaseIsARowAndNothingElseIs() {
    Set<String> keys = cases.stream().map(Case::key).collect(Collectors.toSet());
    if (ModelTable.REWRITE) {
      ModelTable.COMMITTED.retain(row -> keys.contains(row.key()));
    } else {
      assertThat(ModelTable.COMMITTED.rows().stream().map(ModelTable.Row::key))
          .as(ModelTable.HOW_TO_REWRITE)
          .containsExactlyInAnyOrderElementsOf(keys);
    }
  }

  /** The large ones too, which the build does not check each time. */
  @Test
  void theTableHasWhatTheCasesExpect() {
    List<ModelTable.Row> rows = ModelTable.COMMITTED.rows();
    for (Case each : cases) {
      assertThat(rows)
          .as(ModelTable.HOW_TO_REWRITE)
          .filteredOn(row -> row.key().equals(each.key()))
          .allSatisfy(
              row -> {
                assertThat(row.verdict()).isEqualTo(each.expected());
                assertThat(row.bounds()).isEqualTo(each.bounds());
                if (each.distinctStates() > 0) {
                  assertThat(row.distinctStates()).isEqualTo(Long.toString(each.distinctStates()));
                }
              });
    }
  }

  @Test
  void theRowsAreOfTheModelsAsTheyAre() {
    for (ModelTest test : ModelTable.REWRITE ? List.<ModelTest>of() : tests) {
      for (Case each : test.cases()) {
        assertThat(ModelTable.COMMITTED.row(each))
            .as(each.key() + ": " + ModelTable.HOW_TO_REWRITE)
            .hasValueSatisfying(
                row -> assertThat(row.inputs()).isEqualTo(ModelInputs.of(test, each)));
      }
    }
  }

  /** A configuration that no test runs would rot. */
  @Test
  void everyConfigurationIsChecked() throws IOException {
    Set<String> checked =
        cases.stream()
            .map(each -> each.file().getFileName().toString())
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(Repository.file("spec/tla"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".cfg"))
          .isSubsetOf(checked);
    }
  }
}
