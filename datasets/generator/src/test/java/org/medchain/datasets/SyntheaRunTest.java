package org.medchain.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run of Synthea may depend on. */
class SyntheaRunTest {
  private static final String ROW_OF_46_TO_65 = "[428]";

  @Test
  void aTableWithTwoRowsForAPersonAlwaysGivesTheSame() throws Exception {
    assertThat(found(SyntheaRun.REPRODUCIBLE)).isEqualTo(ROW_OF_46_TO_65);
  }

  @Test
  void withoutTheOptionsItDependsOnTheJvm() throws Exception {
    assertThat(found(List.of())).isEqualTo("[428, 530]");
  }

  private static String found(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(AmbiguousTable.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return printed;
  }
}
