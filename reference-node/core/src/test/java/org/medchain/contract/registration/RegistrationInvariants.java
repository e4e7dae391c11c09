package org.medchain.contract.registration;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class RegistrationInvariants {
  private RegistrationInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant("there is one regulatory center", RegistrationInvariants::hasOneCenter),
        new Invariant("only who was registered leaves", RegistrationInvariants::leaversWereThere),
        new Invariant(
            "replacing keys sign for participants", RegistrationInvariants::namesAreThere),
        new Invariant(
            "verifiers have places without gaps", RegistrationInvariants::verifiersAreDense));
  }

  private static boolean hasOneCenter(WorldState state) {
    int[] centers = new int[1];
    Registration.ROLES.forEach(
        state, (key, role) -> centers[0] += role == Role.REGULATORY_CENTER ? 1 : 0);
    return centers[0] == 1;
  }

  private static boolean leaversWereThere(WorldState state) {
    boolean[] known = {true};
    Registration.DEPARTURES.forEach(
        state, (key, departure) -> known[0] &= Registration.role(state, key).isPresent());
    return known[0];
  }

  private static boolean namesAreThere(WorldState state) {
    boolean[] all = {true};
    KeyNames.NAMES.forEach(
        state,
        (key, name) ->
            all[0] &=
                Registration.role(state, name).isPresent()
                    && Registration.role(state, key).isEmpty());
    KeyNames.CURRENT.forEach(
        state,
        (name, key) ->
            all[0] &=
                KeyNames.name(state, key).equals(name) && Registration.isRevoked(state, name));
    return all[0];
  }

  private static boolean verifiersAreDense(WorldState state) {
    long count = VerifierRoll.count(state);
    long[] places = new long[1];
    boolean[] right = {true};
    VerifierRoll.PLACES.forEach(
        state,
        (place, verifier) -> {
          places[0]++;
          Optional<Long> back = VerifierRoll.PLACE_OF.get(state, verifier);
          right[0] &= place < count && back.equals(Optional.of(place));
        });
    return right[0] && places[0] == count;
  }
}
