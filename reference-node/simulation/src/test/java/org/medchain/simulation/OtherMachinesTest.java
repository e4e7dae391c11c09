package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** SIM-2: the same traces on every other JDK installed, without the compiler, elsewhere. */
@Tag("process")
class OtherMachinesTest {
  /** The quickest. */
  private static final List<Integer> ONE_OF_EACH_FAULT = List.of(4, 6, 9, 10, 12, 14, 16, 19);

  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> everyOtherMachineDoes() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Path own = Path.of(System.getProperty("java.home"));
    for (Path jdk : jdksBeside(own)) {
      tests.add(child(jdk, "as it is"));
    }
    tests.add(
        DynamicTest.dynamicTest(
            own.getFileName() + ", interpreted",
            () -> assertThat(run(own, ONE_OF_EACH_FAULT, "-Xint")).isEqualTo(oneOfEachFault())));
    tests.add(
        child(
            own,
            "all identity hash codes equal",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:hashCode=2"));
    tests.add(
        child(
            own,
            "elsewhere",
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Asia/Kathmandu",
            "-Dfile.encoding=ISO-8859-1",
            "-XX:+UseSerialGC"));
    return tests;
  }

  @Test
  void ofEachFaultThereIsOne() {
    assertThat(faults(oneOfEachFault())).isEqualTo(faults(GoldenTraceTest.golden()));
  }

  @Test
  @Tag("exhaustive")
  void theInterpreterReproducesThemAll() throws IOException, InterruptedException {
    Path own = Path.of(System.getProperty("java.home"));
    assertThat(run(own, List.of(), "-Xint")).isEqualTo(GoldenTraceTest.golden());
  }

  private static List<String> oneOfEachFault() {
    List<String> golden = GoldenTraceTest.golden();
    return ONE_OF_EACH_FAULT.stream().map(seed -> golden.get(seed - 1)).toList();
  }

  private static Set<String> faults(List<String> lines) {
    Set<String> faults = new TreeSet<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      faults.add(words[1]);
      faults.add(words[3]);
    }
    return faults;
  }

  private DynamicTest child(Path jdk, String how, String... options) {
    return DynamicTest.dynamicTest(
        jdk.getFileName() + ", " + how,
        () -> assertThat(run(jdk, List.of(), options)).isEqualTo(GoldenTraceTest.golden()));
  }

  /** The lines of these seeds, by default of all, in another virtual machine. */
  private List<String> run(Path jdk, List<Integer> seeds, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin").resolve("java").toString());
    command.add("-XX:-UsePerfData");
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(GoldenTraces.class.getName());
    seeds.forEach(seed -> command.add(Integer.toString(seed)));
    Path errors = Files.createTempFile(folder, "golden-traces", ".err");
    Process child = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    List<String> lines;
    try (Stream<String> output = child.inputReader(StandardCharsets.US_ASCII).lines()) {
      lines = output.toList();
    }
    assertThat(child.waitFor()).as(() -> read(errors)).isZero();
    return lines;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JDKs from 21 on in the same folder as this one, and that of {@code JAVA_HOME}. */
  private static Set<Path> jdksBeside(Path own) throws IOException {
    Set<Path> homes = new TreeSet<>();
    File[] siblings = own.toFile().getParentFile().listFiles();
    for (File home : siblings == null ? new File[0] : siblings) {
      addJdk(homes, home.toPath());
    }
    String configured = System.getenv("JAVA_HOME");
    if (configured != null) {
      addJdk(homes, Path.of(configured));
    }
    homes.remove(own.toRealPath());
    return homes;
  }

  private static void addJdk(Set<Path> homes, Path home) throws IOException {
    Path release = home.resolve("release");
    if (Files.isExecutable(home.resolve("bin").resolve("java"))
        && Files.isRegularFile(release)
        && version(Files.readAllLines(release)) >= 21) {
      homes.add(home.toRealPath());
    }
  }

  /** The feature version in a JDK's {@code release} file; 0 if it does not say. */
  private static int version(List<String> release) {
    for (String line : release) {
      if (line.startsWith("JAVA_VERSION=\"")) {
        String version = line.substring("JAVA_VERSION=\"".length());
        return Integer.parseInt(version.split("[^0-9]", 2)[0]);
      }
    }
    return 0;
  }
}
