package org.medchain.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;

/** SCH-7, FAULT-18: the defects that show in the harness, each by the seed of the table. */
@Tag("mutation")
class PlantedDefectsTest {
  private static final Path HOME = Repository.ROOT;

  @TempDir Path folder;

  @Test
  void eachIsShownByItsSeedAndTheUnchangedCodeIsNot() throws Exception {
    List<SourceMutant> mutants =
        SourceMutant.readAll(HOME.resolve("spec/mutants")).stream()
            .filter(each -> each.host() == MutantHost.SIMULATION)
            .toList();
    List<String[]> rows =
        Files.readAllLines(HOME.resolve("results/mutants").resolve(MutantHost.SIMULATION.table()))
            .stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .filter(row -> row[0].startsWith("M"))
            .toList();
    assertThat(rows)
        .extracting(row -> row[0])
        .containsExactlyElementsOf(mutants.stream().map(SourceMutant::id).toList());
    for (int i = 0; i < rows.size(); i++) {
      long seed = Long.parseLong(rows.get(i)[3]);
      Path classes = mutants.get(i).compile(HOME, folder.resolve(mutants.get(i).id()));
      assertThat(found(classes, seed)).as(mutants.get(i).id()).isPresent();
      assertThat(SimulatedSearch.finding(seed)).isEmpty();
    }
  }

  @Test
  void theUnchangedCodeRaisesNoAlarm() {
    assertThat(LongStream.rangeClosed(1, 12).mapToObj(SimulatedSearch::finding))
        .allMatch(Optional::isEmpty);
    // An adversary that has forgotten all blocks has to propose one all the same.
    assertThat(SimulatedSearch.finding(5_232)).isEmpty();
  }

  /** What the search finds with these classes first on the class path. */
  private static Optional<?> found(Path classes, long seed)
      throws IOException, ReflectiveOperationException {
    List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    ClassLoader jdk = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), jdk)) {
      return (Optional<?>)
          loader
              .loadClass(SimulatedSearch.class.getName())
              .getMethod("finding", long.class)
              .invoke(null, seed);
    }
  }
}
