package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.QuorumSizes;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/**
 * The Byzantine members of a plan and their behaviour. Most casts are drawn; a few are arranged,
 * where the sought events need several coincidences, which a draw would give once in many
 * thousands.
 */
final class ByzantineSelection {
  /**
   * Of a thousand plans of PBFT this number have a censor and a client that never stops submitting.
   */
  private static final int STARVATION_PERMILLE = 60;

  /** Of a thousand plans this number have two halves and f members that are in both. */
  private static final int TWIN_SPLIT_PERMILLE = 40;

  /**
   * Of a thousand plans with an isolated host and no Byzantine member, this number get one that
   * sends it a wrong state.
   */
  private static final int WRONG_STATE_PERMILLE = 400;

  private ByzantineSelection() {}

  /** By host number, its behaviour. */
  static Map<Integer, String> of(
      ScheduleKind kind, long seed, int nodes, boolean hermit, SeededDraws draw) {
    Map<Integer, String> drawn = drawn(kind, nodes, hermit ? 1 : 0, draw);
    SeededDraws cast = SeededDraws.of(seed, "cast");
    int one = cast.below(nodes);
    if (hasStarvation(kind, seed, nodes, hermit)) {
      return Map.of(one, cast.pick(List.of("censorship", "favouring")));
    }
    if (hasTwinSplit(kind, seed, nodes, hermit)) {
      return cast.some(numbers(nodes), new QuorumSizes(nodes).faulty()).stream()
          .collect(
              Collectors.toMap(
                  number -> number,
                  number -> ByzantineKinds.TWIN,
                  (first, second) -> first,
                  TreeMap::new));
    }
    // The isolated host counts as faulty only while it is isolated; the Byzantine member sends the
    // state
    // when the host is back.
    boolean misleads = kind == ScheduleKind.PBFT && hermit && drawn.isEmpty();
    return misleads && cast.chance(WRONG_STATE_PERMILLE)
        ? Map.of(one, ByzantineKinds.WRONG_STATE)
        : drawn;
  }

  /** Whether one client never stops, and a Byzantine member would have another one starve. */
  static boolean hasStarvation(ScheduleKind kind, long seed, int nodes, boolean hermit) {
    return isEligible(kind, nodes, hermit)
        && SeededDraws.of(seed, "starve").chance(STARVATION_PERMILLE);
  }

  /** Whether the network falls into halves, with a copy of every twin in each. */
  static boolean hasTwinSplit(ScheduleKind kind, long seed, int nodes, boolean hermit) {
    return isEligible(kind, nodes, hermit)
        && !hasStarvation(kind, seed, nodes, hermit)
        && SeededDraws.of(seed, "schism").chance(TWIN_SPLIT_PERMILLE);
  }

  /** Small systems show it as well, in a fraction of the time. */
  private static boolean isEligible(ScheduleKind kind, int nodes, boolean hermit) {
    return kind == ScheduleKind.PBFT && nodes <= 6 && !hermit;
  }

  private static List<Integer> numbers(int nodes) {
    return IntStream.range(0, nodes).boxed().toList();
  }

  private static Map<Integer, String> drawn(
      ScheduleKind kind, int nodes, int silent, SeededDraws draw) {
    QuorumSizes quorum = new QuorumSizes(nodes);
    int faulty = quorum.faulty() - silent;
    int common = 2 * quorum.size() - nodes;
    int count =
        switch (kind) {
          case TWINS -> common;
          case FEWER_TWINS -> common - 1;
          case OLD_COPY -> 0; // members without their votes are the faulty ones
          case LIVENESS -> draw.chance(700) ? draw.between(1, faulty) : 0;
          case PBFT, SEALED, PARTIAL_CLIENT ->
              faulty > 0 && draw.chance(650) ? draw.between(1, faulty) : 0;
          case POW -> draw.chance(600) ? draw.between(1, quorum.faulty()) : 0;
        };
    boolean twins = kind == ScheduleKind.TWINS || kind == ScheduleKind.FEWER_TWINS;
    Map<Integer, String> byzantine = new TreeMap<>();
    List<Integer> chosen = new ArrayList<>(draw.some(numbers(nodes), count));
    // A member that leads one of the first views can do the most damage.
    int early = draw.below(2);
    if (count > 0 && draw.chance(400) && !chosen.contains(early)) {
      chosen.set(0, early);
    }
    for (int number : chosen) {
      if (kind == ScheduleKind.LIVENESS && draw.chance(700)) {
        byzantine.put(number, ByzantineKinds.HOARDING);
        continue;
      }
      byzantine.put(
          number,
          twins
              ? ByzantineKinds.TWIN
              : draw.pick(
                  kind == ScheduleKind.POW ? ByzantineKinds.POW_KINDS : ByzantineKinds.PBFT_KINDS));
    }
    return byzantine;
  }
}
