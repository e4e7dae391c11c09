package org.medchain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link ModelChecker} makes of TLC's many ways to end. */
class ModelCheckerTest {
  /** A clock that may stop, and never shows 7. */
  private static final String CLOCK =
      """
      ---- MODULE Clock ----
      EXTENDS Naturals
      VARIABLE hour
      Spec == hour = 0 /\\ [][hour' = (hour + 1) % 3]_hour
      NeverTwo == hour # 2
      Ends == <>(hour = 2)
      Stays == <>[](hour = 0)
      ====
      """;

  @TempDir private Path folder;

  private ModelChecker.Result check(String module, String config) throws IOException {
    Path tla = Files.writeString(folder.resolve("Clock.tla"), module);
    Path cfg = Files.writeString(folder.resolve("Clock.cfg"), "SPECIFICATION Spec\n" + config);
    return ModelChecker.check("Clock", tla, cfg);
  }

  /** Not to end well is not to have found a violation. */
  @Test
  void aModuleThatDoesNotParseViolatesNothing() throws IOException {
    assertThat(check("---- MODULE Clock ----\nx ==", "").verdict()).isEqualTo("error 150");
  }

  @Test
  void anInvariantIsNamed() throws IOException {
    assertThat(check(CLOCK, "INVARIANTS\n  NeverTwo").verdict()).isEqualTo("violates NeverTwo");
  }

  /** TLC does not say which property it is, so it must be the only one. */
  @Test
  void aPropertyIsNamedIfItIsTheOnlyOne() throws IOException {
    String only = "PROPERTY Ends\nCHECK_DEADLOCK FALSE";
    assertThat(check(CLOCK, only).verdict()).isEqualTo("violates Ends");
    assertThat(check(CLOCK, "PROPERTIES\n  Ends\n  Stays").verdict()).isEqualTo("error 13");
  }
}
