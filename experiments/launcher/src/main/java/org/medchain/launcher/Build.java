package org.medchain.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Builds a module with Maven where its classes are not those of its sources (EXP-24). Maven itself
 * looks at times of change, so classes of other sources are deleted before it begins.
 */
record Build(Path home, Consumer<String> say) {
  /** Work that only one launcher of a checkout does at a time. */
  interface Alone<T> {
    T run() throws IOException, InterruptedException, Stop;
  }

  /** The class path of a module that is as its sources are. */
  ClassPath classPath(String module) throws IOException, InterruptedException, Stop {
    Optional<ClassPath> fresh = SourceFreshness.of(home, module);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    if (!Maven.isThere()) {
      throw Stop.refused(
          module
              + " must be built first, and there is no 'mvn' on the PATH;"
              + " install Maven 3.8.7 or newer");
    }
    // Who had to wait for another's build finds its work done.
    return alone(
        module,
        () -> {
          Optional<ClassPath> done = SourceFreshness.of(home, module);
          return done.isPresent() ? done.get() : build(module);
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

  private ClassPath build(String module) throws IOException, InterruptedException, Stop {
    Path folder = BuiltFrom.folder(home, module);
    Path log = folder.resolve("build.log");
    Path listing = folder.resolve("classpath.txt");
    boolean first = ClassPath.read(home, module).isEmpty();
    long begin = System.nanoTime();
    say.accept(
        "building %s%s (log: %s)"
            .formatted(
                module, first ? " for the first time, which may download libraries" : "", log));
    Modules modules = Modules.read(home);
    // Taken before Maven reads them: later changes then differ from the record.
    SortedMap<String, BuiltFrom> sources = BuiltFrom.now(home, modules);
    for (String each : sources.keySet()) {
      clear(each, sources.get(each));
    }
    StartArchive.clear(folder);
    Files.deleteIfExists(listing);
    if (!new Maven(home).run(log, List.of("-pl", module, "-am", "package"))) {
      Maven.lastWords(log).forEach(System.err::println);
      throw Stop.failed("the build failed; its whole log is " + log);
    }
    if (!Files.exists(listing)) {
      throw Stop.failed("the build left no class path; its log is " + log);
    }
    for (String each : modules.closure(module)) {
      sources.get(each).write(home, each);
    }
    ClassPath path = ClassPath.of(home, module, Files.readString(listing), sources);
    path.write(home, module);
    // It has this folder's name in it, and is no longer used.
    Files.delete(listing);
    say.accept("built in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + " s");
    return path;
  }

  /**
   * Deletes output of other sources. Jars that stay are replaced by copies, so that Maven, which
   * may write into them, takes none from a medchain that still runs.
   */
  private void clear(String module, BuiltFrom now) throws IOException {
    Path folder = BuiltFrom.folder(home, module);
    Optional<BuiltFrom> built = BuiltFrom.read(home, module);
    boolean same = built.isPresent() && built.get().all().equals(now.all());
    if (!Files.isDirectory(folder)) {
      return;
    }
    if (!same) {
      BuiltFrom.forget(home, module);
      for (String each : List.of("classes", "generated-sources", "maven-status")) {
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
