package org.medchain.chaos;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.pbft.Commit;
import org.medchain.consensus.pbft.Prepare;

/**
 * A network that does its worst without a liar, as the proofs of PBFT fear it: in the first view
 * one host alone sees a quorum of PREPAREs, in the second, without it, another one alone sees one
 * of COMMITs, and the third begins without that other one. So certificates of two views meet in one
 * NEW-VIEW, and what one host has decided is known by certificates alone.
 */
final class Squeeze implements Bias {
  private static final int IN_A_THOUSAND = 250;

  /** Who alone is prepared in the first view. */
  private final Host prepared;

  /** Who alone decides in the second. */
  private final Host decided;

  private int episode;

  private Squeeze(Host prepared, Host decided) {
    this.prepared = prepared;
    this.decided = decided;
  }

  /** For some of the plans without a Byzantine member. */
  static Optional<Squeeze> of(World world) {
    Plan plan = world.plan();
    Draw draw = Draw.of(plan.seed(), "squeeze");
    boolean wanted =
        plan.kind() == Plan.Kind.PBFT
            && plan.byzantine().isEmpty()
            && !plan.hermit()
            && draw.chance(IN_A_THOUSAND);
    if (!wanted) {
      return Optional.empty();
    }
    List<Host> hosts = world.hosts().subList(0, plan.nodes());
    Host one = draw.pick(hosts);
    Host other = draw.pick(hosts.stream().filter(host -> host != one).toList());
    return Optional.of(new Squeeze(one, other));
  }

  @Override
  public void next() {
    episode++;
  }

  @Override
  public boolean suspects(boolean drawn) {
    return drawn || episode == 2 || episode == 3;
  }

  @Override
  public boolean suspectsLate(boolean drawn) {
    return drawn;
  }

  @Override
  public int patience() {
    return episode <= 3 ? 3 : 1;
  }

  @Override
  public Set<Party> cutOff() {
    return switch (episode) {
      case 2 -> Set.of(prepared);
      case 3 -> Set.of(decided);
      default -> Set.of();
    };
  }

  @Override
  public boolean swallows(Parcel parcel) {
    int code = parcel.mail().envelope().code();
    return (episode == 1 && code == Prepare.TYPE.code() && parcel.to() != prepared)
        || (episode == 2 && code == Commit.TYPE.code() && parcel.to() != decided);
  }
}
