package org.medchain.cluster.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM with the quick compiler alone knows that it is one, and makes others so. */
class C1AloneTest {
  private static final int WITH_C1 = 41;

  /** Ends with a code that tells how its JVM compiles, and what it was told. */
  static final class Child {
    private Child() {}

    public static void main(String[] words) {
      boolean alike = C1OnlyJvm.currentOptions().equals(List.of("-XX:TieredStopAtLevel=1"));
      System.exit(C1OnlyJvm.isCurrentJvm() && alike ? WITH_C1 + words.length : 1);
    }
  }

  @Test
  void aJvmBesideThisOneHasC1Alone() throws Exception {
    assertThat(C1OnlyJvm.run(List.of(Child.class.getName(), "one", "two"))).isEqualTo(WITH_C1 + 2);
  }

  @Test
  void othersAreStartedLikeThisOne() {
    boolean told =
        ManagementFactory.getRuntimeMXBean()
            .getInputArguments()
            .contains("-XX:TieredStopAtLevel=1");
    assertThat(C1OnlyJvm.isCurrentJvm()).isEqualTo(told);
    assertThat(C1OnlyJvm.currentOptions()).hasSize(told ? 1 : 0);
  }
}
