package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.medchain.cluster.Awaited.PATIENCE;
import static org.medchain.cluster.Awaited.await;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.cluster.local.ShortLivedJvms;
import org.medchain.consensus.Output;
import org.medchain.contract.Genesis;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;

/**
 * One cluster of real processes through its life (CLUSTER-1, CLUSTER-2, CLUSTER-3, CLUSTER-4,
 * CLUSTER-5, CLUSTER-7, NODE-1, NODE-5, NODE-6, ROLE-2, STO-4, STO-18): the tests are its stations,
 * in their order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("process")
class LocalClusterTest {
  @TempDir private static Path temp;

  private Path folder;
  private LocalCluster cluster;
  private Genesis genesis;
  private final Map<RequestId, Output.Accepted> acknowledged = new TreeMap<>();
  private long sequence;

  @BeforeAll
  void up() throws Exception {
    folder = temp.resolve("c");
    List<String> words =
        new ArrayList<>(List.of("up", "--trace", "--followers=1", "--clients=2", "--window=4"));
    words.add("--folder=" + folder);
    ShortLivedJvms.OPTIONS.forEach(each -> words.add("--jvm=" + each));
    assertThat(CommandRunner.cluster(words.toArray(String[]::new)).well())
        .contains("n0 ", "n4 ", "center ", "ready after");
    cluster = LocalCluster.of(folder);
    genesis = cluster.folder().genesis();
  }

  @AfterAll
  void killAll() throws Exception {
    for (LocalCluster.ClusterMember each : cluster.members()) {
      cluster.kill(each);
    }
    cluster.close();
  }

  private ClusterLedgerClient client(int number) throws Exception {
    ClusterFolder files = cluster.folder();
    NodeConfig center = NodeConfigFile.read(files.centerFile());
    ClusterLedgerClient client =
        new ClusterLedgerClient(
            genesis, center.consensus(), files.clientIdentity(number), center.peers());
    client.await(5, PATIENCE);
    return client;
  }

  private CompletableFuture<Output.Accepted> submit(ClusterLedgerClient client) {
    return client
        .submit(++sequence, new Opaque(Bytes.of(new byte[16])))
        .whenComplete(
            (accepted, failure) -> {
              if (accepted != null) {
                synchronized (acknowledged) {
                  acknowledged.put(accepted.receipt().request(), accepted);
                }
              }
            });
  }

  private List<NodeStatus> nodes() throws Exception {
    List<NodeStatus> all = new ArrayList<>();
    for (MemberState each : cluster.states()) {
      if (!each.member().role().equals("center")) {
        each.status().ifPresent(all::add);
      }
    }
    return all;
  }

  /** Heights that all five nodes have, or -1 if they differ. */
  private long commonHeight() throws Exception {
    List<Long> heights = nodes().stream().map(NodeStatus::height).distinct().toList();
    return nodes().size() == 5 && heights.size() == 1 ? heights.get(0) : -1;
  }

  @Test
  @Order(1)
  void statusShowsEveryProcess() throws Exception {
    String status = CommandRunner.cluster("status", "--folder=" + folder).well();
    assertThat(status.lines().filter(line -> line.contains(" ready "))).hasSize(6);
    assertThat(status.lines().skip(2).map(line -> line.split(" +", 3)[1]))
        .containsExactly("center", "member", "member", "member", "member", "follower");
  }

  @Test
  @Order(2)
  void aKilledPrimaryLosesNothingThatWasAcknowledged() throws Exception {
    try (ClusterLedgerClient client = client(0)) {
      List<CompletableFuture<Output.Accepted>> sent = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        sent.add(submit(client));
        sent.get(i).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      LocalCluster.ClusterMember primary = primary();
      for (int i = 0; i < 5; i++) {
        sent.add(submit(client));
      }
      UnpackedLibraries.liesWithThem(cluster);
      cluster.kill(primary);
      Path left = Files.createFile(primary.folder().resolve("tmp").resolve("left"));
      CommandRunner.CommandResult status = CommandRunner.cluster("status", "--folder=" + folder);
      assertThat(status.code()).isEqualTo(1);
      assertThat(status.out()).containsPattern(primary.name() + " +member +dead");
      for (int i = 0; i < 10; i++) {
        sent.add(submit(client));
      }
      for (CompletableFuture<Output.Accepted> each : sent) {
        assertThat(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).receipt().succeeded()).isTrue();
      }

      CommandRunner.cluster("start", primary.name(), "--folder=" + folder).well();
      assertThat(left).doesNotExist();
      client.await(5, PATIENCE);
      for (int i = 0; i < 5; i++) {
        assertThat(submit(client).get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
      }
    }
    await("all nodes at one height", () -> commonHeight() > 0);
    assertThat(acknowledged).hasSize(30);
    assertThat(nodes()).extracting(NodeStatus::waiting).containsOnly(0L);
    for (LocalCluster.ClusterMember each : cluster.members()) {
      if (each.role().equals("member")) {
        NodeRecords.allPhasesWereTimed(cluster.adminPage(each, "/metrics").orElseThrow());
        NodeRecords.everyLogLineNamesViewAndHeight(
            each.folder().resolve("log").resolve("node.jsonl"));
      }
    }
  }

  /**
   * NODE-14: an idle cluster sends nothing, and a node that was away catches up all the same; it is
   * ready only then, and the center knows the height of a ledger that it does not keep.
   */
  @Test
  @Order(3)
  void anIdleClusterBringsARestartedNodeUpToDate() throws Exception {
    String leading = primary().key();
    LocalCluster.ClusterMember away =
        cluster.members().stream()
            .filter(each -> each.role().equals("member"))
            .filter(each -> !each.key().equals(leading))
            .findFirst()
            .orElseThrow();
    try (ClusterLedgerClient client = client(0)) {
      cluster.kill(away);
      for (int i = 0; i < 3; i++) {
        submit(client).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
    long height = nodes().stream().mapToLong(NodeStatus::height).max().orElseThrow();

    CommandRunner.cluster("start", away.name(), "--folder=" + folder).well();
    NodeStatus back = cluster.state(away).status().orElseThrow();
    assertThat(back.height()).isEqualTo(height);
    assertThat(back.state()).isEqualTo(NodeState.READY);
    LocalCluster.ClusterMember center = cluster.members().get(0);
    await(
        "the center knows", () -> cluster.state(center).status().orElseThrow().height() == height);
  }

  /** The process that leads the view, as the nodes say. */
  private LocalCluster.ClusterMember primary() throws Exception {
    String key = NodeStatus.inMajorityView(nodes()).orElseThrow().primary();
    return cluster.members().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** CLUSTER-5: the order goes to the center's process; the nodes' logs name the height. */
  @Test
  @Order(4)
  void revokedAgencyIsDisconnectedAtTheSameHeightEverywhere() throws Exception {
    try (ClusterLedgerClient agency = client(1)) {
      assertThat(
              CommandRunner.center(
                      "revoke", "--folder=" + folder, "--key=c1", "--reason=key_compromise")
                  .well())
          .contains("OK");

      await("no process admits it", () -> agency.connected() == 0);
    }
    await("all nodes at one height", () -> commonHeight() > 0);
    Map<String, Long> doors = new TreeMap<>();
    await(
        "all logs say so",
        () -> {
          for (int i = 0; i < 5; i++) {
            Path log = cluster.folder().node(i).resolve("log").resolve("node.jsonl");
            Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains("revoked at height "))
                .forEach(line -> doors.put(log.toString(), NodeRecords.heightIn(line)));
          }
          return doors.size() == 5;
        });
    assertThat(doors.values()).containsOnly(commonHeight());
  }

  /** CA-3: the bearer of an invitation enrols a key of its own, once. */
  @Test
  @Order(5)
  void anInvitationEnrolsOnce() throws Exception {
    String invited =
        CommandRunner.center("invite", "--folder=" + folder, "--role=entity", "--name=guest")
            .well();
    Path own = temp.resolve("guest");
    String enrolled = enrol(invited, own).well();
    Identity identity = CredentialFiles.read(own);
    assertThat(enrolled.strip()).isEqualTo(identity.ledger().publicKey().value().toHex());
    assertThat(identity.subject().name()).isEqualTo("guest");
    assertThat(identity.addresses()).containsExactly("guest.example");
    assertThat(enrol(invited, own).err()).contains("exists already");
    assertThat(enrol(invited, temp.resolve("other")).refused(1)).contains("the center refuses");
    assertThat(enrol("x", temp.resolve("other")).err()).contains("64 hexadecimal digits");
  }

  private CommandRunner.CommandResult enrol(String invitation, Path out) throws Exception {
    String center = RunningProcess.read(cluster.folder().center()).orElseThrow().address();
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(invitation.getBytes(StandardCharsets.US_ASCII)));
    try {
      return CommandRunner.center(
          "enrol",
          "--bootstrap=" + cluster.folder().center().resolve("bootstrap"),
          "--genesis=" + cluster.folder().genesisFile(),
          "--center=" + center,
          "--role=entity",
          "--name=guest",
          "--address=guest.example",
          "--out=" + out);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  @Order(6)
  void downStopsAllAndWhatTheyHoldIsTheSame() throws Exception {
    CommandRunner.cluster("down", "--folder=" + folder).well();
    assertThat(CommandRunner.cluster("status", "--folder=" + folder).out().lines())
        .filteredOn(line -> line.contains("stopped"))
        .hasSize(6);

    NodeRecords.allIsTheOwners(folder);
    List<StoredLedger> ledgers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ledgers.add(StoredLedger.read(cluster.folder().node(i), genesis));
    }

    PublicKey follower = cluster.folder().nodeKey(4);
    for (StoredLedger each : ledgers) {
      assertThat(each.height()).isEqualTo(ledgers.get(0).height());
      assertThat(each.head()).isEqualTo(ledgers.get(0).head());
      assertThat(each.stateRoot()).isEqualTo(ledgers.get(0).stateRoot());
      assertThat(each.voters()).doesNotContain(follower).isNotEmpty();
      acknowledged.forEach(
          (request, accepted) -> {
            assertThat(each.receipts()).containsEntry(request, accepted.receipt());
            assertThat(each.heights()).containsEntry(request, accepted.height());
          });
      assertThat(each.receipts().values().stream().filter(Receipt::succeeded).count())
          .isGreaterThan(acknowledged.size());
    }
  }

  /**
   * CLUSTER-3: one trace of all processes, with the restart and the view change in it. The checker
   * is of a module above this one; the suite has both.
   */
  @Test
  @Order(7)
  void theModelAllowsWhatTheProcessesDid() throws Exception {
    Path trace = temp.resolve("trace.jsonl");
    CommandRunner.cluster("trace", "--folder=" + folder, "--out=" + trace).well();
    assertThat(Files.readString(trace)).contains("\"Restart\"", "\"SendNewView\"");

    String checkerClass = "org/medchain/trace/TraceMain.class";
    assumeThat(ClassLoader.getSystemResource(checkerClass)).as("in the suite").isNotNull();
    Process checker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temp,
                "-Dmedchain.home=" + Repository.ROOT,
                "-cp",
                System.getProperty("java.class.path"),
                "org.medchain.trace.TraceMain",
                "trace",
                "check",
                trace.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(checker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(checker.waitFor()).as(said).isZero();
  }

  /** CLUSTER-7: the command and the node name the same file. */
  @Test
  @Order(8)
  void aDamagedStoreIsNamedAndNotUsed() throws Exception {
    Path node = cluster.folder().node(1);
    CommandRunner.node("verify-store", node.toString()).well();

    String name = StoredLedger.damage(node);

    CommandRunner.CommandResult damaged = CommandRunner.node("verify-store", node.toString());
    assertThat(damaged.code()).as(damaged.out()).isEqualTo(1);
    assertThat(damaged.out()).contains(name);
    LocalCluster.ClusterMember member = cluster.member("n1");
    cluster.start(member);
    await("the node ends", () -> !cluster.state(member).alive());
    assertThat(cluster.outputTail(member)).contains(name, "to recover");
  }
}
