package org.medchain.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No module knows anything of Spring or of the shell but the shell itself (OPS-13). */
class SpringIsolationTest {
  @Test
  void onlyTheShellUsesSpring() {
    assertThat(MainClasses.ALL.contain("org.medchain.node.operations.AdminEndpoint")).isTrue();
    assertThat(MainClasses.ALL.contain("org.medchain.shell.NodeShellFactory")).isTrue();
    noClasses()
        .that()
        .resideOutsideOfPackage("org.medchain.shell..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "de.codecentric..", "org.medchain.shell..")
        .check(MainClasses.ALL);
  }
}
