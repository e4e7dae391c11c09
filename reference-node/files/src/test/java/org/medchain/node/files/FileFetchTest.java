package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.files.FileFetch.FetchPort;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.transport.RefusedException;

/** STO-6, FILE-8: fetching from honest, lying, slow and vanishing holders, in virtual time. */
class FileFetchTest {
  private static final long MS = 1_000_000;
  private static final FileFetch.FetchParameters RULES =
      new FileFetch.FetchParameters(2, 4, 10, Duration.ofMillis(400), 3);

  private enum Manner {
    HONEST,
    LIAR,
    WRONG_PIECE,
    GARBAGE,
    SLOW,
    VANISHING,
    REFUSING
  }

  /** A holder: its behaviour, its pieces, and the time of an answer. */
  private record Actor(Manner manner, BitSet has, long delayMs) {}

  /** One fetch to its end. */
  private static final class Play implements FetchPort {
    private interface Reply {
      void arrive() throws IOException, RefusedException;
    }

    private record Event(long atNs, int number, Reply reply) {}

    private record Ask(PublicKey holder, int index) {}

    final SampleFiles.SampleFile made;
    final Map<PublicKey, Actor> actors;
    final FileFetch fetch;
    final Map<Integer, Piece> written = new TreeMap<>();
    final Map<PublicKey, Integer> asked = new HashMap<>();
    final Map<PublicKey, Boolean> dropped = new LinkedHashMap<>();
    final List<Ask> asks = new ArrayList<>();
    private final PriorityQueue<Event> queue =
        new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingInt(Event::number));
    private int numbers;
    long nowNs;
    List<Integer> missing = List.of();

    Play(SampleFiles.SampleFile made, Map<PublicKey, Actor> actors, BitSet have) {
      this.made = made;
      this.actors = actors;
      Map<PublicKey, BitSet> holders = new LinkedHashMap<>();
      actors.forEach((key, actor) -> holders.put(key, actor.has()));
      this.fetch = new FileFetch(made.file(), have, holders, RULES, this);
    }

    Play run() throws IOException, RefusedException {
      while (fetch.advance(nowNs)) {
        assertThat(numbers).as("it ends").isLessThan(100_000);
        long tick = nowNs + 50 * MS;
        if (queue.isEmpty() || queue.peek().atNs() > tick) {
          nowNs = tick;
          numbers++;
        } else {
          Event event = queue.poll();
          nowNs = event.atNs();
          event.reply().arrive();
        }
      }
      missing = fetch.missing();
      return this;
    }

    @Override
    public void store(Piece piece) {
      assertThat(piece).isEqualTo(made.pieces().get(piece.index()));
      assertThat(written.put(piece.index(), piece)).isNull();
    }

    @Override
    public void drop(PublicKey holder, boolean misbehaved) {
      dropped.put(holder, misbehaved);
    }

    @Override
    public void request(PublicKey holder, int index) {
      assertThat(dropped).doesNotContainKey(holder);
      asks.add(new Ask(holder, index));
      Actor actor = actors.get(holder);
      int count = asked.merge(holder, 1, Integer::sum);
      boolean has = actor.has().get(index);
      Piece right = made.pieces().get(index);
      switch (actor.manner()) {
        case HONEST -> later(actor, () -> fetch.pieceReceived(holder, index, right));
        case SLOW -> later(actor, () -> fetch.pieceReceived(holder, index, right));
        case LIAR -> {
          byte[] content = right.content().toArray();
          content[0] ^= 1;
          Piece sent = count > 3 ? new Piece(right.proof(), Bytes.of(content)) : right;
          later(actor, () -> fetch.pieceReceived(holder, index, sent));
        }
        case WRONG_PIECE -> {
          Piece other = made.pieces().get((index + 1) % made.pieces().size());
          later(actor, () -> fetch.pieceReceived(holder, index, other));
        }
        case GARBAGE -> later(actor, () -> fetch.misbehaved(holder, index));
        case REFUSING -> later(actor, () -> fetch.refused(holder, index));
        case VANISHING -> {
          if (count <= 3) {
            later(actor, () -> fetch.pieceReceived(holder, index, right));
          }
        }
      }
      assertThat(has).isTrue();
    }

    private void later(Actor actor, Reply reply) {
      queue.add(new Event(nowNs + actor.delayMs() * MS, numbers++, reply));
    }
  }

  private static BitSet all(int count) {
    BitSet set = new BitSet();
    set.set(0, count);
    return set;
  }

  private static PublicKey key(int number) {
    return SampleFiles.keys(100 + number).publicKey();
  }

  @Property(seed = "1", tries = 300)
  void allComesThatAnHonestHolderHasAndTheRestIsNamed(
      @ForAll @IntRange(min = 1, max = 60) int pieces,
      @ForAll @IntRange(min = 1, max = 7) int holders,
      @ForAll int seed)
      throws Exception {
    Random random = new Random(seed);
    SampleFiles.SampleFile made = SampleFiles.stored(pieces * 1024 - 7, 5, 1024);
    Map<PublicKey, Actor> actors = new TreeMap<>();
    BitSet reachable = new BitSet();
    boolean anyInTime = false;
    for (int number = 0; number < holders; number++) {
      Manner manner = Manner.values()[random.nextInt(Manner.values().length)];
      BitSet has = all(pieces);
      for (int index = 0; index < pieces; index++) {
        has.set(index, random.nextInt(3) > 0);
      }
      boolean slow = manner == Manner.SLOW;
      actors.put(key(number), new Actor(manner, has, slow ? 700 : 1 + random.nextInt(300)));
      if (manner == Manner.HONEST) {
        reachable.or(has);
        anyInTime = true;
      }
    }
    BitSet have = new BitSet();
    for (int index = 0; index < pieces; index++) {
      have.set(index, random.nextInt(5) == 0);
    }
    Play play = new Play(made, actors, have).run();
    TreeSet<Integer> expected = new TreeSet<>();
    for (int index = 0; index < pieces; index++) {
      boolean there = have.get(index) || play.written.containsKey(index);
      assertThat(there || !reachable.get(index)).as("piece %d", index).isTrue();
      if (!there) {
        expected.add(index);
      }
    }
    assertThat(play.missing).containsExactlyElementsOf(expected);
    assertThat(play.written.keySet()).noneMatch(have::get);
    play.dropped.forEach(
        (holder, lied) -> {
          Manner manner = actors.get(holder).manner();
          assertThat(manner).isNotEqualTo(Manner.HONEST);
          assertThat(lied)
              .isEqualTo(
                  manner == Manner.LIAR
                      || manner == Manner.WRONG_PIECE
                      || manner == Manner.GARBAGE);
        });
    assertThat(anyInTime || play.missing.size() <= pieces).isTrue();
  }

  @Property(seed = "2", tries = 40)
  void theSameStoryGivesTheSameQuestions(@ForAll int seed) throws Exception {
    SampleFiles.SampleFile made = SampleFiles.stored(30_000, 5, 1024);
    Map<PublicKey, Actor> actors = new TreeMap<>();
    Random random = new Random(seed);
    for (int number = 0; number < 5; number++) {
      Manner manner = Manner.values()[random.nextInt(Manner.values().length)];
      actors.put(key(number), new Actor(manner, all(30), 1 + random.nextInt(600)));
    }
    Play first = new Play(made, actors, new BitSet()).run();
    Play second = new Play(made, actors, new BitSet()).run();
    assertThat(second.asks).isEqualTo(first.asks);
  }

  @Example
  void rarePiecesAreRequestedFirst() throws Exception {
    SampleFiles.SampleFile made = SampleFiles.stored(12 * 1024, 5, 1024);
    BitSet withoutLast = all(11);
    Map<PublicKey, Actor> actors = new TreeMap<>();
    for (int number = 0; number < 3; number++) {
      actors.put(key(number), new Actor(Manner.HONEST, number == 2 ? all(12) : withoutLast, 10));
    }
    Play play = new Play(made, actors, new BitSet()).run();
    assertThat(play.asks.stream().filter(ask -> ask.holder().equals(key(2))).findFirst())
        .contains(new Play.Ask(key(2), 11));
  }

  @Example
  void theFastestHolderServesTheMostAndNoneIsFlooded() throws Exception {
    SampleFiles.SampleFile made = SampleFiles.stored(200 * 1024, 5, 1024);
    Map<PublicKey, Actor> actors = new TreeMap<>();
    actors.put(key(0), new Actor(Manner.HONEST, all(200), 5));
    actors.put(key(1), new Actor(Manner.HONEST, all(200), 50));
    Play play = new Play(made, actors, new BitSet()).run();
    assertThat(play.asked.get(key(0))).isGreaterThan(5 * play.asked.get(key(1)));
    assertThat(play.asks.size()).isLessThanOrEqualTo(200 + RULES.maxWindow());
  }

  /** One that answers after the timeout each time holds up neither the middle nor the end. */
  @Example
  void aSlowHolderDoesNotHoldUpTheEnd() throws Exception {
    SampleFiles.SampleFile made = SampleFiles.stored(20 * 1024, 5, 1024);
    Map<PublicKey, Actor> actors = new TreeMap<>();
    actors.put(key(0), new Actor(Manner.HONEST, all(20), 5));
    actors.put(key(1), new Actor(Manner.SLOW, all(20), 390));
    Play play = new Play(made, actors, new BitSet()).run();
    assertThat(play.missing).isEmpty();
    assertThat(play.nowNs).isLessThan(200 * MS);
  }
}
