package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Timer;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.RegisterStateMachine;
import org.medchain.faults.schedule.Endpoint.ByzantineActor;
import org.medchain.faults.schedule.Endpoint.TimedEndpoint;
import org.medchain.faults.schedule.ScheduleEvent.ScheduleAction;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduledHost.DeferredWork;
import org.medchain.faults.schedule.ScheduledLinks.PendingMessage;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/**
 * All parties of one schedule in one thread, and the messages between them that may arrive in any
 * order, twice or never. It decides nothing: {@link SafetyPhase}, {@link LivenessPhase} or a
 * recorded schedule chooses the next step.
 */
final class ScheduledSystem {
  /** Sees each step of each replica, before what the replica puts out is carried out. */
  interface StepWatcher {
    void stepped(ScheduledHost host, Input input, List<Output> outputs);
  }

  final SchedulePlan plan;
  final ScheduleSetup setup;
  final ScheduleOracle oracle;
  final List<ScheduledHost> hosts = new ArrayList<>();
  final List<ByzantineActor> byzantineActors = new ArrayList<>();
  final List<ScheduledClient> clients = new ArrayList<>();
  final ScheduledClient center;
  final ScheduledLinks links = new ScheduledLinks(this);
  private final Map<PublicKey, List<Endpoint>> byKey = new LinkedHashMap<>();
  private final Map<String, Endpoint> byName = new TreeMap<>();
  final List<PendingMessage> pendingMessages = new ArrayList<>();
  private final Optional<MessageLabels> labels;
  private final List<StepWatcher> watchers = new ArrayList<>();
  final List<ScheduleEvent> events = new ArrayList<>();
  private Envelope lastEnvelope;
  private SharedEnvelope lastMail;
  private long nowNs = ScheduleSetup.GENESIS_MS * 1_000_000;
  private long lastValue;
  private int changesLeft;
  private boolean recording = true;

  /** A world in which nothing has happened yet; {@code recording}: its events are to be kept. */
  ScheduledSystem(SchedulePlan plan, boolean recording) {
    this(plan, recording, Optional.empty());
  }

  /**
   * The same, with a record of the replicas' steps.
   *
   * @param trace takes the lines
   */
  ScheduledSystem(SchedulePlan plan, boolean recording, Optional<Consumer<String>> trace) {
    this.plan = plan;
    setup = new ScheduleSetup(plan);
    trace.ifPresent(lines -> watchers.add(new TraceRecorder(setup, lines)::stepped));
    oracle = plan.isProofOfWork() ? new PowOracle(this, setup) : new PbftOracle(this, setup);
    labels = recording ? Optional.of(new MessageLabels()) : Optional.empty();
    changesLeft = plan.changes();
    for (int i = 0; i < plan.nodes() + plan.spares(); i++) {
      addMember(plan, i);
    }
    if (plan.kind() == ScheduleKind.PARTIAL_CLIENT) {
      byzantineActors.add(add(new FaultyClient.PartialClient(this)));
    }
    if (plan.kind() == ScheduleKind.LIVENESS) {
      byzantineActors.add(add(new FaultyClient.RandomClient(this)));
    }
    for (int i = 0; i < plan.clients(); i++) {
      clients.add(add(new ScheduledClient("c" + i, setup.client(i), this, setup.session())));
    }
    center = add(new ScheduledClient("center", setup.center, this, setup.session()));
    hosts.forEach(ScheduledHost::start);
    links.begin();
  }

  private void addMember(SchedulePlan plan, int number) {
    String fault = plan.byzantine().getOrDefault(number, "");
    KeyPair keys = setup.node(number);
    String name = Integer.toString(number);
    if (fault.equals(ByzantineKinds.RANDOM_BYZANTINE)) {
      byzantineActors.add(add(speaker(name, keys)));
      return;
    }
    Supplier<Replica> maker = () -> setup.replica(number);
    DeferredWork laziness = plan.deferredWork().get(number);
    ScheduledHost host = add(new ScheduledHost(name, keys, fault.isEmpty(), laziness, this, maker));
    host.tick(plan.skewMs().get(number) * 1_000_000L);
    hosts.add(host);
    if (fault.equals(ByzantineKinds.TWIN)) {
      hosts.add(add(new ScheduledHost(name + "'", keys, false, laziness, this, maker)));
    }
  }

  void watch(StepWatcher watcher) {
    watchers.add(watcher);
  }

  private ByzantineActor speaker(String name, KeyPair keys) {
    return oracle instanceof PowOracle work
        ? new ByzantineMiner(name, keys, this, work.dag())
        : new ScheduledByzantine(name, keys, this);
  }

  <P extends Endpoint> P add(P party) {
    byKey.computeIfAbsent(party.key(), key -> new ArrayList<>()).add(party);
    byName.put(party.name(), party);
    return party;
  }

  long nowNs() {
    return nowNs;
  }

  void advanceTo(long ns) {
    nowNs = Math.max(nowNs, ns);
  }

  /** The process of this name, if there is one. */
  Optional<Endpoint> party(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What happens from now on follows from what happened before. */
  void stopRecording() {
    recording = false;
  }

  /** The honest hosts that are up: members now, so obliged to execute everything. */
  List<ScheduledHost> hostsThatMustProgress() {
    Membership members = oracle.lastMembers();
    return hosts.stream()
        .filter(host -> host.isHonest() && host.isUp() && members.contains(host.key()))
        .toList();
  }

  /** The clock of the honest host that is furthest ahead. */
  long latestClockNs() {
    return hosts.stream()
        .filter(ScheduledHost::isHonest)
        .mapToLong(ScheduledHost::nowNs)
        .max()
        .orElse(nowNs);
  }

  /** Whether one more host may go down: it comes back, or no more than f are faulty then. */
  boolean mayCrashOne() {
    long down = hosts.stream().filter(host -> !host.isUp()).count();
    return plan.restarts() || down + plan.byzantine().size() < plan.faulty();
  }

  /** A number that was never written. */
  long freshValue() {
    return ++lastValue;
  }

  // Outputs of hosts and clients.

  Envelope seal(KeyPair keys, Message message) {
    return Envelope.seal(setup.scheme, setup.genesis().hash(), keys, message);
  }

  Transaction request(KeyPair keys, long sequence, int kind, Bytes body) {
    return Transaction.signed(setup.scheme, setup.genesis().hash(), keys, sequence, kind, body);
  }

  void send(Endpoint from, PublicKey to, Envelope envelope) {
    for (Endpoint party : byKey.getOrDefault(to, List.of())) {
      addPending(from, party, envelope);
    }
  }

  /** To all other hosts, members or not. */
  void broadcast(Endpoint from, Envelope envelope) {
    for (Endpoint party : byName.values()) {
      if (!(party instanceof ScheduledClient) && !party.key().equals(from.key())) {
        addPending(from, party, envelope);
      }
    }
  }

  /** The same envelope to many is one mail. */
  @SuppressWarnings("ReferenceEquality")
  private void addPending(Endpoint from, Endpoint to, Envelope envelope) {
    if (envelope != lastEnvelope) {
      lastEnvelope = envelope;
      lastMail = new SharedEnvelope(envelope, setup.authenticator);
    }
    SharedEnvelope mail = lastMail;
    String label = labels.map(each -> each.next(from, to, mail)).orElse("");
    pendingMessages.add(new PendingMessage(from, to, mail, label));
  }

  // What may happen.

  /** A replica has taken a step. */
  void stepped(ScheduledHost host, Input input, List<Output> outputs) {
    watchers.forEach(each -> each.stepped(host, input, outputs));
  }

  private void recordEvent(ScheduleAction verb, String at, Object what) {
    if (labels.isPresent() && recording) {
      events.add(new ScheduleEvent(verb, at, what.toString()));
    }
  }

  void deliver(int index, boolean again) {
    PendingMessage parcel = again ? pendingMessages.get(index) : pendingMessages.remove(index);
    recordEvent(
        again ? ScheduleAction.REPEAT : ScheduleAction.DELIVER, parcel.link(), parcel.label());
    parcel.to().receive(parcel.envelope());
  }

  void lose(int index) {
    PendingMessage parcel = pendingMessages.remove(index);
    recordEvent(ScheduleAction.LOSE, parcel.link(), parcel.label());
  }

  void fire(TimedEndpoint party, Timer timer) {
    recordEvent(ScheduleAction.FIRE, party.name(), timer.name() + "/" + timer.key());
    party.fire(timer);
  }

  /** Anything else; the number is what the action says. */
  void play(ScheduleAction action, Endpoint party, long number) {
    recordEvent(action, party.name(), action.numbered ? number : "");
    action.play(party, number);
  }

  void flap(ScheduledHost one, ScheduledHost other) {
    recordEvent(ScheduleAction.FLAP, one.name(), other.name());
    links.flap(one, other);
  }

  /** The regulatory center adds, removes or replaces a member, if that leaves enough honest. */
  void changeMembers(int what) {
    changesLeft--;
    MembershipChanges.draw(setup, oracle.lastMembers(), new SeededDraws(what))
        .ifPresent(body -> center.order(RegisterStateMachine.MEMBERS, body));
  }

  int changesLeft() {
    return changesLeft;
  }

  /** Searches for real: at these difficulties that takes a few hashes. */
  void mine(ScheduledHost host) {
    if (recording && plan.isProofOfWork()) {
      nowNs += ScheduleSetup.MINING_NS; // or difficulties would only ever rise
    }
    host.mining().ifPresent(header -> host.found(ScheduleSetup.sealed(header, true)));
  }
}
