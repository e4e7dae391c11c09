package org.medchain.paper.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.medchain.experiments.config.Sha256;

/**
 * Where a quoted file comes from: its hash, and what the nearest manifest says of it (RES-1).
 *
 * @param path from the project's root
 * @param sha256 of its bytes, in hexadecimal digits
 * @param commit that made it; empty where nobody wrote that down
 * @param command that made it; empty where nobody wrote that down
 */
public record SourceOrigin(String path, String sha256, String commit, String command) {
  private static final List<String> MANIFESTS = List.of("manifest.json", "run.json");

  /**
   * The origin of a file.
   *
   * @throws SourceProblem if it, or its manifest, cannot be read
   */
  public static SourceOrigin of(Path home, String path) throws SourceProblem {
    Path file = home.resolve(path);
    try {
      Map<String, String> manifest = manifest(home, file.getParent());
      return new SourceOrigin(
          path,
          Sha256.hex(Files.readAllBytes(file)),
          manifest.getOrDefault("commit", ""),
          manifest.getOrDefault("command_line", ""));
    } catch (IOException e) {
      throw new SourceProblem(path + " cannot be read");
    }
  }

  /** Of the nearest folder that has one, below {@code results}. */
  private static Map<String, String> manifest(Path home, Path folder)
      throws IOException, SourceProblem {
    Path results = home.resolve("results");
    for (Path at = folder; at.startsWith(results) && !at.equals(results); at = at.getParent()) {
      for (String name : MANIFESTS) {
        Path file = at.resolve(name);
        if (Files.isRegularFile(file)) {
          String text = Files.readString(file, StandardCharsets.UTF_8);
          return SourceDocument.of(home.relativize(file).toString(), text).whole().rows().get(0);
        }
      }
    }
    return Map.of();
  }
}
