package org.medchain.spec;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import tlc2.tool.management.TLCStandardMBean;
import util.TLAFlightRecorder;

/** Starts JVMs for TLC; a first run leaves classes in an archive (JEP 350, 483, 514). */
final class TlcJvm {
  private static final Path FOLDER = Path.of("target", "tlc-start").toAbsolutePath();
  private static final Path JAR = FOLDER.resolve("measured-tlc.jar");
  private static final boolean LINKED = Runtime.version().feature() >= 25;
  private static final Path ARCHIVE = FOLDER.resolve(LINKED ? "classes.aot" : "classes.jsa");

  /** For small models: little is compiled, once, and states stay in the heap. */
  static final List<String> SMALL =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=10",
          "-Dtlc2.tool.fp.FPSet.impl=tlc2.tool.fp.MemFPSet");

  /** What stands before TLC's classes on the class path, and in the archive. */
  private static final List<Class<?>> OWN =
      List.of(MeasuredTlc.class, TLAFlightRecorder.class, TLCStandardMBean.class);

  /** Has something of everything that the models have, so that no class is missing. */
  private static final String MODULE =
      """
      ---- MODULE Start ----
      EXTENDS Integers, Sequences, FiniteSets, TLC
      CONSTANTS a, b, Few
      VARIABLES at, seen, said
      Both == Permutations({a, b})
      RECURSIVE Sum(_)
      Sum(s) == IF s = << >> THEN 0 ELSE s[1] + Sum(SubSeq(s, 2, Len(s)))
      Init == at = [r \\in {a, b} |-> 0] /\\ seen = {} /\\ said = << >>
      Step(r) ==
        /\\ at[r] < Few
        /\\ at' = [at EXCEPT ![r] = @ + 1]
        /\\ \\E x \\in SUBSET {r} : seen' = seen \\cup {<<y, at[r]>> : y \\in x}
        /\\ said' = IF Len(said) < 1 THEN Append(said, at[r]) ELSE said
      Next == \\E r \\in {a, b} : Step(r)
      Spec == Init /\\ [][Next]_<<at, seen, said>>
      Small == Cardinality(seen) <= 2 * Few /\\ \\A s \\in seen : s[2] >= 0
      Known == LET all == UNION {{s[2]} : s \\in seen}
               IN CASE all = {} -> TRUE [] OTHER -> (CHOOSE x \\in all : TRUE) \\in 0..Few
      Ends == Sum(said) = 0 /\\ Cardinality(seen) < 3
      ====
      """;

  private static final String CONFIG =
      """
      SPECIFICATION Spec
      CONSTANTS
        a = a
        b = b
        Few = 2
      SYMMETRY Both
      INVARIANTS Small Known Ends
      CHECK_DEADLOCK FALSE
      """;

  private static final List<String> START = start();

  private TlcJvm() {}

  /** The command as far as TLC's own arguments. */
  static List<String> command(Path temporary, List<String> options) {
    return command(temporary, START, options);
  }

  private static List<String> command(Path temporary, List<String> start, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // One worker and a small heap: more threads only cost CPU time.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:-UsePerfData");
    command.addAll(start);
    command.addAll(options);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", JAR + File.pathSeparator + place(tlc2.TLC.class)));
    command.add(MeasuredTlc.class.getName());
    return command;
  }

  /** Rebuilds the archive: the one of an older build may have other classes. */
  private static List<String> start() {
    try {
      Files.createDirectories(FOLDER);
      pack();
      Files.deleteIfExists(ARCHIVE);
      Path module = Files.writeString(FOLDER.resolve("Start.tla"), MODULE);
      Path config = Files.writeString(FOLDER.resolve("Start.cfg"), CONFIG);
      String make = LINKED ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
      List<String> command = command(FOLDER, List.of(make + ARCHIVE, "-Xlog:disable"), SMALL);
      command.addAll(List.of("-workers", "1", "-metadir", FOLDER.resolve("states").toString()));
      command.addAll(List.of("-config", config.toString(), module.toString()));
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolve("output.txt").toFile())
              .start();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // A JVM that could not make one, or finds that it does not fit, goes without.
    String use = LINKED ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
    return Files.exists(ARCHIVE) ? List.of(use + ARCHIVE, "-Xlog:disable") : List.of();
  }

  /** Only classes from jars can be in the archive. */
  private static void pack() throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(JAR))) {
      for (Class<?> own : OWN) {
        for (Class<?> each : own.getNestMembers()) {
          String name = each.getName().replace('.', '/') + ".class";
          try (InputStream bytes = TlcJvm.class.getResourceAsStream("/" + name)) {
            jar.putNextEntry(new JarEntry(name));
            bytes.transferTo(jar);
          }
        }
      }
    }
  }

  /** The folder or jar that a class comes from. */
  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
