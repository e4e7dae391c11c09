package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.data.Bytes;
import org.medchain.launcher.WholeFolder;

/** CLUSTER-26: what the commands of a recovery refuse, in one line. */
class RecoveryCommandsTest {
  @TempDir private Path folder;

  private static void refused(int code, String why, CommandRunner.CommandResult result) {
    assertThat(result.code()).as(result.err() + result.out()).isEqualTo(code);
    assertThat(result.err()).contains(why);
  }

  @Test
  void whatCannotBeAcceptedIsNamed() {
    String from = "--from=" + folder;
    String to = "--to=" + folder.resolve("own");
    refused(2, "'zz' is no hash", CommandRunner.cluster("accept", from, to, "--recovery=zz"));
    refused(2, "--to: there is no ", CommandRunner.cluster("accept", from, to));
  }

  /** As an older version wrote it: how the recovery ended was not in it. */
  @Test
  void aRecoveryWithoutItsEndIsNamed() throws Exception {
    ClusterFolder own = ClusterFolder.create(folder.resolve("own"), ClusterPlan.of(4));
    Path old = Files.createDirectory(folder.resolve("old")).resolve("genesis.bin");
    Files.write(old, own.genesis().accepting(Bytes.utf8("begin")).encoded().toArray());
    CommandRunner.CommandResult result =
        CommandRunner.cluster("accept", "--from=" + old.getParent(), "--to=" + own.folder());
    refused(2, old + " is not a genesis: ", result);
    refused(2, "each recovery has the end of the center's epoch", result);
  }

  /** CLUSTER-26: damage alone begins no chain again at height 0. */
  @Test
  void storesThatAreAllDamagedAreNotPassedOver() throws Exception {
    ClusterFolder files = ClusterFolder.create(folder.resolve("c"), ClusterPlan.of(4));
    WholeFolder.delete(files.node(0));
    for (int i = 1; i < 4; i++) {
      Path store = files.node(i).resolve("data").resolve("store");
      Files.createDirectories(store);
      Files.write(store.resolve("log-0000000000000000001.seg"), new byte[5_000]);
    }
    String in = "--folder=" + files.folder();
    refused(2, "no store here is usable: {n1=log-", CommandRunner.cluster("recover", in));
    assertThat(files.folder().resolve("recovery")).doesNotExist();
  }

  /** CLUSTER-26: by the members that are proved, and all of them are left. */
  @Test
  void lostFollowersAreNoReason() throws Exception {
    ClusterPlan plan = ClusterPlan.of(4).withFollowers(3);
    ClusterFolder files = ClusterFolder.create(folder.resolve("c"), plan);
    for (int i = 4; i < 7; i++) {
      WholeFolder.delete(files.node(i));
    }
    String in = "--folder=" + files.folder();
    refused(2, "4 of 4 members are left, which is a quorum", CommandRunner.cluster("recover", in));
  }

  /** What was decided meanwhile would be laid aside when the recovery continues. */
  @Test
  void nothingStartsWhileARecoveryIsUnfinished() throws Exception {
    ClusterFolder files = ClusterFolder.create(folder.resolve("c"), ClusterPlan.of(4));
    Files.createDirectory(files.folder().resolve("recovery"));
    String in = "--folder=" + files.folder();
    String why = "a recovery is not finished: medchain cluster recover";
    refused(1, why, CommandRunner.cluster("start", "n0", in));
    refused(1, why, CommandRunner.cluster("up", in));
  }
}
