package org.medchain.contract.consent;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.WorldState;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class ConsentInvariants {
  private ConsentInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant("directives have places without gaps", ConsentInvariants::dense),
        new Invariant("an owner has few directives and delegates", ConsentInvariants::few),
        new Invariant("a trail's lines are the last ones", ConsentInvariants::last));
  }

  private static boolean dense(WorldState state) {
    long[] places = new long[2];
    boolean[] right = {true};
    Directives.DIRECTIVES.forEach(
        state,
        (id, each) -> {
          places[0]++;
          Optional<Long> count = Directives.COUNTS.get(state, each.terms().owner());
          right[0] &=
              each.terms().id().equals(id)
                  && each.place() < count.orElse(0L)
                  && Directives.PLACES
                      .get(state, new Directives.PlaceOfOwner(each.terms().owner(), each.place()))
                      .equals(Optional.of(id));
        });
    Directives.PLACES.forEach(state, (place, id) -> places[1]++);
    return right[0] && places[0] == places[1];
  }

  private static boolean few(WorldState state) {
    boolean[] all = {true};
    Directives.COUNTS.forEach(
        state, (owner, count) -> all[0] &= count > 0 && count <= Directives.MAX_OF_OWNER);
    Delegates.DELEGATES.forEach(
        state,
        (owner, each) -> all[0] &= !each.isEmpty() && each.size() <= 2 * Delegates.MAX_OF_EACH);
    return all[0];
  }

  private static boolean last(WorldState state) {
    boolean[] all = {true};
    AccessLog.TRAILS.forEach(
        state,
        (owner, trail) -> {
          long kept =
              Math.min(trail.granted(), AccessLog.GRANTED_KEPT)
                  + Math.min(trail.refused(), AccessLog.REFUSED_KEPT);
          all[0] &= AccessLog.lines(state, owner).size() == kept;
        });
    return all[0];
  }
}
