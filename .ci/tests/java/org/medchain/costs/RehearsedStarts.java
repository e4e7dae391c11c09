package org.medchain.costs;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Gives nodes that tests start the classes that one rehearsal left (JEP 350; from JDK 25 on linked,
 * JEP 483 and 514): half of what such a process takes is its start. The module {@code
 * experiments/cluster} has the rehearsal and, once it is packaged, the jars; the first module that
 * needs it makes the archive, those after it use the same one.
 *
 * <p>An archive fits a class path that begins with the one that it was made with. So that class
 * path goes before this JVM's own in what this JVM says is its class path, which processes are
 * started with. Where something is missing, all is as without it, and takes longer.
 */
public final class RehearsedStarts implements TestExecutionListener {
  /** Names the build folder of {@code experiments/cluster}; empty where no node is started. */
  static final String CLUSTER = "medchain.test.starts";

  private static final String CLASS_PATH = "java.class.path";
  private static final boolean LINKED = Runtime.version().feature() >= 25;
  private static final long TIMEOUT_S = 300;

  /** A JVM may be given one test plan a class. */
  private static boolean begun;

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    String name = System.getProperty(CLUSTER, "");
    if (name.isEmpty() || begun) {
      return;
    }
    begun = true;
    Path cluster = Path.of(name).toAbsolutePath().normalize();
    try {
      List<String> jars = jars(cluster);
      if (jars.isEmpty()) {
        return;
      }
      Path archive = archive(cluster.resolve("rehearsed-starts"), jars);
      if (Files.size(archive) > 0) {
        System.setProperty("medchain.start_cache", archive.toString());
        String all = String.join(File.pathSeparator, jars);
        System.setProperty(
            CLASS_PATH, all + File.pathSeparator + System.getProperty(CLASS_PATH, ""));
      }
    } catch (IOException e) {
      System.err.println("no rehearsed starts: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of the cluster and what it needs; none where one of them is not packaged. */
  private static List<String> jars(Path cluster) throws IOException {
    Path list = cluster.resolve("classpath.txt");
    List<String> jars = new ArrayList<>(List.of(cluster + "/medchain-cluster.jar"));
    if (Files.exists(list)) {
      jars.addAll(List.of(Files.readString(list).strip().split(File.pathSeparator, -1)));
    }
    boolean packaged = jars.size() > 1 && jars.stream().allMatch(RehearsedStarts::isJar);
    return packaged ? jars : List.of();
  }

  private static boolean isJar(String name) {
    return name.endsWith(".jar") && Files.isRegularFile(Path.of(name));
  }

  /** Empty where it could not be made, so that this is not tried by each module. */
  private static Path archive(Path folder, List<String> jars)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path archive = folder.resolve(LINKED ? "classes.aot" : "classes.jsa");
    Path stamp = folder.resolve("archive-of.txt");
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      String of = of(jars);
      boolean there = lock.isValid() && Files.exists(archive) && Files.exists(stamp);
      if (!there || !Files.readString(stamp).equals(of)) {
        Files.deleteIfExists(archive);
        rehearse(folder, archive, jars);
        Files.writeString(stamp, of);
      }
    }
    return archive;
  }

  /** A JVM takes no archive of other jars, or of jars of another time. */
  private static String of(List<String> jars) throws IOException {
    StringBuilder text = new StringBuilder(System.getProperty("java.vm.version")).append('\n');
    for (String each : jars) {
      text.append(each).append(' ').append(Files.getLastModifiedTime(Path.of(each))).append('\n');
    }
    return text.toString();
  }

  private static void rehearse(Path folder, Path archive, List<String> jars)
      throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory("rehearsal");
    Path cluster = temporary.resolve("cluster");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add((LINKED ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
    command.addAll(List.of("-Xlog:disable", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g", "--enable-native-access=ALL-UNNAMED"));
    command.add("-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider");
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, jars)));
    command.add("org.medchain.cluster.TrainingRun");
    command.add(cluster.toString());
    Process rehearsal =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    boolean well = rehearsal.waitFor(TIMEOUT_S, TimeUnit.SECONDS) && rehearsal.exitValue() == 0;
    rehearsal.destroyForcibly().waitFor();
    delete(temporary);
    if (!well || !Files.exists(archive)) {
      System.err.println("no rehearsed starts: see " + folder.resolve("log.txt"));
      Files.write(archive, new byte[0]);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.toList();
    }
    for (Path each : files.reversed()) { // what a folder holds comes before it
      Files.delete(each);
    }
  }
}
