package org.medchain.cluster.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** CLUSTER-10: what stands on a command line. */
class ProcessTagTest {
  private static final Path OWN = Path.of("/some where/nodes/n1");

  @Test
  void itIsReadFromACommandLine() {
    ProcessTag tag = ProcessTag.fresh(OWN);
    assertThat(ProcessTag.parse("java " + tag.option() + " -Xmx1g Main")).contains(tag);
    assertThat(tag.folder()).isEqualTo(OWN);
    assertThat(tag.owner()).isEqualTo(ProcessHandle.current().pid());
    assertThat(ProcessTag.fresh(OWN).token()).isNotEqualTo(tag.token());
  }

  @Test
  void anotherCommandLineHasNone() {
    assertThat(ProcessTag.parse("java -Dmedchain.process=x|1|/a|/b| Main")).isEmpty();
    String whole = ProcessTag.fresh(OWN).option();
    // The end of a long command line is not shown.
    assertThat(ProcessTag.parse(whole.substring(0, whole.length() - 1))).isEmpty();
  }

  @Test
  void anOwnerThatBeganLaterIsNone() {
    ProcessHandle self = ProcessHandle.current();
    ProcessHandle first = self.parent().orElseThrow();
    ProcessTag ofSelf = new ProcessTag("t", first.pid(), OWN, OWN);
    assertThat(new ProcessTag.TaggedProcess(ofSelf, self).hasOwner()).isTrue();
    ProcessTag reused = new ProcessTag("t", self.pid(), OWN, OWN);
    Optional<Boolean> later =
        first
            .info()
            .startInstant()
            .flatMap(begin -> self.info().startInstant().map(begin::isBefore));
    assertThat(new ProcessTag.TaggedProcess(reused, first).hasOwner())
        .isEqualTo(!later.orElse(false));
  }
}
