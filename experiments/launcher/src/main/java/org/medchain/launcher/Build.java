package org.medchain.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds a module with Maven where its classes are not those of its sources (EXP-24). Maven itself
 * looks at times of change, so classes of other sources are deleted before it begins.
 */
record Build(Path home, Consumer<String> say) {
  private static final String END = "-> [Help 1]";
  private static final int LAST_LINES = 20;

  /** The class path of a module that is as its sources are. */
  ClassPath classPath(String module) throws IOException, InterruptedException, Stop {
    Optional<ClassPath> fresh = fresh(module);
    if (fresh.isPresent()) {
      return fresh.get();
    }
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
      Files.createDirectories(BuiltFrom.folder(home, module));
      Files.createDirectories(lock.getParent());
      channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw Stop.refused(module + " must be built first, and " + home + " cannot be written to");
    }
    try (channel) {
      channel.lock(); // until the channel is closed
      // A command that had to wait for another's build finds its work done.
      Optional<ClassPath> done = fresh(module);
      return done.isPresent() ? done.get() : build(module, maven);
    }
  }

  private Optional<ClassPath> fresh(String module) throws IOException {
    return ClassPath.last(home, module).filter(each -> each.isFresh(home));
  }

  private ClassPath build(String module, Path maven)
      throws IOException, InterruptedException, Stop {
    Path folder = BuiltFrom.folder(home, module);
    Path log = folder.resolve("build.log");
    Path listing = folder.resolve("classpath.txt");
    Path record = folder.resolve(ClassPath.FILE);
    long begin = System.nanoTime();
    String first = Files.exists(record) ? "" : " for the first time, which may download libraries";
    say.accept("building " + module + first + " (log: " + log + ")");
    // Taken before Maven reads the sources: later changes then differ from the record.
    Map<String, String> sums = new TreeMap<>();
    for (String each : BuiltFrom.modules(home)) {
      sums.put(each, BuiltFrom.now(home, each));
    }
    clear(module, sums);
    Files.deleteIfExists(listing);
    maven(maven, log, module);
    if (!Files.exists(listing)) {
      throw Stop.failed("the build left no class path; its log is " + log);
    }
    ClassPath path = ClassPath.of(entries(module, Files.readString(listing)), sums);
    for (String each : ClassPath.modules(path.entries())) {
      BuiltFrom.write(BuiltFrom.folder(home, each).resolve(BuiltFrom.FILE), sums.get(each));
    }
    BuiltFrom.write(record, path.text());
    // It has this folder's name in it, and is no longer used.
    Files.delete(listing);
    say.accept("built in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + " s");
    return path;
  }

  /** Runs Maven with the profile {@code quick}, on this JDK, and its words in a log. */
  private void maven(Path maven, Path log, String module)
      throws IOException, InterruptedException, Stop {
    ProcessBuilder builder =
        new ProcessBuilder(maven.toString(), "-B", "-ntp", "-Pquick", "-Dmaven.test.skip")
            .directory(home.toFile());
    builder.command().addAll(List.of("-pl", module, "-am", "package"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (Child.run(builder, log) != 0) {
      List<String> wrong = Files.readAllLines(log);
      wrong.removeIf(line -> line.startsWith("[INFO]"));
      // Behind it comes Maven's advice on how to read its errors.
      int end = wrong.indexOf(wrong.stream().filter(it -> it.contains(END)).findFirst().orElse(""));
      wrong.subList(end < 0 ? wrong.size() : end + 1, wrong.size()).clear();
      wrong.stream().skip(Math.max(0, wrong.size() - LAST_LINES)).forEach(System.err::println);
      throw Stop.failed("the build failed; its whole log is " + log);
    }
  }

  /** The module's own jar, and what Maven listed; the project's jars from its root. */
  private List<String> entries(String module, String listed) throws IOException, Stop {
    List<Path> jars = new ArrayList<>();
    try (var own = Files.newDirectoryStream(BuiltFrom.folder(home, module), "*.jar")) {
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
  private void clear(String module, Map<String, String> sums) throws IOException {
    for (Map.Entry<String, String> each : sums.entrySet()) {
      Path folder = BuiltFrom.folder(home, each.getKey());
      if (Files.isDirectory(folder) && !BuiltFrom.is(home, each.getKey(), each.getValue())) {
        for (String output : List.of(BuiltFrom.FILE, "classes", "generated-sources")) {
          WholeFolder.delete(folder.resolve(output));
        }
        WholeFolder.delete(folder.resolve("maven-status"));
      }
    }
    Optional<ClassPath> last = ClassPath.last(home, module);
    for (String each : last.map(ClassPath::entries).orElse(List.of())) {
      if (!Path.of(each).isAbsolute() && each.contains("/target/")) {
        Files.deleteIfExists(home.resolve(each));
      }
    }
  }
}
