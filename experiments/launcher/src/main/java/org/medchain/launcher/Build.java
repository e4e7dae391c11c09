package org.medchain.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
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

  /** Work that only one launcher of a checkout does at a time. */
  interface Alone<T> {
    T run() throws IOException, InterruptedException, Stop;
  }

  /** The class path of a module that is as its sources are. */
  ClassPath classPath(String module) throws IOException, InterruptedException, Stop {
    Optional<ClassPath> fresh = ClassPath.fresh(home, module);
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
    // Who had to wait for another's build finds its work done.
    return alone(
        module,
        () -> {
          Optional<ClassPath> done = ClassPath.fresh(home, module);
          return done.isPresent() ? done.get() : build(module, maven);
        });
  }

  /** Does something with the lock of the checkout held. */
  <T> T alone(String module, Alone<T> work) throws IOException, InterruptedException, Stop {
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
    try (channel;
        var held = channel.lock()) {
      return held.isValid() ? work.run() : null;
    }
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
    Modules modules = Modules.read(home);
    // Taken before Maven reads them: later changes then differ from the record.
    SortedMap<String, BuiltFrom> sources = BuiltFrom.now(home, modules);
    for (String each : sources.keySet()) {
      clear(each, sources.get(each));
    }
    StartArchive.clear(folder);
    Files.deleteIfExists(listing);
    maven(maven, log, module);
    if (!Files.exists(listing)) {
      throw Stop.failed("the build left no class path; its log is " + log);
    }
    for (String each : modules.closure(module)) {
      Path file = BuiltFrom.folder(home, each).resolve(BuiltFrom.FILE);
      BuiltFrom.write(file, sources.get(each).text());
    }
    ClassPath path = ClassPath.of(entries(module, Files.readString(listing)), sources);
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
    if (Child.run(builder, log, List.of()) != 0) {
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
   * Deletes output of other sources. Jars that stay are replaced by copies, so that Maven, which
   * may write into them, takes none from a medchain that still runs.
   */
  private void clear(String module, BuiltFrom now) throws IOException {
    Path folder = BuiltFrom.folder(home, module);
    if (!Files.isDirectory(folder)) {
      return;
    }
    boolean same =
        BuiltFrom.read(home, module).filter(built -> built.all().equals(now.all())).isPresent();
    if (!same) {
      for (String each : List.of(BuiltFrom.FILE, "classes", "generated-sources", "maven-status")) {
        WholeFolder.delete(folder.resolve(each));
      }
    }
    try (var files = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path jar : files) {
        if (same) {
          Path copy = folder.resolve(jar.getFileName() + ".copy");
          Files.copy(
              jar, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
          Files.move(copy, jar, StandardCopyOption.ATOMIC_MOVE);
        } else {
          Files.delete(jar);
        }
      }
    }
  }
}
