package org.medchain.chaos;

import java.util.LinkedHashSet;
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
final class Squeeze {
  private static final int IN_A_THOUSAND = 250;

  /** Who alone is prepared in the first view. */
  private final Optional<Host> prepared;

  /** Who alone decides in the second. */
  private final Optional<Host> decided;

  private int episode;

  Squeeze(World world) {
    Plan plan = world.plan();
    Draw draw = Draw.of(plan.seed(), "squeeze");
    boolean wanted =
        plan.kind() == Plan.Kind.PBFT
            && plan.byzantine().isEmpty()
            && !plan.hermit()
            && draw.chance(IN_A_THOUSAND);
    if (wanted) {
      List<Host> hosts = world.hosts().subList(0, plan.nodes());
      Host one = draw.pick(hosts);
      prepared = Optional.of(one);
      decided = Optional.of(draw.pick(hosts.stream().filter(host -> host != one).toList()));
    } else {
      prepared = Optional.empty();
      decided = Optional.empty();
    }
  }

  /** The next episode begins. */
  void next() {
    episode++;
  }

  /** Whether the primary has to be suspected now. */
  boolean changesView() {
    return decided.isPresent() && (episode == 2 || episode == 3);
  }

  /** How many times longer an episode takes: what is to be seen needs some rounds. */
  int patience() {
    return decided.isPresent() && episode <= 3 ? 3 : 1;
  }

  /** Who hears nobody, and is not heard, in this episode. */
  Set<Party> cutOff() {
    Set<Party> parties = new LinkedHashSet<>();
    if (episode == 2) {
      prepared.ifPresent(parties::add);
    } else if (episode == 3) {
      decided.ifPresent(parties::add);
    }
    return parties;
  }

  /** Whether the mail does not get through. */
  boolean swallows(Parcel parcel) {
    int code = parcel.mail().envelope().code();
    return (episode == 1 && code == Prepare.TYPE.code() && isOther(parcel, prepared))
        || (episode == 2 && code == Commit.TYPE.code() && isOther(parcel, decided));
  }

  private static boolean isOther(Parcel parcel, Optional<Host> favourite) {
    return favourite.isPresent() && parcel.to() != favourite.get();
  }
}
