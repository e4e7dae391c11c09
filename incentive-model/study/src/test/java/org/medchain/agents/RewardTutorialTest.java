package org.medchain.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.tutorial.JavaTutorial;

/**
 * INC-10: another rule for rewards is a class on the class path, as the tutorial says, and ledger,
 * events and theory follow it.
 */
@Tag("statistical")
class RewardTutorialTest {
  private static final Path ROOT = Repository.ROOT;

  @TempDir Path folder;

  @Test
  void aRuleOfOnesOwnIsInForce() throws Exception {
    JavaTutorial tutorial =
        new JavaTutorial(ROOT, "reference-node/tutorials/change-the-reward.md", folder);
    assertThat(tutorial.mainFiles()).isZero();
    assertThat(tutorial.run("TryReward")).isEqualTo(tutorial.expected());
  }
}
