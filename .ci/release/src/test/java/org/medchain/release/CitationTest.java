package org.medchain.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** REL-5: how a release is cited and deposited agrees with the version that is built. */
class CitationTest {
  private static final Path HOME = Repository.ROOT;

  private static String of(String file, String pattern) throws IOException {
    Matcher found =
        Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(HOME.resolve(file)));
    assertThat(found.find()).as(file + " has " + pattern).isTrue();
    return found.group(1);
  }

  @Test
  void versionAndDateAreTheSameEverywhere() throws IOException {
    String version = of("CITATION.cff", "^version: (\\S+)$");
    String date = of("CITATION.cff", "^date-released: '?(\\d{4}-\\d\\d-\\d\\d)'?$");
    JsonNode zenodo = JsonMapper.shared().readTree(Files.readString(HOME.resolve(".zenodo.json")));

    assertThat(of("pom.xml", "^  <version>(.+?)(?:-SNAPSHOT)?</version>$")).isEqualTo(version);
    assertThat(zenodo.path("version").asString("")).isEqualTo(version);
    assertThat(zenodo.path("publication_date").asString("")).isEqualTo(date);
    assertThat(zenodo.path("license").asString("")).isEqualTo("Apache-2.0");
    assertThat(of("CITATION.cff", "^license: (\\S+)$")).isEqualTo("Apache-2.0");
    assertThat(zenodo.path("upload_type").asString("")).isEqualTo("software");
    assertThat(zenodo.path("creators").size()).isPositive();
    assertThat(zenodo.path("title").asString("")).isEqualTo(of("CITATION.cff", "^title: (.+)$"));
  }
}
