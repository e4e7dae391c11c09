package org.medchain.harness.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.medchain.experiments.config.UserInputException;
import org.medchain.faultynode.FaultyNodeProcess;
import org.medchain.harness.host.HarnessHost;
import org.medchain.harness.host.HarnessTest;
import org.medchain.harness.host.HostOutcome;
import org.medchain.harness.host.NodeLedger;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.harness.run.Interpreter;
import org.medchain.harness.workload.WorkloadRun;
import org.medchain.node.center.Identity;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.simulation.model.RandomStreams;

/** Node processes on this machine, with TLS, disks and the machine's clock (FAULT-1). */
public final class ClusterHost implements HarnessHost {
  private static final Duration CONNECT = Duration.ofSeconds(60);
  private static final int LAST_CALLS = 50;
  private static final long POLL_MS = 100;

  private final List<Path> inFront;

  /** For processes of this machine. */
  public ClusterHost() {
    this(List.of());
  }

  /**
   * The same with a planted defect in the nodes alone: what judges them is the unchanged code.
   *
   * @param inFront folders of classes that go before those of the nodes' program
   */
  public ClusterHost(List<Path> inFront) {
    this.inFront = List.copyOf(inFront);
  }

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public Optional<String> obstacle(NemesisKind kind) {
    return kind == NemesisKind.LOSS
        ? Optional.of("TCP repeats what is lost; try latency or reset")
        : Optional.empty();
  }

  @Override
  public HostOutcome run(HarnessTest test) throws IOException, InterruptedException {
    try {
      return new ClusterRun(test, inFront).play();
    } catch (UserInputException e) {
      throw new IOException(String.join("; ", e.lines()), e);
    }
  }

  /** One run. */
  private static final class ClusterRun {
    private final HarnessTest test;
    private final List<Path> inFront;
    private final RandomStreams random;
    private final List<KeyPair> accounts = new ArrayList<>();
    private final ClusterFolder folder;
    private final Genesis genesis;

    ClusterRun(HarnessTest test, List<Path> inFront) throws IOException {
      this.test = test;
      this.inFront = inFront;
      this.random = new RandomStreams(test.seed());
      List<Participant> participants = new ArrayList<>();
      SecureRandom keys = new SecureRandom();
      for (Role role : test.workload().roles(test.settings().workers())) {
        KeyPair account = Identity.generateLedgerKeys(keys);
        accounts.add(account);
        participants.add(new Participant(account.publicKey(), role));
      }
      Path where = test.folder().resolve("cluster");
      folder =
          ClusterFolder.create(where, ClusterPlan.of(test.nodes()).withParticipants(participants));
      genesis = folder.genesis();
    }

    HostOutcome play() throws IOException, UserInputException, InterruptedException {
      List<PublicKey> names = accounts.stream().map(KeyPair::publicKey).toList();
      WorkloadRun workload = test.workload().begin(names, random.stream("harness-workload", 0));
      Interpreter interpreter =
          new Interpreter(
              test.settings(),
              workload,
              signers(),
              random.stream("harness-think", 0),
              test.counts());
      List<String> problems = new ArrayList<>();
      NodeConfig center = NodeConfigFile.read(folder.centerFile());
      test.progress().accept("starts " + test.nodes() + " nodes");
      try (ProxiedNetwork network =
              ProxiedNetwork.between(folder, test.nodes(), random.stream("harness-links", 0));
          ClusterNodes nodes = new ClusterNodes(folder.folder(), program(), inFront)) {
        ClusterNemesis nemesis =
            new ClusterNemesis(
                nodes,
                network,
                new StoreDamage(random.stream("harness-damage", 0)),
                new InjectedNodeFaults(test.seed()),
                test.folder().resolve("copies"),
                test.progress());
        nodes.startAll();
        try (ClusterLedgerClient client = client(center)) {
          client.await(test.nodes(), CONNECT);
          load(interpreter, client, nemesis, nodes, problems);
        }
        List<Integer> damaged = damagedThatTakePart(nodes, problems);
        nodes.stopAll();
        List<NodeLedger> ledgers = ledgers(nodes);
        problems.addAll(StoredLedgers.unnoticed(ledgers, damaged));
        return new HostOutcome(
            workload,
            interpreter.first(),
            interpreter.records(),
            nemesis.actions(),
            ledgers,
            problems);
      }
    }

    /** The real node's program, unless a fault is one inside a process. */
    private Class<?> program() {
      boolean inside =
          test.plan().stream().anyMatch(each -> InjectedNodeFaults.isInside(each.kind()));
      return inside ? FaultyNodeProcess.class : NodeProcess.class;
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
        List<String> problems)
        throws IOException, InterruptedException {
      long originNs = System.nanoTime();
      Thread watch = Thread.ofVirtual().start(() -> watch(nodes, problems));
      try (RealTimeLoad load = new RealTimeLoad(interpreter, client, originNs)) {
        nemesis.play(test.plan(), originNs);
        test.progress().accept("all is healed; the last calls");
        awaitAll(nodes, problems);
        long limitNs = test.settings().lastNs() + LAST_CALLS * test.settings().lastTimeoutNs();
        load.finished().get(originNs + limitNs - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw new IllegalStateException("the clients failed", e.getCause());
      } catch (TimeoutException e) {
        problems.add("the last calls did not come to an end");
      } finally {
        watch.interrupt();
        watch.join();
      }
    }

    /** A node that does not come back is a finding, and the others have to answer all the same. */
    private void awaitAll(ClusterNodes nodes, List<String> problems) throws InterruptedException {
      try {
        nodes.awaitAll(test::isFaithful);
      } catch (IOException e) {
        problems.add("a faithful node does not take part after the heal: " + e.getMessage());
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
      List<NodeLedger> ledgers = new ArrayList<>();
      for (int node = 0; node < test.nodes(); node++) {
        ledgers.add(
            StoredLedgers.read(node, test.isFaithful(node), nodes.data(node).resolve("store")));
      }
      return ledgers;
    }
  }
}
