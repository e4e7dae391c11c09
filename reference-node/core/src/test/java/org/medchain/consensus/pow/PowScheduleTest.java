package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Block;
import org.medchain.data.KeyPair;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.MessageRegistry;

/**
 * Nodes and a client under a random schedule: any message in flight comes next, twice or never,
 * nodes find blocks at random, executions are late. Then nothing is lost any more, and all must
 * agree.
 */
class PowScheduleTest {
  private static final int CLIENT = -1;
  private static final int CONFIRMATIONS = 2;
  private static final Timer REQUEST_TIMER = new Timer("request", 1);

  /** The second gets harder while the clocks of these runs do not move. */
  private static final List<DifficultyRule> RULES =
      List.of(new DifficultyRule.Constant(), new DifficultyRule.Asert(1, 8, PowFixture.EASY));

  private record Flight(int to, Envelope envelope) {}

  /** One run. */
  private static final class Run {
    final Random random;
    final PowFixture fixture;
    final Membership members;
    final List<PowTestNode> nodes = new ArrayList<>();
    final ClientSession client;
    final Authenticator authenticator;
    final List<Flight> inFlight = new ArrayList<>();
    final List<Transaction> submitted = new ArrayList<>();
    final Set<RequestId> accepted = new LinkedHashSet<>();
    final int lossPercent;
    final PowParameters parameters;

    Run(int count, int window, int lossPercent, long seed) {
      this.random = new Random(seed);
      this.lossPercent = lossPercent;
      DifficultyRule rule = RULES.get(random.nextInt(RULES.size()));
      fixture = new PowFixture(window, PowFixture.EASY, new TestSignatures(), rule);
      // A branch may be forgotten long before it turns out to be the better one.
      int branchDepth = random.nextBoolean() ? 1 : 1000;
      parameters = fixture.parameters(CONFIRMATIONS, branchDepth);
      members = PowTestNode.members(fixture, count);
      authenticator =
          new Authenticator(
              fixture.chain.chain(), fixture.scheme, new MessageRegistry(PowMessages.all()));
      client = new PowClientSession(parameters, members, PowFixture.SECOND);
      for (int i = 0; i < count; i++) {
        nodes.add(fresh(i, count));
        carry(i, nodes.get(i).start());
      }
    }

    private PowTestNode fresh(int index, int count) {
      PowTestNode node = new PowTestNode(fixture, parameters, count, index);
      node.host.holdExecutions();
      return node;
    }

    /** A node crashes and comes back with nothing (POW-26). */
    void restartAny() {
      int index = random.nextInt(nodes.size());
      nodes.set(index, fresh(index, nodes.size()));
      nodes.get(index).host.give(new Input.Recovered(0, List.of()));
      carry(index, nodes.get(index).start());
    }

    PowTestNode any() {
      return nodes.get(random.nextInt(nodes.size()));
    }

    void carry(int from, List<Output> outputs) {
      for (Output output : outputs) {
        switch (output) {
          case Output.Send send -> fly(members.indexOf(send.to()), send.envelope());
          case Output.Broadcast broadcast -> {
            for (int to = 0; to < nodes.size(); to++) {
              if (to != from) {
                fly(to, broadcast.envelope());
              }
            }
          }
          case Output.Reply reply -> fly(CLIENT, sealed(from, reply));
          case Output.Accepted done -> assertThat(accepted.add(done.request())).isTrue();
          case Output.Commit commit -> assertThat(commit.waitsFor()).isEmpty();
          case Output.Persist persist -> throw new AssertionError("POW-26: " + persist);
          default -> {}
        }
      }
    }

    private Envelope sealed(int from, Output.Reply reply) {
      KeyPair keys = nodes.get(from).host.keys();
      return Envelope.seal(fixture.scheme, fixture.chain.chain(), keys, reply.message());
    }

    private void fly(int to, Envelope envelope) {
      inFlight.add(new Flight(to, envelope));
    }

    void act() {
      PowTestNode node = any();
      switch (random.nextInt(12)) {
        case 0 -> node.host.mining().ifPresent(header -> mine(node));
        case 1 -> carry(nodes.indexOf(node), node.host.releaseExecution());
        case 2 -> {
          if (submitted.size() < 5) {
            submit();
          }
        }
        case 3 -> carry(nodes.indexOf(node), node.fire(BlockAssembler.TEMPLATE));
        case 4 -> carry(nodes.indexOf(node), node.fire(PowReplica.RETRANSMIT));
        default -> {
          if (!inFlight.isEmpty()) {
            deliverAny();
          }
        }
      }
    }

    private void mine(PowTestNode node) {
      carry(nodes.indexOf(node), node.mineWithOutputs());
    }

    private void submit() {
      Transaction request = fixture.request("alice", submitted.size() + 1);
      submitted.add(request);
      carry(CLIENT, client.step(new Input.RequestSubmitted(0, request)));
    }

    private void deliverAny() {
      int index = random.nextInt(inFlight.size());
      boolean again = random.nextInt(10) == 0;
      Flight flight = again ? inFlight.get(index) : inFlight.remove(index);
      if (random.nextInt(100) >= lossPercent) {
        deliver(flight);
      }
    }

    private void deliver(Flight flight) {
      if (flight.to() == CLIENT) {
        AuthenticationResult.Verified verified =
            (AuthenticationResult.Verified) authenticator.authenticate(flight.envelope());
        carry(CLIENT, client.step(new Input.MessageReceived(0, verified)));
      } else {
        carry(flight.to(), nodes.get(flight.to()).receive(flight.envelope()));
      }
    }

    /** Everything in flight arrives, all executions are done, all timers fire, again and again. */
    void heal() {
      for (int round = 0; round < 3 * nodes.size(); round++) {
        nodes.forEach(node -> carry(nodes.indexOf(node), node.fire(PowReplica.RETRANSMIT)));
        settle();
      }
    }

    void settle() {
      boolean busy = true;
      while (busy) {
        busy = !inFlight.isEmpty();
        while (!inFlight.isEmpty()) {
          deliver(inFlight.remove(0));
        }
        for (int i = 0; i < nodes.size(); i++) {
          while (nodes.get(i).host.executionsHeld() > 0) {
            busy = true;
            carry(i, nodes.get(i).host.releaseExecution());
          }
        }
      }
    }
  }

  @Property(seed = "36", tries = 120, edgeCases = EdgeCasesMode.NONE)
  void afterHealingAllAgreeAndEveryRequestIsFinal(
      @ForAll @IntRange(min = 2, max = 5) int nodes,
      @ForAll @IntRange(min = 1, max = 3) int window,
      @ForAll @IntRange(max = 60) int lossPercent,
      @ForAll long seed) {
    Run run = new Run(nodes, window, lossPercent, seed);
    for (int i = 0; i < 400; i++) {
      run.act();
    }
    run.heal();
    sameWorkEverywhere(run);
    finishRequests(run);
    // The last block was mined on one of the heads, so it has more work than any other.
    Block head = run.nodes.get(0).replica.head();
    for (PowTestNode node : run.nodes) {
      assertThat(node.replica.head()).isEqualTo(head);
      assertThat(node.host.chain()).isEqualTo(run.nodes.get(0).host.chain());
    }
    assertThat(ordered(run)).containsExactlyInAnyOrderElementsOf(run.submitted);
    assertThat(run.accepted).hasSameSizeAs(run.submitted);
  }

  /** POW-31: also where nodes lose everything now and then, all come together in the end. */
  @Property(seed = "37", tries = 80, edgeCases = EdgeCasesMode.NONE)
  void restartedNodesCatchUp(
      @ForAll @IntRange(min = 2, max = 5) int nodes,
      @ForAll @IntRange(max = 60) int lossPercent,
      @ForAll long seed) {
    Run run = new Run(nodes, 2, lossPercent, seed);
    for (int i = 0; i < 400; i++) {
      run.act();
      if (run.random.nextInt(80) == 0) {
        run.restartAny();
      }
    }
    run.heal();
    sameWorkEverywhere(run);
    run.mine(run.nodes.get(0));
    run.settle();
    run.heal();
    for (PowTestNode node : run.nodes) {
      assertThat(node.host.chain()).isEqualTo(run.nodes.get(0).host.chain());
    }
  }

  private static void sameWorkEverywhere(Run run) {
    assertThat(run.nodes)
        .extracting(node -> node.replica.head().height())
        .containsOnly(run.nodes.get(0).replica.head().height());
  }

  /** The client asks again for all; then a node mines until everything is confirmed. */
  private static void finishRequests(Run run) {
    for (int i = 1; i <= run.submitted.size(); i++) {
      Timer timer = new Timer(REQUEST_TIMER.name(), i);
      run.carry(CLIENT, run.client.step(new Input.TimerFired(0, timer)));
    }
    run.settle();
    for (int i = 0; i < 6; i++) {
      PowTestNode miner = run.nodes.get(i % run.nodes.size());
      run.carry(i % run.nodes.size(), miner.fire(BlockAssembler.TEMPLATE));
      run.mine(miner);
      run.settle();
    }
  }

  private static List<Transaction> ordered(Run run) {
    return run.nodes.get(0).host.chain().stream()
        .flatMap(block -> block.transactions().stream())
        .toList();
  }
}
