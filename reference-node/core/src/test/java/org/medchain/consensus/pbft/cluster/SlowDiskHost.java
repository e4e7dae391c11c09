package org.medchain.consensus.pbft.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.data.Block;

/**
 * A host whose disk is slow: writes become durable when the test says so, in order; outputs that
 * wait for them are held back; and a crash loses the rest (CONS-3, CONS-12).
 */
final class SlowDiskHost {
  /** Repeats what a replica said in an earlier life, so that a fresh host writes it down again. */
  private record Script(List<Output> outputs) implements Replica {
    @Override
    public List<Output> step(Input input) {
      return input instanceof Input.Started ? outputs : List.of();
    }
  }

  /** Keeps the news that something is durable from a replica until it is true. */
  private static final class Late implements Replica {
    private final Replica replica;
    private long durable;

    Late(Replica replica) {
      this.replica = replica;
    }

    @Override
    public List<Output> step(Input input) {
      boolean isEarly =
          input instanceof Input.Persisted persisted && persisted.token().number() > durable;
      return isEarly ? List.of() : replica.step(input);
    }
  }

  /** An output that is held back until everything up to a token is durable. */
  private record Held(Output output, long until) {}

  private final TestCommittee committee;
  private Late late;
  private TestHost host;

  /** The host as this life found it: with the log and the snapshots of the lives before. */
  private TestHost found;

  private final List<Output> written = new ArrayList<>();
  private final Deque<Held> held = new ArrayDeque<>();
  private long lastToken;
  private long durable;

  SlowDiskHost(TestCommittee committee, int node, Replica replica) {
    this.committee = committee;
    this.late = new Late(replica);
    this.host = committee.host(node, late);
    this.found = committee.host(node, late);
  }

  TestHost host() {
    return host;
  }

  /** The outputs on the input that others see. */
  List<Output> give(Input input) {
    return take(host.give(input));
  }

  /** The outputs that others see, of the given ones and of those held before. */
  List<Output> take(List<Output> outputs) {
    for (Output output : outputs) {
      switch (output) {
        case Output.Persist each -> write(each, each.token());
        case Output.TakeSnapshot each -> write(each, each.token());
        case Output.Truncate each -> written.add(each);
        case Output.Restore each -> written.add(each);
        case Output.Commit each -> {
          written.add(each);
          hold(each, each.waitsFor());
        }
        case Output.Send each -> hold(each, each.waitsFor());
        case Output.Broadcast each -> hold(each, each.waitsFor());
        // Executed here at once, though the commit is held back; so its result has to wait too.
        case Output.Reply each -> held.add(new Held(each, lastToken));
        default -> {}
      }
    }
    return released();
  }

  private void write(Output output, DurabilityToken token) {
    written.add(output);
    lastToken = token.number();
  }

  private void hold(Output output, List<DurabilityToken> waitsFor) {
    held.add(
        new Held(output, waitsFor.stream().mapToLong(DurabilityToken::number).max().orElse(0)));
  }

  private List<Output> released() {
    List<Output> free = new ArrayList<>();
    for (Held each : held) {
      if (each.until() <= durable) {
        free.add(each.output());
      }
    }
    held.removeIf(each -> each.until() <= durable);
    return free;
  }

  /** How much is written and not durable yet. */
  long pending() {
    return lastToken - durable;
  }

  /** The next {@code count} writes become durable; returns the outputs that waited for them. */
  List<Output> flush(long count) {
    List<Output> free = new ArrayList<>();
    if (durable < lastToken) {
      durable = Math.min(lastToken, durable + count);
      late.durable = durable;
      free.addAll(released());
      free.addAll(give(new Input.Persisted(host.nowNs(), new DurabilityToken(durable))));
    }
    return free;
  }

  /** The node crashes and restarts with its durable data. */
  List<Output> restart(Replica replica) {
    Block genesis = committee.genesis();
    List<Output> kept = written.stream().filter(this::survives).toList();
    TestHost disk = found.restarted(new Script(kept), committee.genesisState(), genesis);
    disk.give(new Input.Started(host.nowNs()));
    found = disk;
    late = new Late(replica);
    host = disk.restarted(late, committee.genesisState(), genesis);
    written.clear();
    held.clear();
    lastToken = 0;
    durable = 0;
    List<Output> outputs = new ArrayList<>(give(new Input.Recovered(host.nowNs(), host.log())));
    outputs.addAll(give(new Input.Started(host.nowNs())));
    return outputs;
  }

  private boolean survives(Output output) {
    return switch (output) {
      case Output.Persist each -> each.token().number() <= durable;
      case Output.TakeSnapshot each -> each.token().number() <= durable;
      case Output.Truncate each -> each.first().number() <= durable;
      default -> true; // commits and restored states: snapshots are taken of them
    };
  }
}
