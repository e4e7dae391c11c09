package org.medchain.faults.schedule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduledLinks.PendingMessage;
import org.medchain.network.MessageType;

/**
 * A network that does not lose by chance: it delivers to one host what the others do not get, and
 * causes suspicion of the primary at the right time. What needs several accidents in a row would
 * else be found once in many thousands of schedules.
 *
 * @param episodes by their number, from 1
 */
record NetworkSchedule(IntFunction<Episode> episodes) {
  private static final int ISOLATED_DECISION_PERMILLE = 600;
  private static final int SPLIT_QUORUM_PERMILLE = 250;
  private static final int HOARDED_VOTES_PERMILLE = 700;

  /**
   * What is arranged in an episode.
   *
   * @param isolated the hosts that are cut off
   * @param drops what does not get through
   * @param suspects whether the primary is suspected at the beginning; empty where chance decides
   * @param suspectsLate the same when the episode is nearly over
   * @param lengthFactor how many times longer the episode takes: such events need some rounds
   */
  record Episode(
      Set<ScheduledHost> isolated,
      Predicate<PendingMessage> drops,
      Optional<Boolean> suspects,
      Optional<Boolean> suspectsLate,
      int lengthFactor) {
    /** Chance alone. */
    static final Episode RANDOM =
        new Episode(Set.of(), parcel -> false, Optional.empty(), Optional.empty(), 1);
  }

  private static Predicate<PendingMessage> is(MessageType type) {
    return parcel -> parcel.envelope().envelope().code() == type.code();
  }

  private static Predicate<PendingMessage> isNotTo(String party) {
    return parcel -> !parcel.to().name().equals(party);
  }

  /** The one that the plan names; in most plans chance decides. */
  static NetworkSchedule of(ScheduledSystem world) {
    return isolatedDecision(world)
        .or(() -> splitQuorum(world))
        .or(() -> hoardedVotes(world))
        .orElse(new NetworkSchedule(episode -> Episode.RANDOM));
  }

  /**
   * The number of the host that decides alone, for some of the plans with one Byzantine member that
   * leads one of the first views, but not the very first.
   */
  static Optional<Integer> isolatedDecider(SchedulePlan plan) {
    boolean early =
        Map.of(1, ByzantineKinds.RANDOM_BYZANTINE).equals(plan.byzantine())
            || Map.of(2, ByzantineKinds.RANDOM_BYZANTINE).equals(plan.byzantine());
    SeededDraws draw = SeededDraws.of(plan.seed(), "coup");
    if (plan.kind() != ScheduleKind.PBFT
        || plan.isolatedHost()
        || !early
        || !draw.chance(ISOLATED_DECISION_PERMILLE)) {
      return Optional.empty();
    }
    int number = draw.below(plan.nodes() - 1);
    return Optional.of(plan.byzantine().containsKey(number) ? plan.nodes() - 1 : number);
  }

  /**
   * A network that helps a Byzantine member: one host alone receives a quorum of COMMITs and
   * decides, then it is isolated, and the Byzantine member leads the next view. The others must not
   * decide another block there, for every proposal of that view.
   */
  private static Optional<NetworkSchedule> isolatedDecision(ScheduledSystem world) {
    return isolatedDecider(world.plan)
        .map(
            number -> {
              ScheduledHost victim =
                  (ScheduledHost) world.party(Integer.toString(number)).orElseThrow();
              int view = world.plan.byzantine().keySet().iterator().next();
              Predicate<PendingMessage> tellsAnotherHost =
                  is(Commit.TYPE)
                      .or(is(DecidedBlock.TYPE))
                      .and(isNotTo(victim.name()))
                      .and(parcel -> parcel.to() instanceof ScheduledHost);
              Optional<Boolean> no = Optional.of(false);
              Episode first = new Episode(Set.of(), tellsAnotherHost, no, no, 3);
              Episode next = new Episode(Set.of(victim), parcel -> false, Optional.of(true), no, 3);
              return new NetworkSchedule(
                  episode -> episode == 1 ? first : episode <= view + 1 ? next : Episode.RANDOM);
            });
  }

  /**
   * An adversarial network without Byzantine members, as in the proofs of PBFT: in the first view
   * one host alone receives a quorum of PREPAREs, in the second, without it, another one alone
   * receives a quorum of COMMITs, and the third begins without that second host. So certificates of
   * two views meet in one NEW-VIEW, and one host's decision is known by certificates alone.
   */
  private static Optional<NetworkSchedule> splitQuorum(ScheduledSystem world) {
    SchedulePlan plan = world.plan;
    SeededDraws draw = SeededDraws.of(plan.seed(), "squeeze");
    boolean wanted =
        plan.kind() == ScheduleKind.PBFT
            && plan.byzantine().isEmpty()
            && !plan.isolatedHost()
            && draw.chance(SPLIT_QUORUM_PERMILLE);
    if (!wanted) {
      return Optional.empty();
    }
    List<ScheduledHost> hosts = world.hosts.subList(0, plan.nodes());
    ScheduledHost prepared = draw.pick(hosts);
    ScheduledHost decided = draw.pick(hosts.stream().filter(host -> host != prepared).toList());
    Optional<Boolean> chance = Optional.empty();
    Optional<Boolean> surely = Optional.of(true);
    List<Episode> arranged =
        List.of(
            new Episode(
                Set.of(), is(Prepare.TYPE).and(isNotTo(prepared.name())), chance, chance, 3),
            new Episode(
                Set.of(prepared), is(Commit.TYPE).and(isNotTo(decided.name())), surely, chance, 3),
            new Episode(Set.of(decided), parcel -> false, surely, chance, 3));
    return Optional.of(
        new NetworkSchedule(
            episode -> episode <= arranged.size() ? arranged.get(episode - 1) : Episode.RANDOM));
  }

  /**
   * In the last episode one faulty member alone gets the votes of one phase, and the replicas leave
   * the view with what they have: so it alone knows what was decided (SCH-23). For some of the
   * plans in which a member hoards.
   */
  private static Optional<NetworkSchedule> hoardedVotes(ScheduledSystem world) {
    SchedulePlan plan = world.plan;
    SeededDraws draw = SeededDraws.of(plan.seed(), "hoard");
    MessageType type = draw.chance(750) ? Commit.TYPE : Prepare.TYPE;
    return plan.byzantine().entrySet().stream()
        .filter(each -> each.getValue().equals(ByzantineKinds.HOARDING))
        .map(each -> Integer.toString(each.getKey()))
        .findFirst()
        .filter(hoarder -> draw.chance(HOARDED_VOTES_PERMILLE))
        .map(
            hoarder -> {
              Episode last =
                  new Episode(
                      Set.of(),
                      is(type).and(isNotTo(hoarder)),
                      Optional.empty(),
                      Optional.of(true),
                      1);
              return new NetworkSchedule(
                  episode -> episode == plan.episodes() ? last : Episode.RANDOM);
            });
  }
}
