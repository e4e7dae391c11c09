package org.medchain.contract.registration;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.GenesisData;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;

/** Who takes part. */
public final class RegistrationModule implements ContractModule {
  @Override
  public String name() {
    return "registration";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(Register.TYPE, AskBalance.TYPE, RevokeCertificates.TYPE, ReplaceKey.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return RegistrationEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of(
        Registration.ROLES,
        Registration.HOSPITALS,
        Registration.DEPARTURES,
        Registration.CERTIFICATES,
        Registration.REVOKED_KEYS,
        Registration.LIST,
        KeyNames.CURRENT,
        KeyNames.NAMES,
        VerifierRoll.COUNT,
        VerifierRoll.PLACES,
        VerifierRoll.PLACE_OF);
  }

  @Override
  public WorldState genesis(WorldState before, GenesisData data) {
    WorldState state = Registration.ROLES.put(before, data.center(), Role.REGULATORY_CENTER);
    for (Participant each : data.participants()) {
      if (Registration.role(state, each.key()).isPresent()) {
        throw new IllegalArgumentException("registered twice: " + each.key());
      }
      state =
          Registration.admit(state, each)
              .orElseThrow(
                  () -> new IllegalArgumentException("more initial points than can be counted"));
    }
    for (Participant each : data.participants()) {
      if (each.role() == Role.DOCTOR && !Registration.hasHospital(state, each.key())) {
        throw new IllegalArgumentException("no hospital of the doctor " + each.key().brief());
      }
    }
    return state;
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("there is one regulatory center", RegistrationModule::hasOneCenter),
        new Invariant("only who was registered leaves", RegistrationModule::leaversWereThere),
        new Invariant("replacing keys sign for participants", RegistrationModule::namesAreThere),
        new Invariant("verifiers have places without gaps", VerifierRoll::isDense));
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
}
