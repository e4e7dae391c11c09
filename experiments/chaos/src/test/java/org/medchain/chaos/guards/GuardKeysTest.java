package org.medchain.chaos.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SCH-12: the guards of the committed table are those of the code as it is. */
@Tag("mutation")
final class GuardKeysTest {
  private static final String AGAIN = "experiments/medchain guards rewrites the table";

  @TempDir private Path folder;

  private static Path home() {
    Path home = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(home.resolve("spec/requirements"))) {
      home = home.getParent();
    }
    return home;
  }

  @Test
  void everyGuardHasARowAndEveryRowAGuard() throws IOException {
    ModuleLayout layout = ModuleLayout.of(home(), "");
    Map<String, Guard> today = new TreeMap<>();
    layout.guards().forEach(each -> today.put(GuardTable.key(each), each));
    Set<String> rows = GuardTable.caught(layout.table()).keySet();

    Set<String> gone = new TreeSet<>(rows);
    gone.removeAll(today.keySet());
    assertThat(gone).as("rows without a guard; " + AGAIN).isEmpty();

    today.keySet().removeAll(rows);
    Map<String, String> sources = layout.sources();
    List<String> missing =
        today.values().stream()
            .filter(each -> compiles(layout, sources, each))
            .map(Guard::toString)
            .toList();
    assertThat(missing).as("guards without a row; " + AGAIN).isEmpty();
  }

  /** A guard without which the code does not compile has no row: it is needed in any case. */
  private boolean compiles(ModuleLayout layout, Map<String, String> sources, Guard guard) {
    Map<String, String> changed =
        Map.of(guard.file(), guard.removedFrom(sources.get(guard.file())));
    try {
      return JavaSources.compile(changed, layout.classPath(), Optional.empty(), folder).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
