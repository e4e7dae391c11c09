package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.tutorial.JavaTutorial;

/** HOUSE-16: a kind of message is added in three main files, as the tutorial says. */
class MessageTutorialTest {
  private static final Path ROOT = Repository.ROOT;

  @TempDir Path folder;

  @Test
  void aKindOfMessageIsAdded() throws Exception {
    JavaTutorial tutorial =
        new JavaTutorial(ROOT, "reference-node/tutorials/add-a-message.md", folder);
    assertThat(tutorial.mainFiles()).isEqualTo(3);
    assertThat(tutorial.run("TryAbdicate")).isEqualTo(tutorial.expected());
  }
}
