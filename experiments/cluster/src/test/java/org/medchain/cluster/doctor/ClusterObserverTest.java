package org.medchain.cluster.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.StoredLedger;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.contract.Genesis;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.data.Bytes;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.durable.FolderVolume;

/** CLUSTER-17: states are planted in the files of a cluster and found there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterObserverTest {
  @TempDir private static Path temp;
  private ClusterFolder whole;
  private ClusterFolder cluster;
  private int copies;

  @BeforeAll
  void create() throws Exception {
    whole = ClusterFolder.create(temp.resolve("whole"), ClusterPlan.of(4));
  }

  /** Each test harms a copy. */
  @BeforeEach
  void copy() throws Exception {
    cluster = new ClusterFolder(temp.resolve("copy" + ++copies));
    StoredLedger.copy(whole.folder(), cluster.folder());
  }

  private List<ClusterFinding> findings(InstantSource clock) throws Exception {
    return new ClusterObserver(cluster, clock).findings();
  }

  private void found(String place, String fault, String command) throws Exception {
    found(InstantSource.system(), place, fault, command);
  }

  private void found(InstantSource clock, String place, String fault, String command)
      throws Exception {
    assertThat(findings(clock))
        .anySatisfy(
            each -> {
              assertThat(each.place()).isEqualTo(place);
              assertThat(each.fault()).contains(fault);
              assertThat(each.command()).contains(command);
            });
  }

  @Test
  void aWholeClusterThatDoesNotRunLacksItsProcessesAlone() throws Exception {
    List<ClusterFinding> findings = findings(InstantSource.system());
    assertThat(findings)
        .filteredOn(each -> each.fault().equals("it does not run"))
        .extracting(ClusterFinding::place)
        .containsExactly("center", "n0", "n1", "n2", "n3");
    assertThat(findings).hasSize(6);
    assertThat(findings.get(5).fault()).contains("0 of 4 members reply");
  }

  @Test
  void noClusterIsThere() throws Exception {
    Files.delete(cluster.genesisFile());
    found(cluster.folder().toString(), "no cluster is here", "cluster up --folder");
  }

  @Test
  void configGenesisAndCredentials() throws Exception {
    Files.writeString(cluster.nodeFile(0), "name: [\n");
    Files.write(cluster.node(1).resolve("genesis.bin"), new byte[3]);
    WholeFolder.delete(cluster.node(2).resolve("credentials"));
    Path key = cluster.node(3).resolve("credentials").resolve("ledger-key.pem");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    found("n0", "its config cannot be used", "node --schema");
    found("n1", "its genesis.bin differs", "cp ");
    found("n2", "its credentials are missing", "--recover");
    found("n3", "others may read " + key, "chmod 600 " + key);
  }

  /** CLUSTER-26: only the center's config knows it, and its folder can be made again. */
  @Test
  void aFolderIsLost() throws Exception {
    WholeFolder.delete(cluster.node(2));
    found("n2", "its folder is lost", "cluster start n2 --folder");
    Files.createDirectory(cluster.folder().resolve("recovery"));
    assertThat(findings(InstantSource.system()))
        .extracting(ClusterFinding::command)
        .extracting(each -> each.split(" ", -1)[2])
        .containsExactly("down", "recover", "up");
  }

  /** CLUSTER-26: the center's config has followers too, and of lost ones nothing else. */
  @Test
  void lostFollowersAreNoMembers() throws Exception {
    cluster = ClusterFolder.create(temp.resolve("following"), ClusterPlan.of(4).withFollowers(3));
    for (int i = 4; i < 7; i++) {
      WholeFolder.delete(cluster.node(i));
    }
    assertThat(findings(InstantSource.system()))
        .extracting(ClusterFinding::command)
        .noneMatch(each -> each.contains("cluster recover"));
    WholeFolder.delete(cluster.node(0));
    WholeFolder.delete(cluster.node(1));
    LostMembers lost = new ClusterObserver(cluster, InstantSource.system()).lostMembers();
    assertThat(lost.members()).isEqualTo(4);
    assertThat(lost.names()).containsExactlyInAnyOrder("n0", "n1");
  }

  /** CLUSTER-27: which of two files is older is not said by their difference. */
  @Test
  void recoveriesThatAreAccepted() throws Exception {
    Genesis none = cluster.genesis();
    Genesis one = none.accepting(Bytes.utf8("begin")).accepting(Bytes.utf8("end"));
    Genesis other = none.accepting(Bytes.utf8("begin")).accepting(Bytes.utf8("another end"));
    accepting(none, one);
    found("n1", "accepts a recovery that the cluster's does not", "cluster accept --from ");
    accepting(other, one);
    found("n1", "ALARM: its genesis.bin accepts another recovery", "OPERATING.md");
    accepting(one, none);
    found("n1", "of before the center's recovery", "mv ");
  }

  private void accepting(Genesis ofCluster, Genesis ofNode) throws Exception {
    Files.write(cluster.genesisFile(), ofCluster.encoded().toArray());
    Files.write(cluster.node(1).resolve("genesis.bin"), ofNode.encoded().toArray());
  }

  @Test
  void certificatesEndAndClocksAreWrong() throws Exception {
    Instant now = Instant.now();
    found(InstantSource.fixed(now.plus(Duration.ofDays(27))), "n0", "not renewed", "start");
    found(
        InstantSource.fixed(now.plus(Duration.ofDays(31))),
        "the cluster",
        "n0: its certificate ended at",
        "cluster recover");
    found(
        InstantSource.fixed(now.minus(Duration.ofDays(2))),
        "this machine",
        "the clock says",
        "timedatectl");
  }

  @Test
  void aKeyIsRevoked() throws Exception {
    SecureRandom random = new SecureRandom();
    Path center = cluster.center();
    try (Registrar registrar =
        new Registrar(
            center,
            CertificateAuthorityFiles.read(center, new char[0], random),
            ValidityPeriods.DEFAULT,
            InstantSource.system(),
            random)) {
      registrar.revokeKey(cluster.nodeKey(2), RevocationReason.KEY_COMPROMISE);
      assertThat(registrar.nextCrl()).isPresent();
    }
    found("n2", "revoked", "cluster start n2");
    assertThat(findings(InstantSource.system()))
        .filteredOn(each -> each.fault().contains("revoked"))
        .hasSize(1);
  }

  @Test
  void storesAreMissingOrDamaged() throws Exception {
    Path store = cluster.node(1).resolve("data").resolve("store");
    Files.createDirectories(store);
    FolderVolume.open(store).close();
    byte[] noSegment = new byte[5_000];
    Arrays.fill(noSegment, (byte) 7);
    Files.write(store.resolve("log-0000000000000000001.seg"), noSegment);

    found("the cluster", "n0: its store is missing", "cluster recover");
    found("the cluster", "n1: its store: log-", "cluster recover");
  }

  @Test
  void aPortIsTaken() throws Exception {
    int port = NodeConfigFile.read(cluster.nodeFile(1)).listen().getPort();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      found("n1", "port " + taken.getLocalPort() + " is taken", "ss -ltnp");
    }
  }

  @Test
  void aProcessStandsStillAndAnotherIsForgotten() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "read line", cluster.nodeFile(3).toString()).start();
    Process held = new ProcessBuilder("sleep", "60").start();
    try {
      new RunningProcess(
              held.pid(),
              held.info().startInstant(),
              "127.0.0.1:1",
              URI.create("http://127.0.0.1:1"),
              Optional.empty())
          .write(cluster.node(2));
      found("n2", "does not reply", "cluster kill n2");
      ProcessSignals.send(held.toHandle(), "STOP");
      found("n2", "stands still", "kill -CONT " + held.pid());
      Instant later = Instant.now().plus(Duration.ofMinutes(3));
      found(InstantSource.fixed(later), "n3", "process " + process.pid(), "kill " + process.pid());
    } finally {
      held.destroyForcibly();
      process.destroyForcibly();
    }
  }

  @Test
  void aRecoveryWasInterrupted() throws Exception {
    Files.writeString(cluster.node(0).resolve("replacement.yaml"), "");
    found("n0", "its recovery was interrupted", "cluster start n0");
  }

  /** What it wrote down; words of an earlier life, and what it logged at its end, do not count. */
  @Test
  void aNodeSaidWhyItEnded() throws Exception {
    String started =
        "17:31:10.056 INFO  n0 view 0 height 6 StartupLog: started with the blocks of before\n";
    String logged = "17:31:11.056 INFO  n0 view 5 height 6 GracefulShutdown: stopped\n";
    Path said = cluster.node(0).resolve("process.log");
    Files.writeString(
        said, started + "n0: its store is an old copy: 'start n0 --recover'\n" + logged);
    found("n0", "an old copy", "cluster start n0 --folder " + cluster.folder() + " --recover");
    Files.writeString(said, "n0: No space left on device\n" + started + logged);
    assertThat(findings(InstantSource.system()))
        .anySatisfy(each -> assertThat(each.fault()).isEqualTo("it does not run"))
        .noneSatisfy(each -> assertThat(each.fault()).contains("No space"));
    Files.writeString(said, started + "the store is damaged\nto recover: start n0 --recover\nx\n");
    found("n0", "to recover: start n0 --recover", "--recover");
  }
}
