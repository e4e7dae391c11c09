package org.medchain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.Quorum;

/**
 * Who is Byzantine in a plan, and how. Most casts are drawn; a few are set where what is to be seen
 * needs several accidents at once, and a draw would bring them together once in many thousands.
 */
final class Casting {
  /** Of a thousand plans of PBFT so many let a censor meet a client that never stops submitting. */
  private static final int STARVING = 60;

  /** Of a thousand plans so many have two halves and f members that live in both. */
  private static final int SCHISMS = 40;

  /** Of a thousand plans with a hermit and no liar so many have one with a wrong state for it. */
  private static final int WRONG_STATES = 400;

  private Casting() {}

  /** By host number, what it does. */
  static Map<Integer, String> of(Plan.Kind kind, long seed, int nodes, boolean hermit, Draw draw) {
    Map<Integer, String> drawn = drawn(kind, nodes, hermit ? 1 : 0, draw);
    Draw cast = Draw.of(seed, "cast");
    int one = cast.below(nodes);
    if (starves(kind, seed, nodes, hermit)) {
      return Map.of(one, cast.pick(List.of("censorship", "favouring")));
    }
    if (splits(kind, seed, nodes, hermit)) {
      return all(cast.some(numbers(nodes), new Quorum(nodes).faulty()), Faults.TWIN);
    }
    // The hermit counts as faulty only as long as it is one; the liar lies when it is back.
    boolean misleads = kind == Plan.Kind.PBFT && hermit && drawn.isEmpty();
    return misleads && cast.chance(WRONG_STATES) ? Map.of(one, Faults.WRONG_STATE) : drawn;
  }

  /** Whether one client never stops, and a Byzantine member would have another one starve. */
  static boolean starves(Plan.Kind kind, long seed, int nodes, boolean hermit) {
    return mayBeSet(kind, nodes, hermit) && Draw.of(seed, "starve").chance(STARVING);
  }

  /** Whether the network falls into halves, with a copy of every twin in each. */
  static boolean splits(Plan.Kind kind, long seed, int nodes, boolean hermit) {
    return mayBeSet(kind, nodes, hermit)
        && !starves(kind, seed, nodes, hermit)
        && Draw.of(seed, "schism").chance(SCHISMS);
  }

  /** Small systems show it as well, in a fraction of the time. */
  private static boolean mayBeSet(Plan.Kind kind, int nodes, boolean hermit) {
    return kind == Plan.Kind.PBFT && nodes <= 6 && !hermit;
  }

  private static Map<Integer, String> all(List<Integer> numbers, String fault) {
    Map<Integer, String> cast = new TreeMap<>();
    numbers.forEach(number -> cast.put(number, fault));
    return cast;
  }

  private static List<Integer> numbers(int nodes) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static Map<Integer, String> drawn(Plan.Kind kind, int nodes, int silent, Draw draw) {
    Quorum quorum = new Quorum(nodes);
    int faulty = quorum.faulty() - silent;
    int common = 2 * quorum.size() - nodes;
    int count =
        switch (kind) {
          case TWINS -> common;
          case FEWER_TWINS -> common - 1;
          case PBFT, SEALED -> faulty > 0 && draw.chance(650) ? draw.between(1, faulty) : 0;
          case POW -> draw.chance(600) ? draw.between(1, quorum.faulty()) : 0;
        };
    boolean twins = kind == Plan.Kind.TWINS || kind == Plan.Kind.FEWER_TWINS;
    Map<Integer, String> byzantine = new TreeMap<>();
    List<Integer> chosen = new ArrayList<>(draw.some(numbers(nodes), count));
    // Whoever leads one of the first views can do the most.
    int early = draw.below(2);
    if (count > 0 && draw.chance(400) && !chosen.contains(early)) {
      chosen.set(0, early);
    }
    for (int number : chosen) {
      byzantine.put(
          number,
          twins ? Faults.TWIN : draw.pick(kind == Plan.Kind.POW ? Faults.MINERS : Faults.KINDS));
    }
    return byzantine;
  }
}
