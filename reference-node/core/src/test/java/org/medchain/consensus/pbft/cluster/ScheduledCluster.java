package org.medchain.consensus.pbft.cluster;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.Request;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Screening;

/**
 * Replicas under a random schedule: any message in flight may come next, twice or never; timers
 * fire early; executions and disks are late; replicas crash, forever or until they restart with
 * their durable data; one is cut off for a while; the members change. Then the network heals and
 * everything has to commit.
 */
final class ScheduledCluster {
  private record Flight(int to, Envelope envelope) {}

  /** Nodes that are not members at first. */
  private static final int SPARES = 2;

  private static final int[] SIZES = {4, 5, 6, 7, 10};
  private static final int MOST_DELIVERIES = 2_000_000;

  private final Random random;
  private final boolean leaving;
  private final TestCommittee committee;
  private final AgreementInvariant agreement;
  private final List<SlowDiskHost> hosts = new ArrayList<>();
  private final List<PbftReplica> replicas = new ArrayList<>();
  private final List<SignedStatements> promises = new ArrayList<>();
  private final List<Flight> inFlight = new ArrayList<>();
  private final Set<Integer> crashed = new LinkedHashSet<>();
  private final List<Transaction> submitted = new ArrayList<>();
  private final Reached reached = new Reached();
  private int cutOff = -1;
  private boolean healing;
  private long delivered;

  /** The events of a schedule, so that a test can see whether it tested anything. */
  static final class Reached {
    int viewChanges;
    int reported;
    int collected;
    int transferred;
    int restarted;
    int epochs;
    int unawaited;
    int outputs;
  }

  /** A cluster whose size, window, interval and batching the seed draws as well. */
  ScheduledCluster(long seed) {
    this(seed, false);
  }

  /**
   * The same.
   *
   * @param leaving whether messages that their receivers do not await are left away
   */
  ScheduledCluster(long seed, boolean leaving) {
    this.leaving = leaving;
    random = new Random(seed);
    int nodes = SIZES[random.nextInt(SIZES.length)];
    int window = 1 + random.nextInt(4);
    BatchLimits batch = new BatchLimits(2, 10_000, random.nextBoolean() ? 0 : 1_000_000);
    long interval = 1L + random.nextInt(6);
    committee =
        new TestCommittee(
            nodes, ConsensusTestChain.parameters(window, Difficulty.NONE), batch, 1_000, interval);
    agreement = new AgreementInvariant(committee.genesis());
    for (int node = 0; node < nodes + SPARES; node++) {
      PbftReplica replica = committee.replica(node);
      promises.add(new SignedStatements("node " + node));
      replicas.add(replica);
      hosts.add(new SlowDiskHost(committee, node, replica));
      give(node, new Input.Started(TestCommittee.NOW_NS));
    }
    int crashes = random.nextInt(new QuorumSizes(nodes).faulty() + 1);
    for (int i = 0; i < crashes; i++) {
      crashed.add(random.nextInt(nodes));
    }
  }

  /** A request, or now and then a change of the members, to a random part of the replicas. */
  void submit() {
    boolean changes = random.nextInt(12) == 0;
    int kind = changes ? HashChainStateMachine.MEMBERS : 1;
    Bytes body = changes ? HashChainStateMachine.body(anyMembers()) : Bytes.utf8("record");
    Transaction request =
        committee.request("client " + random.nextInt(3), submitted.size() + 1L, kind, body);
    submitted.add(request);
    for (int i = 0; i < hosts.size(); i++) {
      if (random.nextInt(4) > 0) {
        inFlight.add(new Flight(i, Request.envelope(request)));
      }
    }
  }

  /** Any set of nodes that tolerates those which have crashed. */
  private Membership anyMembers() {
    while (true) {
      List<PublicKey> keys = new ArrayList<>();
      int down = 0;
      int offset = random.nextInt(hosts.size());
      for (int i = 0; i < hosts.size(); i++) {
        int node = (i + offset) % hosts.size();
        if (random.nextInt(5) > 0) {
          keys.add(committee.key(node));
          down += crashed.contains(node) ? 1 : 0;
        }
      }
      if (keys.size() >= QuorumSizes.MIN_NODES && down <= new QuorumSizes(keys.size()).faulty()) {
        return new Membership(keys);
      }
    }
  }

  /** One step of the schedule, with faults. */
  void stepFaulty() {
    int draw = random.nextInt(1_000);
    int node = random.nextInt(hosts.size());
    if (draw < 4) {
      fireOne(node);
    } else if (draw < 6) {
      restart(node);
    } else if (draw < 8) {
      cutOff = random.nextInt(3) == 0 ? node : -1;
    } else if (draw < 40 && !inFlight.isEmpty()) {
      inFlight.remove(random.nextInt(inFlight.size()));
    } else if (draw < 60 && !inFlight.isEmpty()) {
      deliver(inFlight.get(random.nextInt(inFlight.size())));
    } else if (draw < 80) {
      hosts.get(node).host().holdExecutions();
    } else if (draw < 180) {
      take(node, hosts.get(node).host().releaseExecution());
    } else if (draw < 400) {
      carry(node, hosts.get(node).flush(1L + random.nextInt(4)));
    } else if (!inFlight.isEmpty()) {
      deliver(inFlight.remove(random.nextInt(inFlight.size())));
    }
  }

  private void fireOne(int node) {
    List<Timer> timers = List.copyOf(hosts.get(node).host().timers());
    if (!timers.isEmpty()) {
      fire(node, timers.get(random.nextInt(timers.size())));
    }
  }

  private void fire(int node, Timer timer) {
    if (!crashed.contains(node)) {
      take(node, hosts.get(node).host().fire(timer));
    }
  }

  private void restart(int node) {
    if (crashed.contains(node)) {
      return;
    }
    reached.restarted++;
    PbftReplica replica = committee.replica(node);
    replicas.set(node, replica);
    carry(node, hosts.get(node).restart(replica));
  }

  private void deliver(Flight flight) {
    if (crashed.contains(flight.to()) || (flight.to() == cutOff && !healing)) {
      return;
    }
    delivered++;
    long nowNs = hosts.get(flight.to()).host().nowNs();
    Input input =
        switch (committee.authenticate(flight.envelope())) {
          case AuthenticationResult.Verified verified ->
              verified.message() instanceof Request request
                  ? new Input.RequestSubmitted(nowNs, request.transaction())
                  : new Input.MessageReceived(nowNs, verified);
          case AuthenticationResult.Rejected rejected ->
              throw new AssertionError("an honest message is rejected: " + rejected.reason());
        };
    if (input instanceof Input.MessageReceived received) {
      deliverScreened(flight.to(), received);
    } else {
      give(flight.to(), input);
    }
  }

  private void deliverScreened(int to, Input.MessageReceived received) {
    AuthenticationResult.Verified verified = received.verified();
    switch (replicas.get(to).screen(verified.sender(), verified.message())) {
      case Screening.Needed needed -> give(to, received);
      case Screening.Unneeded unneeded -> {
        reached.unawaited++;
        if (!leaving) {
          give(to, received);
        }
      }
      case Screening.Unsound unsound -> {
        int code = verified.envelope().code();
        Input rejected =
            new Input.MessageRejected(
                received.nowNs(), verified.sender(), code, unsound.kind(), unsound.reason());
        give(to, leaving ? rejected : received);
      }
    }
  }

  private void give(int node, Input input) {
    take(node, hosts.get(node).host().give(input));
  }

  private void take(int node, List<Output> outputs) {
    if (!outputs.isEmpty()) {
      reached.outputs = 31 * reached.outputs + Objects.hash(node, outputs);
    }
    for (Output output : outputs) {
      reached.collected += output instanceof Output.Truncate ? 1 : 0;
      reached.transferred +=
          output instanceof Output.Restore restore && restore.state().isPresent() ? 1 : 0;
    }
    carry(node, hosts.get(node).take(outputs));
    if (healing) {
      flushAll(node);
    }
  }

  /** A durable entry makes the replica write more. */
  private void flushAll(int node) {
    while (hosts.get(node).pending() > 0) {
      carry(node, hosts.get(node).flush(hosts.get(node).pending()));
    }
  }

  private void carry(int from, List<Output> outputs) {
    for (Output output : outputs) {
      switch (output) {
        case Output.Commit commit -> agreement.onCommit(commit);
        case Output.Send send -> {
          note(from, send.envelope());
          inFlight.add(new Flight(committee.numberOf(send.to()), send.envelope()));
        }
        case Output.Broadcast broadcast -> {
          note(from, broadcast.envelope());
          for (int to = 0; to < hosts.size(); to++) {
            if (to != from) {
              inFlight.add(new Flight(to, broadcast.envelope()));
            }
          }
        }
        default -> {}
      }
    }
  }

  /** Messages of others that it passes on are not its own. */
  private void note(int from, Envelope envelope) {
    if (envelope.sender().equals(committee.key(from))) {
      committee.message(envelope).ifPresent(promises.get(from)::onSent);
      boolean isChange = envelope.code() == ViewChange.TYPE.code();
      reached.viewChanges += isChange ? 1 : 0;
      if (envelope.code() == NewView.TYPE.code()
          && NewView.TYPE.decoder().apply(envelope) instanceof NewView message) {
        boolean carries =
            message.proofs().stream().anyMatch(each -> !each.viewChange().prepared().isEmpty());
        reached.reported += carries ? 1 : 0;
      }
    }
  }

  /**
   * Heals the network: in rounds, every message arrives, every held execution comes back, then the
   * timers that are due fire: all but the view timer, which is slower.
   *
   * @return whether every live replica executed every request within this number of rounds
   */
  boolean heals(int rounds) {
    healing = true;
    for (int i = 0; i < hosts.size(); i++) {
      for (Transaction request : submitted) {
        inFlight.add(new Flight(i, Request.envelope(request)));
      }
      flushAll(i);
    }
    for (int round = 1; round <= rounds; round++) {
      drain();
      if (allDone()) {
        return true;
      }
      boolean slow = round % 8 == 0;
      for (int i = 0; i < hosts.size(); i++) {
        for (Timer timer : List.copyOf(hosts.get(i).host().timers())) {
          if (slow || !timer.equals(PbftTimers.VIEW_CHANGE)) {
            fire(i, timer);
          }
        }
      }
    }
    return false;
  }

  private void drain() {
    boolean moved = true;
    while (moved) {
      while (!inFlight.isEmpty()) {
        deliver(inFlight.remove(0));
        if (delivered > MOST_DELIVERIES) {
          throw new AssertionError("the replicas do not come to rest");
        }
      }
      moved = false;
      for (int i = 0; i < hosts.size(); i++) {
        moved |= hosts.get(i).host().heldExecutions() > 0;
        take(i, hosts.get(i).host().releaseExecution());
      }
      moved |= !inFlight.isEmpty();
    }
  }

  private boolean allDone() {
    long last = agreement.lastRequestHeight();
    if (agreement.requests().size() < submitted.size()) {
      return false;
    }
    for (int i = 0; i < hosts.size(); i++) {
      if (!crashed.contains(i) && hosts.get(i).host().machine().height() < last) {
        return false;
      }
    }
    return true;
  }

  /** Checks what holds at rest: the states of all that live. */
  void check() {
    for (int i = 0; i < hosts.size(); i++) {
      StateMachine machine = hosts.get(i).host().machine();
      if (machine.height() <= agreement.height()) { // else the commits wait for the disk
        agreement.check(machine);
      }
    }
    reached.epochs = (int) agreement.lastEpoch();
  }

  /** For a message: the drawn behaviour. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("n = " + committee.members.size());
    text.append(", W = ").append(committee.chain.window());
    text.append(", K = ").append(committee.parameters.checkpointInterval());
    text.append(", crashed ").append(crashed).append(", chain ").append(agreement.height());
    text.append(", requests ").append(agreement.requests().size());
    text.append(" of ").append(submitted.size()).append(", epoch ").append(agreement.lastEpoch());
    for (int i = 0; i < hosts.size(); i++) {
      text.append("\n  ").append(i).append(": view ").append(replicas.get(i).view());
      text.append(", decided ").append(replicas.get(i).decidedHeight());
      text.append(", memory ").append(replicas.get(i).voteMemory());
      text.append(", host at ").append(hosts.get(i).host().machine().height());
      text.append(", timers ").append(hosts.get(i).host().timers());
    }
    return text.toString();
  }

  Reached reached() {
    return reached;
  }
}
