package org.medchain.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A config's host, in all notations of YAML (EXP-23). */
class ConfigHostTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: cluster",
        "name: a\nhost: cluster\n",
        "name: a\r\nhost:   cluster   # real processes\r\n",
        "\uFEFFhost: cluster",
        "\"host\": 'cluster'",
        "'host' : \"cluster\" # yes",
        "host: !!str cluster",
        "host: &h cluster",
        "host:\n  cluster",
        "host: # below\n\n  # here\n  \"cluster\"\n",
        "---\nhost: cluster",
        "%YAML 1.2\n---\nhost: cluster\n",
        "{name: a, host: cluster}",
        "# a comment\n{\n  \"name\": \"a, {b\",\n  \"nodes\": [4, 7],\n  \"host\":\"cluster\"\n}",
      })
  void findsTheCluster(String text) {
    assertThat(ConfigHost.of(text)).isEqualTo("cluster");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host: simulation",
        "host: cluster2",
        "host:cluster",
        "# host: cluster",
        "network:\n  host: cluster",
        "name: host\ndescription: |\n  host: cluster\n",
        "name: 'host: cluster'",
        "hosts: cluster",
        "host: # cluster\nname: cluster",
        "{network: {host: cluster}}",
        "{name: 'host: cluster'}",
        "{",
        "{'",
      })
  void findsNoCluster(String text) {
    assertThat(ConfigHost.of(text)).isNotEqualTo("cluster");
  }

  @Test
  void aFileThatIsNotThereHasNoHost() {
    assertThat(ConfigHost.of(Path.of("nothing.yaml"))).isEmpty();
  }
}
