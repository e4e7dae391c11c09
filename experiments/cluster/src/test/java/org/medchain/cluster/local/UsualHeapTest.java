package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.launcher.NodeJvm;

/** NODE-24: all that peers can make a node keep at the default parameters fits in its heap. */
class UsualHeapTest {
  private static final Path PAGE = Repository.file("spec/memory.md");
  private static final Pattern SUM =
      Pattern.compile("- a node with PBFT, without links: ([0-9]+) MiB");

  @Test
  void theSumOfTheBoundsFits() throws IOException {
    Matcher sum = SUM.matcher(Files.readString(PAGE));
    assertThat(sum.find()).isTrue();
    assertThat(Integer.parseInt(sum.group(1))).isLessThan(NodeJvm.HEAP_MIB);
  }
}
