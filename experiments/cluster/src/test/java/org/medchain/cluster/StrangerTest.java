package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.member.ClusterChange;

/**
 * CLUSTER-23: what nobody meant to say to a cluster is answered with one line that names the thing,
 * its place and what is allowed, and changes nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangerTest {
  @TempDir private static Path temp;
  private ClusterFolder cluster;

  @BeforeAll
  void create() throws Exception {
    cluster = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4));
    Files.createDirectories(temp.resolve("empty"));
    Files.writeString(temp.resolve("file"), "no cluster");
    Files.createDirectories(cluster.node(0).resolve("data").resolve("store"));
    Files.createDirectories(temp.resolve("full").resolve("store"));
  }

  private CommandRunner.CommandResult said(String words) {
    String[] all = words.replace("TEMP", temp.toString()).split(" ");
    return CommandRunner.cluster(all);
  }

  private void refused(CommandRunner.CommandResult result, String fault) {
    String err = result.err().strip();
    assertThat(result.code()).as(err + result.out()).isEqualTo(2);
    assertThat(err).contains(fault.replace("TEMP", temp.toString()));
    assertThat(err).doesNotContain("\n", "Exception", "\tat ");
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start nX --recover --folder=TEMP/c | no node 'nX' in TEMP/c; there are n0, n1, n2, n3",
        "start ../c --recover --folder=TEMP/c | no node '../c' in TEMP/c; there are n0",
        "start center --recover --folder=TEMP/c | the center is no node in TEMP/c; there are n0",
        "leave nX --folder=TEMP/c | no node 'nX' in TEMP/c; there are n0",
        "leave center --folder=TEMP/c | the center is no node",
        "backup nX --to=TEMP/b --folder=TEMP/c | no node 'nX' in TEMP/c; there are n0",
        "backup n0 --to=TEMP/file --folder=TEMP/c | --to: TEMP/file is a file; allowed is a new or",
        "backup n0 --to=TEMP/file/b --folder=TEMP/c | --to: no copy can be made in TEMP/file/b",
        "backup n0 --to=TEMP/full --folder=TEMP/c | --to: TEMP/full is not empty",
        "backup n0 --to=TEMP/c/nodes/n0/data/b --folder=TEMP/c | lies in the data that are to be",
        "backup n1 --to=TEMP/b --folder=TEMP/c | n1 has no store",
        "join --folder=TEMP/empty | TEMP/empty: not a cluster's folder",
        "join --folder=TEMP/file | TEMP/file: not a cluster's folder",
        "upgrade --folder=TEMP/none | TEMP/none: not a cluster's folder",
        "recover --folder=TEMP/none | TEMP/none: not a cluster's folder",
      })
  void whatIsNotMeantIsNamed(String words, String fault) throws Exception {
    List<Path> before = files();
    refused(said(words), fault);
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(cluster.folder())) {
      return all.filter(each -> !each.endsWith("change.lock")).sorted().toList();
    }
  }

  /** Two recoveries at once would draw two keys for one node. */
  @Test
  @SuppressWarnings("try")
  void oneCommandAtATimeChangesACluster() throws Exception {
    List<String> all =
        List.of(
            "start n0 --recover",
            "join",
            "leave n0",
            "backup n0 --to=TEMP/b",
            "recover",
            "upgrade");
    try (ClusterChange unused = ClusterChange.begin(cluster)) {
      for (String each : all) {
        refused(
            said(each + " --folder=TEMP/c"), "TEMP/c: another command changes this cluster now");
      }
    }
  }

  @Test
  void aDamagedGenesisIsNamed() throws Exception {
    ClusterFolder damaged = ClusterFolder.create(temp.resolve("damaged"), ClusterPlan.of(4));
    Files.writeString(damaged.genesisFile(), "no genesis at all");
    refused(said("join --folder=TEMP/damaged"), "TEMP/damaged/genesis.bin is not a genesis: ");
  }

  /** A config that cannot be read is named with its line, whichever command meets it. */
  @Test
  void aBrokenConfigIsNamed() throws Exception {
    ClusterFolder broken = ClusterFolder.create(temp.resolve("broken"), ClusterPlan.of(4));
    Files.writeString(broken.nodeFile(0), "name: [\n");
    Files.createDirectories(broken.node(1).resolve("data").resolve("store"));
    for (String each : List.of("start n0 --recover", "backup n0 --to=TEMP/b2")) {
      String result = said(each + " --folder=TEMP/broken").refused(2);
      assertThat(result.strip()).doesNotContain("Exception", "\tat ");
      assertThat(result).as(each).containsAnyOf("node.yaml", "not now: ");
    }
  }
}
