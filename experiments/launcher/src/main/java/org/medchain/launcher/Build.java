package org.medchain.launcher;

import static org.medchain.launcher.PreparedBuild.BUILT_FROM;
import static org.medchain.launcher.PreparedBuild.LAUNCH;
import static org.medchain.launcher.PreparedBuild.place;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Builds a module with Maven where its classes are not those of its sources (EXP-24). Maven itself
 * looks at times of change, so classes of other sources are deleted before it begins.
 */
record Build(Path home, String module) {
  private static final String END = "-> [Help 1]";
  private static final int LAST_LINES = 20;

  /** The class path of the module as its sources are, in the form that a JVM requires. */
  String classPath() throws IOException, InterruptedException, Stop {
    List<String> entries = PreparedBuild.fresh(home, module);
    List<String> jars = entries.isEmpty() ? built() : entries;
    return String.join(
        File.pathSeparator, jars.stream().map(each -> home.resolve(each).toString()).toList());
  }

  private List<String> built() throws IOException, InterruptedException, Stop {
    Path maven =
        Tools.find("mvn")
            .orElseThrow(
                () ->
                    Stop.refused(
                        module
                            + " must be built first, and there is no 'mvn' on the PATH;"
                            + " install Maven 3.8.7 or newer"));
    Path lock = home.resolve("target").resolve("quick.lock");
    Child.endWithScript(); // The wait for another's work may be long.
    FileChannel channel;
    try {
      Files.createDirectories(at("build.log").getParent());
      Files.createDirectories(lock.getParent());
      channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw Stop.refused(module + " must be built first, and " + home + " cannot be written to");
    }
    try (channel) {
      channel.lock(); // until the channel is closed
      // A command that had to wait for another's build finds its work done.
      List<String> done = PreparedBuild.fresh(home, module);
      return done.isEmpty() ? build(maven) : done;
    }
  }

  private Path at(String file) {
    return home.resolve(place(module, file));
  }

  private List<String> build(Path maven) throws IOException, InterruptedException, Stop {
    Path log = at("build.log");
    Path listing = at("classpath.txt");
    long begin = System.nanoTime();
    String first =
        Files.exists(at(LAUNCH)) ? "" : " for the first time, which may download libraries";
    Launcher.say("building " + module + first + " (log: " + log + ")");
    // Taken before Maven reads the sources: later changes then differ from the record.
    Map<String, String> sums = PreparedBuild.sums(home, PreparedBuild.modules(home));
    clear(sums);
    Files.deleteIfExists(listing);
    maven(maven, log);
    if (!Files.exists(listing)) {
      throw Stop.failed("the build left no class path; its log is " + log);
    }
    List<String> entries = entries(Files.readString(listing));
    for (Map.Entry<String, String> each : PreparedBuild.records(module, entries, sums).entrySet()) {
      Files.writeString(home.resolve(each.getKey()), each.getValue());
    }
    // It has this folder's name in it, and is no longer used.
    Files.delete(listing);
    Launcher.say("built in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + " s");
    return entries;
  }

  /** Runs Maven with the profile {@code quick}, on this JDK, and its words in a log. */
  private void maven(Path maven, Path log) throws IOException, InterruptedException, Stop {
    ProcessBuilder builder =
        new ProcessBuilder(maven.toString(), "-B", "-ntp", "-Pquick", "-Dmaven.test.skip")
            .directory(home.toFile());
    builder.command().addAll(List.of("-pl", module, "-am", "package"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (Child.run(builder, log) != 0) {
      List<String> wrong = new ArrayList<>();
      for (String line : Files.readAllLines(log)) {
        // Behind its end comes Maven's advice on how to read its errors.
        if (!line.startsWith("[INFO]") && wrong.stream().noneMatch(each -> each.contains(END))) {
          wrong.add(line);
        }
      }
      wrong.stream().skip(Math.max(0, wrong.size() - LAST_LINES)).forEach(System.err::println);
      throw Stop.failed("the build failed; its whole log is " + log);
    }
  }

  /** The module's own jar, and what Maven listed; the project's jars from its root. */
  private List<String> entries(String listed) throws IOException, Stop {
    List<Path> jars = new ArrayList<>();
    try (var own = Files.newDirectoryStream(at("").normalize(), "*.jar")) {
      own.forEach(jars::add);
    }
    if (jars.size() != 1) {
      throw Stop.failed("the build of " + module + " left no jar");
    }
    Stream.of(listed.strip().split(File.pathSeparator, -1)).map(Path::of).forEach(jars::add);
    return jars.stream()
        .map(each -> each.startsWith(home) ? home.relativize(each) : each)
        .map(each -> each.toString().replace(File.separatorChar, '/'))
        .toList();
  }

  /**
   * Deletes output of other sources, and the jars of the last class path, so that Maven writes into
   * none of a medchain that still runs.
   */
  private void clear(Map<String, String> sums) throws IOException {
    for (Map.Entry<String, String> each : sums.entrySet()) {
      String record = place(each.getKey(), BUILT_FROM);
      Path folder = home.resolve(record).getParent();
      if (Files.isDirectory(folder) && !PreparedBuild.is(home, record, each.getValue())) {
        for (String output : List.of(BUILT_FROM, "classes", "generated-sources", "maven-status")) {
          WholeFolder.delete(folder.resolve(output));
        }
      }
    }
    for (String each : PreparedBuild.last(home, module)) {
      if (!Path.of(each).isAbsolute() && each.contains("/target/")) {
        Files.deleteIfExists(home.resolve(each));
      }
    }
  }
}
