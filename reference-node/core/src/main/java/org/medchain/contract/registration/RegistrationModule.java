package org.medchain.contract.registration;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.GenesisData;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Argument;

/** Registers participants, their departures and revocations. */
public final class RegistrationModule extends ContractModule {
  public RegistrationModule() {
    super(
        "registration",
        List.of(Register.TYPE, AskBalance.TYPE, RevokeCertificates.TYPE, ReplaceKey.TYPE),
        List.of(RegistrationEvents.class),
        List.of(
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
            VerifierRoll.PLACE_OF));
  }

  @Override
  public WorldState genesis(WorldState before, GenesisData data) {
    WorldState state = Registration.ROLES.put(before, data.center(), Role.REGULATORY_CENTER);
    for (Participant each : data.participants()) {
      Argument.refuseIf(
          Registration.role(state, each.key()).isPresent(), "registered twice: %s", each.key());
      state =
          Registration.admit(state, each)
              .orElseThrow(
                  () -> new IllegalArgumentException("more initial points than can be counted"));
    }
    for (Participant each : data.participants()) {
      Argument.refuseIf(
          each.role() == Role.DOCTOR && !Registration.hasHospital(state, each.key()),
          "no hospital of the doctor %s",
          each.key().brief());
    }
    return state;
  }
}
