package org.medchain.faults.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.contract.Genesis;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.host.NodeLedger;
import org.medchain.faults.node.FaultyNodeProcess;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.run.Interpreter;
import org.medchain.faults.run.InterpreterSettings;
import org.medchain.faults.workload.WorkloadRun;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.ConsensusConfig.RequestAuthenticationSetting;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.identity.Identity;
import org.medchain.simulation.model.RandomStreams;

/** One run on node processes of this machine, from their start to their stores. */
final class ClusterRun {
  private static final Duration CONNECT = Duration.ofSeconds(60);
  private static final int LAST_CALLS = 50;
  private static final long POLL_MS = 100;

  /** A change of members takes effect at a checkpoint; the usual distance is longer than a run. */
  private static final int CHECKPOINT_INTERVAL = 16;

  private final HarnessTest test;
  private final String classPath;
  private final RandomStreams random;
  private final List<KeyPair> accounts = new ArrayList<>();
  private final ClusterFolder folder;
  private final Genesis genesis;

  ClusterRun(HarnessTest test, String classPath) throws UserInputException, IOException {
    this.test = test;
    this.classPath = classPath;
    this.random = new RandomStreams(test.seed());
    List<Participant> participants = new ArrayList<>();
    SecureRandom keys = new SecureRandom();
    PublicKey practice = Identity.generateLedgerKeys(keys).publicKey();
    participants.add(new Participant(practice, Role.TOWNSHIP_HEALTH_CENTER));
    for (Role role : test.workload().roles().apply(test.settings().workers())) {
      KeyPair account = Identity.generateLedgerKeys(keys);
      accounts.add(account);
      participants.add(Participant.of(account.publicKey(), role, practice));
    }
    ClusterPlan plan =
        ClusterPlan.of(test.nodes())
            .with(MetadataForm.CLEAR) // as its simulated twin
            .withClients(2)
            .withParticipants(participants);
    folder =
        ClusterFolder.create(
            test.folder().resolve("cluster"),
            test.has(NemesisKind.Group.MEMBERSHIP) ? withSpare(plan) : plan);
    genesis = folder.genesis();
    for (int spare = test.nodes(); spare < folder.nodes(); spare++) {
      becomeMember(folder.nodeFile(spare));
    }
    HostilePeerFault.prepare(folder, test);
  }

  /**
   * With a node that follows consensus until it takes a member's place, and again when the member
   * is back: a cluster of four cannot lose one without a successor, as the ledger refuses three.
   */
  private static ClusterPlan withSpare(ClusterPlan plan) {
    return plan.withFollowers(1)
        .with(ConsensusConfig.defaults(RequestAuthenticationSetting.SIGNED, CHECKPOINT_INTERVAL));
  }

  /**
   * A follower has a superior to which it passes requests; one that may become a member has none.
   */
  private static void becomeMember(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.stream().filter(line -> !line.startsWith("superior:")).toList());
  }

  HostOutcome play() throws IOException, UserInputException, InterruptedException {
    List<PublicKey> names = accounts.stream().map(KeyPair::publicKey).toList();
    WorkloadRun workload =
        test.workload()
            .start()
            .begin(names, genesis.terms().rules(), random.stream("harness-workload", 0));
    Interpreter interpreter =
        new Interpreter(test.settings(), workload, signers(), random.stream("harness-think", 0));
    List<String> problems = new ArrayList<>();
    NodeConfig center = NodeConfigFile.read(folder.centerFile());
    test.progress().accept("starts " + test.nodes() + " nodes");
    try (ProxiedNetwork network =
            ProxiedNetwork.between(folder, folder.nodes(), random.stream("harness-links", 0));
        ServiceReads services = ServiceReads.prepare(folder, test.plan());
        ClusterNodes nodes = new ClusterNodes(folder.folder(), program(), classPath);
        CenterOperator operator = new CenterOperator(folder, nodes);
        HostilePeerFault hostile =
            new HostilePeerFault(folder, nodes, operator, test.seed(), test.progress())) {
      ClusterFaults faults = new ClusterFaults(test, nodes, network, operator, hostile);
      ClusterNemesis nemesis = new ClusterNemesis(faults, test.progress());
      nodes.startAll();
      if (needsCenter()) {
        nodes.startCenter();
      }
      try (ClusterLedgerClient client = client(center)) {
        client.await(test.nodes(), CONNECT);
        load(interpreter, client, nemesis, nodes, services, problems);
        problems.addAll(operator.end());
      }
      List<Integer> damaged = damagedThatTakePart(nodes, problems);
      nodes.stopAll();
      List<NodeLedger> ledgers = ledgers(nodes);
      problems.addAll(StoredLedgers.unnoticed(ledgers, damaged));
      return new HostOutcome(
          genesis,
          workload,
          interpreter.first(),
          interpreter.records(),
          nemesis.actions(),
          ledgers,
          problems,
          services.reads());
    }
  }

  /** The real node's program, unless a fault is one inside a process. */
  private Class<?> program() {
    boolean inside = test.plan().stream().anyMatch(each -> each.kind().group().isInside());
    return inside ? FaultyNodeProcess.class : NodeProcess.class;
  }

  private boolean needsCenter() {
    return test.has(NemesisKind.Group.CERTIFICATE)
        || test.has(NemesisKind.Group.MEMBERSHIP)
        || test.plan().stream().anyMatch(each -> each.kind() == NemesisKind.HOSTILE_REVOKED);
  }

  private List<Operations> signers() {
    return accounts.stream()
        .map(each -> new Operations(NativeEd25519.orPortable(), genesis.chain(), each))
        .toList();
  }

  private ClusterLedgerClient client(NodeConfig center) throws IOException {
    return new ClusterLedgerClient(
        genesis, center.consensus(), folder.clientIdentity(0), accounts, center.peers());
  }

  private void load(
      Interpreter interpreter,
      ClusterLedgerClient client,
      ClusterNemesis nemesis,
      ClusterNodes nodes,
      ServiceReads services,
      List<String> problems)
      throws IOException, InterruptedException {
    interpreter.awaitHeal();
    Thread watch = Thread.ofVirtual().start(() -> watch(nodes, problems));
    try (RealTimeLoad load = new RealTimeLoad(interpreter, client)) {
      long originNs = load.begun().get();
      services.begin(originNs);
      nemesis.play(test.plan(), originNs);
      test.progress().accept("all is healed; waits until all nodes take part");
      nodes.awaitAll(test::isFaithful).ifPresent(problems::add);
      test.progress().accept("the last calls");
      interpreter.healed(System.nanoTime() - originNs);
      InterpreterSettings times = test.settings();
      long limitNs = times.lastNs() - times.endNs() + LAST_CALLS * times.lastTimeoutNs();
      load.finished().get(limitNs, TimeUnit.NANOSECONDS);
      problems.addAll(services.end(test::isFaithful));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the clients failed", e.getCause());
    } catch (TimeoutException e) {
      problems.add("the last calls did not come to an end");
    } finally {
      watch.interrupt();
      watch.join();
    }
  }

  /** Nodes that found nothing wrong with what was done to their stores; others say what is. */
  private List<Integer> damagedThatTakePart(ClusterNodes nodes, List<String> problems)
      throws IOException, InterruptedException {
    List<Integer> takePart = new ArrayList<>();
    for (int node = 0; node < test.nodes(); node++) {
      if (test.isDamaged(node) && nodes.takesPart(node)) {
        takePart.add(node);
      } else if (test.isDamaged(node)) {
        StoredLedgers.unexplained(node, nodes.said(node)).ifPresent(problems::add);
      }
    }
    return takePart;
  }

  private void watch(ClusterNodes nodes, List<String> problems) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        problems.addAll(nodes.unexpectedEnds(test::isFaithful));
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      problems.add("a node's state cannot be read: " + e.getMessage());
    }
  }

  private List<NodeLedger> ledgers(ClusterNodes nodes) {
    return IntStream.range(0, folder.nodes())
        .mapToObj(
            it -> StoredLedgers.read(it, test.isFaithful(it), nodes.data(it).resolve("store")))
        .toList();
  }
}
