package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.config.Sha256;

/**
 * SHA-256 over everything but the config that a result depends on: the main sources and poms of the
 * modules that run, and the data set. With the config's hash it names a run's folder, so a result
 * is taken up again only by the code that would give it again (EXP-8, decision 0063).
 */
public final class CodeHash {
  private static final String[] FOLDERS = {"experiments", "pow-vs-pbft", "reference-node"};

  private CodeHash() {}

  /**
   * 64 hexadecimal digits.
   *
   * @param home the project's root
   * @param dataset the data set's file, from the root
   */
  public static String of(Path home, String dataset) throws Refusal {
    Map<String, Path> files = new TreeMap<>();
    try {
      for (String folder : FOLDERS) {
        collect(home, home.resolve(folder), files);
      }
      files.put("pom.xml", home.resolve("pom.xml"));
      files.put(dataset, home.resolve(dataset));
      return hash(files);
    } catch (IOException e) {
      throw new Refusal(
          String.valueOf(e.getMessage()).replaceAll("\\s+", " ")
              + ": cannot be read; a run needs medchain's sources and the data set");
    }
  }

  private static void collect(Path home, Path top, Map<String, Path> files) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skipped = name.equals("target") || folder.endsWith(Path.of("src", "test"));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // The same names on every system, so the same hash.
            String name = home.relativize(file).toString().replace('\\', '/');
            if (name.contains("/src/main/") || name.endsWith("/pom.xml")) {
              files.put(name, file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String hash(Map<String, Path> files) throws IOException {
    MessageDigest digest = Sha256.digest();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      byte[] bytes = Files.readAllBytes(file.getValue());
      // Name and length first: no two sets of files give the same bytes.
      digest.update((file.getKey() + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
