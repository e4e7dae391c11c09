package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medchain.checkout.Repository;

/**
 * A small project with the real script and the real launcher in it, three modules of one class, and
 * a stand-in for Maven that trusts times of change even more than Maven does: what was compiled
 * once is never compiled again, unless it is deleted.
 */
record Checkout(Path home) {
  static final String CORE = "reference-node/core/src/main/java/Word.java";
  static final String CLI = "experiments/cli/src/main/java/org/medchain/experiments/Medchain.java";
  private static final String SOURCES = "experiments/launcher/src/main/java/org/medchain/launcher";
  private static final Path REAL = Repository.ROOT;

  private static final String MAVEN =
      """
      #!/bin/sh
      set -e
      echo "$*" >>maven-calls
      while [ "$1" != -pl ]; do shift; done
      for module in reference-node/core "$2"; do
        quick=$module/target/quick
        mkdir -p $quick
        if [ ! -d $quick/classes ]; then
          find $module/src/main/java -name '*.java' >$quick/sources
          if ! "$JAVA_HOME/bin/javac" -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -d $quick/classes \\
            -cp reference-node/core/target/quick/classes @$quick/sources; then
            rm -rf $quick/classes
            echo '[INFO] no news'
            echo '[ERROR] it does not compile -> [Help 1]'
            echo '[ERROR] advice'
            exit 1
          fi
        fi
        (cd $quick && "$JAVA_HOME/bin/jar" cf ${module##*/}.jar -C classes .)
      done
      printf '%s' "$PWD/reference-node/core/target/quick/core.jar" >$2/target/quick/classpath.txt
      """;

  private static Checkout built;

  /** How a command ended. */
  record Ended(int code, String out, String err) {}

  /**
   * One that was built, under a name that shells stumble over. All tests share it: they copy it, or
   * run what is built in it.
   */
  static synchronized Checkout built() throws IOException, InterruptedException {
    if (built == null) {
      Path folder = Files.createTempDirectory("checkout");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      Checkout made = create(Files.createDirectories(folder.resolve("the first, it's \"here\"")));
      Ended ended = made.run("check");
      assertThat(ended.err()).contains("medchain: building experiments/cli for the first time");
      assertThat(ended.out()).startsWith("cli first|check ");
      built = made;
    }
    return built;
  }

  private static void delete(Path folder) {
    try {
      WholeFolder.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes one that was never built. */
  static Checkout create(Path home) throws IOException {
    Checkout checkout = new Checkout(home.toRealPath());
    checkout.write("pom.xml", pom("medchain", modules(), ""));
    checkout.write("reference-node/core/pom.xml", pom("medchain-core", "", ""));
    String needs =
        "<dependencies><dependency><groupId>org.medchain</groupId>"
            + "<artifactId>medchain-core</artifactId></dependency></dependencies>";
    checkout.write("experiments/cli/pom.xml", pom("medchain-cli", "", needs));
    checkout.write("incentive-model/study/pom.xml", pom("medchain-study", "", needs));
    checkout.write("experiments/cluster/pom.xml", pom("medchain-cluster", "", needs));
    checkout.write(CORE, word("first"));
    checkout.write(CLI, main("cli"));
    checkout.write(CLI.replace("experiments/cli", "incentive-model/study"), main("study"));
    checkout.write(CLI.replace("experiments/cli", "experiments/cluster"), main("cluster"));
    checkout.write("bin/mvn", MAVEN);
    Files.createDirectories(checkout.home.resolve(SOURCES));
    try (Stream<Path> sources = Files.list(REAL.resolve(SOURCES))) {
      for (Path each : sources.toList()) {
        Files.copy(each, checkout.home.resolve(SOURCES).resolve(each.getFileName()));
      }
    }
    Path script = checkout.home.resolve("experiments/medchain");
    Files.copy(REAL.resolve("experiments/medchain"), script, StandardCopyOption.COPY_ATTRIBUTES);
    checkout.home.resolve("bin/mvn").toFile().setExecutable(true);
    return checkout;
  }

  private static String modules() {
    return "<modules><module>reference-node/core</module><module>experiments/cli</module>"
        + "<module>incentive-model/study</module><module>experiments/cluster</module></modules>";
  }

  private static String pom(String artifact, String modules, String dependencies) {
    return "<project><groupId>org.medchain</groupId><artifactId>%s</artifactId>%s%s</project>\n"
        .formatted(artifact, modules, dependencies);
  }

  /** The core's one class. */
  static String word(String word) {
    return "public class Word { public static String word() { return \"" + word + "\"; } }\n";
  }

  /** Prints its name, the core's word and its arguments; the last of them is its exit code. */
  static String main(String name) {
    return """
    package org.medchain.experiments;
    public class Medchain {
      public static void main(String[] args) throws Exception {
        System.out.print("%s " + Class.forName("Word").getMethod("word").invoke(null));
        for (String each : args) System.out.print("|" + each);
        System.out.println(" " + (Runtime.getRuntime().maxMemory() >> 20));
        System.err.println(System.getProperty("medchain.home"));
        if (args.length > 0 && args[0].equals("read")) System.in.transferTo(System.out);
        if (args.length > 0) System.exit(args[args.length - 1].equals("7") ? 7 : 0);
      }
    }
    """
        .formatted(name);
  }

  Path script() {
    return home.resolve("experiments/medchain");
  }

  /** Writes a file, with a time of change long before any build. */
  void write(String path, String text) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
  }

  /** All of it, including build output. */
  Checkout copyTo(Path other) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path each : files.toList()) {
        Path copy = other.resolve(home.relativize(each).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(each, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return new Checkout(other.toRealPath());
  }

  /** How often the stand-in for Maven was called. */
  long builds() throws IOException {
    Path calls = home.resolve("maven-calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  Ended run(String... words) throws IOException, InterruptedException {
    return run(List.of(), Map.of(), script(), words);
  }

  /**
   * Runs a script.
   *
   * @param shell what runs it; nothing: the system does
   * @param settings of the environment, beside a JDK and the stand-in for Maven
   */
  Ended run(List<String> shell, Map<String, String> settings, Path script, String... words)
      throws IOException, InterruptedException {
    ProcessBuilder builder = command(shell, settings, script, words);
    Path err = Files.createTempFile(home.getParent(), "err", "");
    builder.redirectError(err.toFile());
    Process process = builder.start();
    process.getOutputStream().write("typed".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      String errors =
          Files.readString(err)
              .lines()
              .filter(line -> !line.startsWith("NOTE: Picked up"))
              .reduce("", (all, line) -> all + line + "\n");
      return new Ended(code, said, errors);
    }
  }

  /** The same, to be started. */
  ProcessBuilder command(
      List<String> shell, Map<String, String> settings, Path script, String... words) {
    List<String> command = new ArrayList<>(shell);
    command.add(script.toString());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.getParent().toFile());
    Map<String, String> environment = new TreeMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    // The commands are tiny, and their JVM's own start is most of what they take.
    environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    environment.putAll(settings);
    List.of("MEDCHAIN_HEAP", "CLASSPATH").forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    return builder;
  }
}
