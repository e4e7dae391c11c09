package org.medchain.cluster.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * The archive of loaded classes by which a cluster's processes begin sooner (JEP 350): one for each
 * class path and JDK, since a JVM takes no other, and writes none in place of one that does not
 * fit.
 */
public final class ClassArchive {
  private static final String PREFIX = "cluster-";
  private static final String SUFFIX = ".jsa";
  private static final int DIGITS = 16;

  private ClassArchive() {}

  /**
   * Where it is, or will be, under the project's root; those that fit no more are deleted.
   *
   * @return nothing where the class path has folders, which cannot be archived, or there is no
   *     project
   */
  public static Optional<Path> here() throws IOException {
    String home = System.getProperty("medchain.home", "");
    List<String> path = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    Path target = Path.of(home, "target");
    boolean jars = path.stream().allMatch(each -> each.endsWith(".jar"));
    if (home.isEmpty() || !jars || !Files.isWritable(target)) {
      return Optional.empty();
    }
    Path archive = target.resolve(PREFIX + fingerprint(path) + SUFFIX);
    if (!Files.exists(archive)) {
      deleteOthers(target);
    }
    return Optional.of(archive);
  }

  private static String fingerprint(List<String> path) throws IOException {
    StringBuilder text = new StringBuilder(Runtime.version().toString());
    for (String each : path) {
      Path jar = Path.of(each);
      text.append('\n').append(each);
      text.append(' ').append(Files.size(jar));
      text.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
    }
    return Hash.of(Bytes.utf8(text.toString())).toHex().substring(0, DIGITS);
  }

  private static void deleteOthers(Path target) throws IOException {
    List<Path> old;
    try (Stream<Path> all = Files.list(target)) {
      old =
          all.filter(
                  each -> {
                    String name = each.getFileName().toString();
                    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
                  })
              .toList();
    }
    for (Path each : old) {
      Files.deleteIfExists(each);
    }
  }
}
