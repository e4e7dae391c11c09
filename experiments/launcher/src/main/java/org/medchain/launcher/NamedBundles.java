package org.medchain.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a command's dataset is FHIR bundles, whose reader is a module of its own (CMP-56): an
 * option or a config names it, of which no YAML parser is needed to find such a place.
 */
final class NamedBundles {
  private static final Pattern NAMED =
      Pattern.compile("\\bdataset[\"']?(?:[ \\t]*:|=|\\n)[ \\t]*[\"']?([^\"',}#\\n\\r]+)");

  private NamedBundles() {}

  static boolean isIn(Path home, List<String> command) throws IOException {
    StringBuilder text = new StringBuilder(String.join("\n", command));
    for (String word : command) {
      if (word.matches("(?s).*\\.ya?ml") && Files.isRegularFile(Path.of(word))) {
        byte[] config = Files.readAllBytes(Path.of(word));
        text.append('\n').append(new String(config, StandardCharsets.UTF_8));
      }
    }
    for (Matcher named = NAMED.matcher(text); named.find(); ) {
      String place = named.group(1).strip();
      if (isBundles(Path.of(place)) || isBundles(home.resolve(place))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBundles(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return place.toString().endsWith(".json") && Files.isRegularFile(place);
    }
    try (var files = Files.newDirectoryStream(place, "*.json")) {
      return !Files.exists(place.resolve("records.ndjson")) && files.iterator().hasNext();
    }
  }
}
