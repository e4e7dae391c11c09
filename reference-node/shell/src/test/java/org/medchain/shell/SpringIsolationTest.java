package org.medchain.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The node and all under it know nothing of Spring, nor of the shell (OPS-13). */
@Tag("process")
class SpringIsolationTest {
  @Test
  void onlyTheShellUsesSpring() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.medchain");

    assertThat(all.contain("org.medchain.node.operations.AdminEndpoint")).isTrue();
    noClasses()
        .that()
        .resideOutsideOfPackage("org.medchain.shell..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "de.codecentric..", "org.medchain.shell..")
        .check(all);
  }
}
