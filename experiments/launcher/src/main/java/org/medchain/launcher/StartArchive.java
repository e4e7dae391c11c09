package org.medchain.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Classes as a JVM keeps them, by which the next ones begin sooner: for the processes of a cluster,
 * which begin many at a time, a start is rehearsed once (JEP 350; from JDK 25 on compiled code is
 * kept too, JEP 515). Without an archive, all works.
 */
final class StartArchive {
  private static final int KEEPS_PROFILES = 25;
  private static final String NAME = "start-";

  private final Path home;
  private final Path folder;
  private final ClassPath path;
  private final Consumer<String> say;

  StartArchive(Path home, String module, ClassPath path, Consumer<String> say) {
    this.home = home;
    this.folder = BuiltFrom.folder(home, module);
    this.path = path;
    this.say = say;
  }

  /** Deletes all, and the libraries that a rehearsal unpacked. */
  static void clear(Path folder) throws IOException {
    WholeFolder.delete(folder.resolve("native"));
    clear(folder, NAME);
  }

  private static void clear(Path folder, String beginning) throws IOException {
    try (var files = Files.newDirectoryStream(folder, beginning + "*")) {
      for (Path each : files) {
        Files.delete(each);
      }
    }
  }

  /** The options of a JVM of the cluster's; the rehearsal is done where it was not. */
  List<String> options(List<String> options) throws IOException, InterruptedException, Stop {
    boolean profiles = Runtime.version().feature() >= KEEPS_PROFILES;
    Path archive = folder.resolve(ofThisJdk() + sum() + (profiles ? ".aot" : ".jsa"));
    if (!Files.exists(archive) && Files.isWritable(folder)) {
      String make = profiles ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
      Build build = new Build(home, say);
      build.alone(
          home.relativize(folder.getParent().getParent()).toString(),
          () -> {
            if (!Files.exists(archive)) {
              rehearse(archive, make, options);
            }
            return archive;
          });
    }
    List<String> found = new ArrayList<>();
    if (Files.exists(archive) && Files.size(archive) > 0) {
      found.add("-Dmedchain.start_cache=" + archive);
      found.add((profiles ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
      found.add("-Xlog:disable"); // a mismatch needs no message
    }
    if (holds("*rocksdbjni*")) {
      found.add("-Djava.library.path=" + folder.resolve("native"));
    }
    if (holds("*amazonCorretto*")) {
      found.add("-Dcom.amazon.corretto.crypto.provider.useExternalLib=true");
    }
    return found;
  }

  /** Each JDK has its own, so that to use two of them in turn costs no rehearsals. */
  private static String ofThisJdk() {
    return NAME + Contents.of(System.getProperty("java.vm.version")) + "-";
  }

  /** A JVM ignores an archive of other jars, or of jars of another time or place. */
  private String sum() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path jar : path.jars(home)) {
      all.append('\n').append(jar).append(' ').append(Files.size(jar));
      all.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
    }
    return Contents.of(all.toString());
  }

  private void rehearse(Path archive, String make, List<String> options)
      throws IOException, InterruptedException {
    Path log = folder.resolve("start.log");
    say.accept(
        "rehearsing the start of a cluster, so that the next ones are quick (log: %s)"
            .formatted(log));
    clear(folder, ofThisJdk());
    Path cluster = folder.resolve("rehearsal");
    WholeFolder.delete(cluster);
    Path part = folder.resolve(ofThisJdk() + "part");
    List<String> command = new ArrayList<>();
    command.add(Plan.tool("java"));
    command.addAll(options);
    command.add("-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider");
    command.addAll(List.of(make + part, "-Xmx1g", "-cp", path.text(home)));
    command.add("org.medchain.cluster.TrainingRun");
    command.addAll(List.of(cluster.toString(), folder.resolve("native").toString()));
    Path config =
        folder.resolve(part.getFileName() + ".config"); // a JVM's, on the way to the archive
    int exit = Child.run(new ProcessBuilder(command), log, List.of(cluster, part, config));
    if (exit == 0 && Files.exists(part)) {
      Files.move(part, archive);
    } else {
      say.accept("that failed: starts take longer");
      Files.deleteIfExists(part);
      Files.write(archive, new byte[0]); // not tried again
    }
    WholeFolder.delete(cluster);
  }

  private boolean holds(String glob) throws IOException {
    Path libraries = folder.resolve("native");
    if (!Files.isDirectory(libraries)) {
      return false;
    }
    try (var files = Files.newDirectoryStream(libraries, glob)) {
      return files.iterator().hasNext();
    }
  }
}
