package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Timer;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/** SIM-23: logs an entry every tick, tells it when durable, and checks what each life has. */
final class LoggingReplica implements Replica {
  private static final int MOST_ENTRIES = 1_000_000;

  /** The known facts about one node, over all its lives. */
  static final class Diary {
    final PublicKey node;

    /** The entries at the beginning of the last life, and all that it has persisted since. */
    final List<Bytes> written = new ArrayList<>();

    /** How many of these were said to be durable. */
    int durable;

    final Set<Bytes> heard = new LinkedHashSet<>();

    int lives;
    int lost;

    Diary(PublicKey node) {
      this.node = node;
    }
  }

  private final Diary diary;
  private final List<Diary> all;
  private final long tickNs;
  private final int life;
  private int before;
  private int count;
  private boolean started;
  private boolean recovered;

  /** The next life of a node; what it hears is noted in all diaries. */
  LoggingReplica(Diary diary, List<Diary> all, long tickNs) {
    this.diary = diary;
    this.all = all;
    this.tickNs = tickNs;
    this.life = ++diary.lives;
    this.before = diary.written.size();
  }

  private Timer tick() {
    return new Timer("tick", life);
  }

  private static Bytes entry(long number) {
    return new Encoder().int64(number).toBytes();
  }

  @Override
  public List<Output> step(Input input) {
    assertThat(diary.lives).as("only the last life is given anything").isEqualTo(life);
    boolean begins = input instanceof Input.Started || input instanceof Input.Recovered;
    assertThat(started).isEqualTo(!begins);
    return switch (input) {
      case Input.Recovered given -> {
        recover(given.log());
        yield List.of();
      }
      case Input.Started begun -> {
        assertThat(recovered).as("told of its past, be it empty").isTrue();
        started = true;
        yield List.of(new Output.StartTimer(tick(), tickNs));
      }
      case Input.TimerFired fired -> {
        assertThat(fired.timer()).as("a timer of this life").isEqualTo(tick());
        yield write();
      }
      case Input.MessageSigned signed -> {
        DurabilityToken token = new DurabilityToken(count);
        yield List.of(new Output.Broadcast(signed.envelope(), List.of(token)));
      }
      case Input.Persisted persisted -> {
        assertThat(persisted.token().number()).as("of this life").isBetween(1L, (long) count);
        diary.durable = before + (int) persisted.token().number();
        yield List.of();
      }
      case Input.MessageReceived received -> {
        hear(((EchoProtocol.Echo) received.verified().message()).request());
        yield List.of();
      }
      case Input.PeerReachable reachable -> List.of();
      default -> throw new AssertionError(input);
    };
  }

  /** The log is a prefix of the written entries, and holds all that other nodes rely on. */
  private void recover(List<Bytes> log) {
    assertThat(recovered).isFalse();
    recovered = true;
    assertThat(log.size()).isBetween(diary.durable, diary.written.size());
    assertThat(log).isEqualTo(diary.written.subList(0, log.size()));
    assertThat(log).containsAll(diary.heard);
    diary.lost += diary.written.size() - log.size();
    diary.written.subList(log.size(), diary.written.size()).clear();
    diary.durable = log.size();
    before = log.size();
  }

  private List<Output> write() {
    count++;
    long number = (long) life * MOST_ENTRIES + count;
    diary.written.add(entry(number));
    return List.of(
        new Output.Persist(new DurabilityToken(count), entry(number)),
        new Output.Sign(new EchoProtocol.Echo(new RequestId(diary.node, number))),
        new Output.StartTimer(tick(), tickNs));
  }

  private void hear(RequestId said) {
    all.stream()
        .filter(other -> other.node.equals(said.sender()))
        .forEach(other -> other.heard.add(entry(said.sequence())));
  }
}
