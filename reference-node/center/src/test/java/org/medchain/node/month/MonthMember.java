package org.medchain.node.month;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.center.EnrollmentClient;
import org.medchain.node.center.renewal.CertificateRenewer;
import org.medchain.node.center.renewal.RenewalSchedule;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.host.HostObserver;
import org.medchain.node.host.NodeSurroundings;
import org.medchain.node.host.SimulatedNode;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.identity.PendingRenewal;
import org.medchain.node.storage.CorruptStoreException;
import org.medchain.node.storage.FaultyVolume;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/** A member over its lives: its machine, disk and credentials, and the node that runs on them. */
final class MonthMember implements MonthEndpoint, NodeSurroundings.Wire, HostObserver {
  private static final long RESTART_NS = Duration.ofMinutes(10).toNanos();

  /** After a start that was refused. */
  private static final long RETRY_NS = Duration.ofHours(2).toNanos();

  /** Of its credentials; the note beside them is there since its first start. */
  private static final List<String> SMALL_FILES =
      List.of("ledger-key.pem", "authority.pem", "signing.pem", "tls.pem", "renewal.pem");

  private final Month month;
  private final int number;
  private final KeyPair keys;
  private final Path folder;
  private final MonthMachine machine;
  private final SecureRandom random;
  private final boolean indexed;
  private final Set<Long> voted = new HashSet<>();
  private FaultyVolume volume = new FaultyVolume();
  private Optional<SimulatedNode> node = Optional.empty();
  private Optional<CertificateRenewer> renewer = Optional.empty();
  private Optional<Identity> shown = Optional.empty();
  private String refusal = "has not been started";
  private boolean full;
  private boolean diskWaits;
  private int operationsToCut;
  private boolean powerIsCut;
  private int lives;

  MonthMember(
      Month month, int number, KeyPair keys, Path folder, boolean indexed, SecureRandom random) {
    this.month = month;
    this.number = number;
    this.keys = keys;
    this.folder = folder;
    this.indexed = indexed;
    this.random = random;
    machine = month.machine();
    volume.onBoundary(this::operation);
  }

  /** Before its first start. */
  void enrolled(Identity identity) throws IOException {
    CredentialFiles.write(folder, identity);
  }

  private void operation() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
    if (powerIsCut || operationsToCut == 1) {
      powerIsCut = true;
      throw new FaultyVolume.PowerCut();
    }
    operationsToCut = Math.max(0, operationsToCut - 1);
  }

  /** Starts if it does not run; tries it again later if it is refused. */
  void start() {
    if (node.isPresent()) {
      return;
    }
    try {
      Identity identity = CredentialFiles.read(folder);
      shown = Optional.of(identity);
      lives++;
      node =
          Optional.of(
              new SimulatedNode(
                  new NodeSurroundings(
                      name(),
                      keys,
                      month.genesis(),
                      month.scheme(),
                      machine.loop(),
                      machine::monotonicNs,
                      machine,
                      volume,
                      folder,
                      indexed,
                      month.center().authority(),
                      this,
                      month.network().asker(this),
                      this)));
      refusal = "";
      renew(identity);
      month.network().dial();
    } catch (IOException | CorruptStoreException e) {
      refusal = String.valueOf(e.getMessage());
      month.log(name() + " does not start: " + refusal);
      machine.endProcess();
      afterCut();
      startIn(RETRY_NS);
    }
  }

  void startIn(long delayNs) {
    month.after(this, delayNs, this::start);
  }

  private void renew(Identity identity) {
    EnrollmentClient center =
        new EnrollmentClient(
            month.network().asker(this), month.center().authority(), machine, random);
    CertificateRenewer next =
        new CertificateRenewer(
            RenewalSchedule.DEFAULT,
            machine,
            machine.dayLoop(),
            each -> renewal(center, each),
            this::renewed,
            new SimpleMeterRegistry());
    renewer = Optional.of(next);
    if (PendingRenewal.exists(folder)) {
      next.resume(identity);
    } else {
      next.start(identity);
    }
  }

  /** As the process's renewal does it, which is in the module of commands. */
  private CompletableFuture<Identity> renewal(EnrollmentClient center, Identity identity) {
    try {
      Optional<Identity> waiting = PendingRenewal.waiting(folder);
      return waiting.isPresent()
          ? CompletableFuture.completedFuture(waiting.get())
          : center.renew(identity, PendingRenewal.begin(folder, random)).thenApply(this::kept);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Identity kept(Identity fresh) {
    try {
      return PendingRenewal.keep(folder, fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void renewed(Identity fresh) {
    shown = Optional.of(fresh);
    month.log(name() + " has new certificates");
    try {
      PendingRenewal.finish(folder, fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process is gone at once. */
  void kill() {
    node.ifPresent(SimulatedNode::kill);
    renewer.ifPresent(CertificateRenewer::close);
    node = Optional.empty();
    renewer = Optional.empty();
    month.network().endAll(this);
    machine.endProcess();
    afterCut();
  }

  /** The power is cut now. */
  void cutPower() {
    powerIsCut = true;
    kill();
  }

  /** The power is cut at one of the next operations of the disk. */
  void cutPowerAt(int operation) {
    operationsToCut = operation;
  }

  private void afterCut() {
    if (powerIsCut) {
      volume = volume.afterPowerCut(new Random(month.plan().seed() * 1_000 + lives));
      volume.onBoundary(this::operation);
    }
    powerIsCut = false;
    operationsToCut = 0;
  }

  void fillDisk(boolean isFull) {
    full = isFull;
  }

  /** No file of its credentials can be replaced, as in a folder that is full or read-only. */
  void fillCredentials(boolean isFull) throws IOException {
    for (String each : SMALL_FILES) {
      Path unfinished = folder.resolve(each + DurableFile.UNFINISHED);
      if (isFull) {
        Files.createDirectories(unfinished.resolve("full"));
      } else {
        Files.deleteIfExists(unfinished.resolve("full"));
        Files.deleteIfExists(unfinished);
      }
    }
  }

  /** Another version of the program finds no index that it can read. */
  void dropIndex() throws IOException {
    delete(folder.resolve("index"));
  }

  static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> all = Files.walk(tree)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** After each turn of its machine: the disk gets its turn, and failed parts end. */
  void turned() {
    if (node.isPresent() && node.get().failure().isPresent()) {
      refusal = node.get().failure().get();
      month.log(name() + " ends: " + refusal);
      kill();
      startIn(RESTART_NS);
    } else if (node.isPresent() && !diskWaits && node.get().hasDiskWork()) {
      diskWaits = true;
      month.after(this, month.diskNs(), this::diskTurn);
    }
  }

  private void diskTurn() {
    diskWaits = false;
    node.filter(SimulatedNode::hasDiskWork).ifPresent(SimulatedNode::diskTurn);
  }

  Optional<SimulatedNode> node() {
    return node;
  }

  boolean isReady() {
    return node.filter(each -> each.readiness().ready()).isPresent();
  }

  /** Why it is not, in one line. */
  String reason() {
    return node.map(each -> each.readiness().reason()).orElse(refusal);
  }

  int lives() {
    return lives;
  }

  boolean hasVoted(long height) {
    return voted.contains(height);
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    for (Output output : outputs) {
      if (output instanceof Output.Sign sign && sign.message() instanceof Commit commit) {
        voted.add(commit.height());
      }
    }
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    month.invariants().executed(this, block, execution);
  }

  @Override
  public void restored(long height, Hash block) {
    month.log(name() + " has the state of height " + height);
  }

  @Override
  public void broadcast(Envelope envelope) {
    month.network().broadcast(this, envelope);
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    month.network().send(this, to, envelope);
  }

  @Override
  public void reply(PublicKey to, OrderedReply reply) {
    month.network().reply(this, to, reply);
  }

  @Override
  public void recheck() {
    month.network().recheck(this);
  }

  @Override
  public String name() {
    return "n" + number;
  }

  @Override
  public MonthMachine machine() {
    return machine;
  }

  @Override
  public boolean isUp() {
    return node.isPresent();
  }

  @Override
  public List<X509Certificate> chain() {
    return shown.orElseThrow().credentials().chain();
  }

  @Override
  public Peer admit(List<X509Certificate> chain) throws RefusedException {
    return chain.isEmpty() ? month.client().peer() : node.orElseThrow().policy().admit(chain);
  }

  @Override
  public Optional<String> refusal(Peer peer) {
    return node.flatMap(each -> each.refusal(peer));
  }

  @Override
  public List<RpcService> services() {
    return node.map(SimulatedNode::services).orElse(List.of());
  }

  @Override
  public void opened(MonthNetwork.Link link) {
    node.ifPresent(each -> each.opened(link));
  }

  @Override
  public void closed(MonthNetwork.Link link) {
    node.ifPresent(each -> each.closed(link));
  }

  @Override
  public void received(Envelope envelope, MonthNetwork.Link link) {
    node.ifPresent(each -> each.received(envelope, link));
  }

  @Override
  public void replied(Peer other, OrderedReply reply) {}
}
