package org.medchain.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The licences of the libraries: as the SBOM names them, and the texts in the jars.
 *
 * @param names of licences by the beginning of a jar's name
 */
record LibraryLicences(Map<String, String> names) {
  private static final String FOLDER = "licences/";
  private static final String HEAD =
      """
      # Licences of the libraries in lib/

      As sbom.json names them; the texts are those that the jars hold. medchain itself: LICENSE.

      | library | licence | texts |
      |---|---|---|
      """;
  private static final String NOT_TOLD = "not told";
  private static final Pattern TEXT =
      Pattern.compile(
          "(?i)(?:META-INF/)?(?:licen[cs]es?/)?(?:licen[cs]e|notice|copying|about)[^/]*"
              + "(?:\\.(?:txt|md|html))?");

  /**
   * Of an SBOM by CycloneDX.
   *
   * @throws IOException if it is something else
   */
  static LibraryLicences of(Path sbom) throws IOException {
    Map<String, String> names = new LinkedHashMap<>();
    try {
      JsonNode components = JsonMapper.shared().readTree(Files.readString(sbom)).path("components");
      for (JsonNode each : components) {
        String jar = each.path("name").asString("") + "-" + each.path("version").asString("");
        names.put(jar, licences(each.path("licenses")));
      }
    } catch (JacksonException e) {
      throw new IOException(sbom + " is no SBOM", e);
    }
    if (names.isEmpty()) {
      throw new IOException(sbom + " lists no library");
    }
    return new LibraryLicences(names);
  }

  private static String licences(JsonNode licences) {
    List<String> words = new ArrayList<>();
    for (JsonNode each : licences) {
      JsonNode licence = each.path("license");
      words.add(
          licence.isMissingNode()
              ? each.path("expression").asString(NOT_TOLD)
              : licence.path("id").asString(licence.path("name").asString(NOT_TOLD)));
    }
    return words.isEmpty() ? NOT_TOLD : String.join(", ", words);
  }

  /** The licence of a jar; that of the longest name where several fit. */
  String of(String jar) {
    String base = jar.replaceFirst("\\.jar$", "");
    return names.keySet().stream()
        .filter(each -> base.equals(each) || base.startsWith(each + "-"))
        .max(Comparator.comparingInt(String::length))
        .map(names::get)
        .orElse(NOT_TOLD);
  }

  /** A table of all libraries, and the texts that their jars hold. */
  SortedMap<String, ReleaseEntry> entries(SortedMap<String, Path> libraries) throws IOException {
    SortedMap<String, ReleaseEntry> entries = new TreeMap<>();
    StringBuilder table = new StringBuilder(HEAD);
    for (Map.Entry<String, Path> each : libraries.entrySet()) {
      int texts = texts(each.getKey(), each.getValue(), entries);
      table.append("| ").append(each.getKey()).append(" | ").append(of(each.getKey()));
      table.append(" | ").append(texts).append(" |\n");
    }
    entries.put(FOLDER + "README.md", ReleaseEntry.of(table.toString()));
    return entries;
  }

  private static int texts(String name, Path jar, SortedMap<String, ReleaseEntry> entries)
      throws IOException {
    int count = 0;
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry each : Collections.list(file.entries())) {
        if (!each.isDirectory() && TEXT.matcher(each.getName()).matches()) {
          byte[] text;
          try (InputStream in = file.getInputStream(each)) {
            text = in.readAllBytes();
          }
          String path = FOLDER + name.replaceFirst("\\.jar$", "/") + each.getName();
          entries.put(path, new ReleaseEntry(() -> text, false));
          count++;
        }
      }
    }
    return count;
  }
}
