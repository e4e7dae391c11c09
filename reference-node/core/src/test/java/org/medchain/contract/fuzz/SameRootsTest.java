package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.medchain.contract.MedicalModules;
import org.medchain.data.Block;

/** CON-15: one root on machines of other languages, zones, hash codes and orders of collections. */
@Tag("model")
class SameRootsTest {
  private static final int ORDERS = 1_200;
  private static final int WORLDS = 12;
  private static final int MACHINES = 6;

  private static final List<String> TURKISH =
      List.of(
          "-Duser.language=tr",
          "-Duser.country=TR",
          "-Duser.timezone=Asia/Kathmandu",
          "-Dfile.encoding=ISO-8859-1",
          "-XX:hashCode=2");
  private static final List<String> EGYPTIAN =
      List.of(
          "-Duser.language=ar",
          "-Duser.country=EG",
          "-Duser.timezone=Pacific/Apia",
          "-Dfile.encoding=UTF-16BE",
          "-XX:hashCode=0");

  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("same-roots");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }

  @Example
  void everyOperationGivesThemOnEveryMachine() throws IOException, InterruptedException {
    List<List<Integer>> operations = new ArrayList<>();
    Path file = folder.resolve("blocks.txt");
    Files.write(file, blocks(operations));
    List<String> here = roots(output(List.of("-XX:hashCode=5"), file));
    List<String> turkish = output(TURKISH, file);
    List<String> egyptian = output(EGYPTIAN, file);
    for (int i = 0; i < MACHINES && order(egyptian).equals(order(turkish)); i++) {
      egyptian = output(EGYPTIAN, file);
    }
    assertThat(turkish.getFirst()).startsWith("tr-TR Asia/Kathmandu ").endsWith(" identity true");
    assertThat(egyptian.getFirst()).startsWith("ar-EG Pacific/Apia ").endsWith(" identity false");
    assertThat(order(egyptian)).isNotEqualTo(order(turkish));
    for (int i = 0; i < operations.size(); i++) {
      assertThat(List.of(turkish.get(i + 1), egyptian.get(i + 1)))
          .as("after a block with operations %s", operations.get(i))
          .containsOnly(here.get(i));
    }
    assertThat(turkish).hasSize(operations.size() + 1);
  }

  /** The file's lines, and of each block the operations in it. */
  private static List<String> blocks(List<List<Integer>> operations) {
    ContractFuzzer fuzzer = new ContractFuzzer(0);
    List<String> lines = new ArrayList<>();
    for (long seed = 1; seed <= WORLDS && !neverDone(fuzzer).isEmpty(); seed++) {
      lines.add("world " + seed);
      for (Block each : fuzzer.play(seed, ORDERS)) {
        lines.add(each.encoded().toHex());
        operations.add(each.transactions().stream().map(one -> one.kind()).distinct().toList());
      }
    }
    assertThat(neverDone(fuzzer)).as("operations without a block").isEmpty();
    return lines;
  }

  private static List<String> neverDone(ContractFuzzer fuzzer) {
    return fuzzer.tallies().entrySet().stream()
        .filter(each -> each.getValue().succeeded() == 0)
        .map(Map.Entry::getKey)
        .map(number -> MedicalModules.REGISTRY.operation(number).orElseThrow().name())
        .toList();
  }

  private static String order(List<String> output) {
    return output.getFirst().split(" ", -1)[2];
  }

  private static List<String> roots(List<String> output) {
    return output.subList(1, output.size());
  }

  private static List<String> output(List<String> options, Path file)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UnlockExperimentalVMOptions"));
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(RootPrinter.class.getName());
    command.add(file.toString());
    Path errors = Files.createTempFile(folder, "machine", ".err");
    Process child = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    List<String> lines;
    try (Stream<String> output = child.inputReader(StandardCharsets.US_ASCII).lines()) {
      lines = output.toList();
    }
    assertThat(child.waitFor()).as(Files.readString(errors)).isZero();
    return lines;
  }
}
